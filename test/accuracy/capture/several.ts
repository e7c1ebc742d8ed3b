import type { Capture, TrueExchange } from '../exchange.js';
import type { Random } from '../random.js';
import { harEntry, harFile, type Sanitising } from './har.js';
import { capture } from './kept.js';

/** A HAR that holds the calls before, and sometimes a page's other traffic. */
export function har(exchange: TrueExchange, how: Sanitising, random: Random): Capture | undefined {
  if (exchange.record) return undefined;
  const { answer, failure, earlier = [] } = exchange;
  const start = Date.UTC(2026, 8, 21) + random.between(0, 86_400_000);
  const before = earlier.map((one, index) => harEntry(one, how, start + index * 2000, random).entry);
  const { entry, lost, masked } = harEntry(exchange, how, start + before.length * 2000, random);
  const text = harFile([...before, entry], random.chance(0.6));
  const kept = {
    line: true,
    requestHeaders: true,
    lost,
    masked,
    requestBody: true,
    status: Boolean(answer),
    answerHeaders: Boolean(answer),
    answerBody: Boolean(answer),
    clientWords: Boolean(failure),
    history: true,
  };
  return capture(text, kept, before.length + 1);
}
