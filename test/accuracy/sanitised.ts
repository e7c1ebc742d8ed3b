import type { CauseSource } from './cause.js';
import type { Capture, TrueExchange } from './exchange.js';
import { addNoise } from './noise.js';
import { Random } from './random.js';
import { Words } from './wordings/wordings.js';
import harSanitised from './writers/har-sanitised.js';
import thinLog from './writers/thin-log.js';

export interface Sanitised {
  readonly seed: string;
  readonly exchange: TrueExchange;
  readonly format: string;
  readonly capture: Capture;
}

/** Captures whose recorder left out or masked what was sent: nothing that was sent may be called absent. */
export function* sanitised(sources: readonly CauseSource[], count: number): Generator<Sanitised> {
  for (let index = 0, made = 0; made < count; index++) {
    const seed = `sanitised#${index}`;
    const random = new Random(seed);
    const source = sources[index % sources.length] as CauseSource;
    const { exchange } = source.make(random, new Words(random));
    addNoise(exchange, random, true);
    const writer = index % 2 === 0 ? harSanitised : thinLog;
    const capture = writer.write(exchange, random);
    if (!capture) continue;
    made++;
    yield { seed, exchange, format: writer.name, capture };
  }
}
