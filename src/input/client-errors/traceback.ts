import type { Span } from '../../exchange/place.js';
import type { ErrorText } from './message-exchange.js';

const BEGIN = /^[ \t|]{0,20}Traceback \(most recent call last\):[ \t]*\r?$/gm;
/** Between the tracebacks of one failure. */
const CHAINED =
  /(?:During handling of the above exception|The above exception was the direct cause)[^\n]{0,80}\s{1,10}$/;

/** Python's tracebacks; one exception raised while another was handled belongs to it. The last message comes first. */
export function findTracebacks(latin1: string): ErrorText[] {
  const found: { span: Span; messages: Span[] }[] = [];
  for (const { index } of latin1.matchAll(BEGIN)) {
    const message = messageBehind(latin1, index);
    if (!message) continue;
    const last = found.at(-1);
    if (last && CHAINED.test(latin1.slice(Math.max(last.span.end, index - 200), index))) {
      last.span = { start: last.span.start, end: message.end };
      last.messages.unshift(message);
    } else {
      found.push({ span: { start: index, end: message.end }, messages: [message] });
    }
  }
  return found;
}

/** The first line behind the frames, which are indented deeper than the traceback's own first line. */
function messageBehind(latin1: string, start: number): Span | undefined {
  const indent = /^[ \t|]*/.exec(latin1.slice(start, start + 20))?.[0] ?? '';
  for (let at = nextLine(latin1, start); at < latin1.length; at = nextLine(latin1, at)) {
    if (latin1.startsWith(`${indent} `, at) || latin1.startsWith(`${indent}\t`, at)) continue;
    const feed = latin1.indexOf('\n', at);
    return { start: at, end: feed < 0 ? latin1.length : feed };
  }
  return undefined;
}

function nextLine(latin1: string, at: number): number {
  const feed = latin1.indexOf('\n', at);
  return feed < 0 ? latin1.length : feed + 1;
}
