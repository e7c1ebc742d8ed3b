import type { Span } from '../../exchange/place.js';
import type { ErrorText } from './message-exchange.js';

/** `java.net.ConnectException`, `org.springframework.web.client.HttpClientErrorException$Unauthorized`. */
const CLASS = String.raw`(?:[a-z][\w$]{0,60}\.){1,12}[A-Z][\w$]{0,100}`;
/** A class that is thrown, at the beginning of a line or behind a log's or the JVM's words. */
const THROWN = new RegExp(String.raw`(?<![\w$.])${CLASS}(?:Exception|Error)(?:\$\w{1,60})?(?::? |:?\r?$)`);
const FRAME = /^\s{0,20}(?:at [\w$.]{1,300}|\.{3} \d{1,6} (?:more|common frames omitted))/;
const CAUSE = /^\s{0,20}(?:Caused by|Suppressed|Wrapped by): /;
const LINE_READ = 2048;
/** A message may hold line breaks; frames follow it within so many lines. */
const LINES_OF_A_MESSAGE = 40;

/** Exceptions of Java with their stacks and causes, or a line that names one; messages in the order of the text. */
export function findStackTraces(latin1: string): ErrorText[] {
  const found: ErrorText[] = [];
  let at = 0;
  while (at < latin1.length) {
    const end = lineEnd(latin1, at);
    if (!isHead(latin1, at, end)) {
      at = end + 1;
      continue;
    }
    const error = readTrace(latin1, at, end);
    found.push(error);
    at = error.span.end + 1;
  }
  return found;
}

function isHead(latin1: string, start: number, end: number): boolean {
  const line = latin1.slice(start, Math.min(end, start + LINE_READ));
  return !FRAME.test(line) && THROWN.test(line);
}

function readTrace(latin1: string, start: number, headEnd: number): ErrorText {
  const messages: Span[] = [];
  let message = { start, end: messageEnd(latin1, headEnd) };
  messages.push(message);
  let at = message.end + 1;
  let end = message.end;
  while (at < latin1.length) {
    const stop = lineEnd(latin1, at);
    const line = latin1.slice(at, Math.min(stop, at + LINE_READ));
    if (CAUSE.test(line)) {
      message = { start: at, end: messageEnd(latin1, stop) };
      messages.push(message);
      end = message.end;
    } else if (FRAME.test(line)) end = stop;
    else break;
    at = end + 1;
  }
  return { span: { start, end }, messages };
}

/** End of the line before the first frame; of the first line where no frames follow. */
function messageEnd(latin1: string, firstEnd: number): number {
  let end = firstEnd;
  for (let lines = 0; lines < LINES_OF_A_MESSAGE && end < latin1.length; lines++) {
    const stop = lineEnd(latin1, end + 1);
    const line = latin1.slice(end + 1, Math.min(stop, end + 1 + LINE_READ));
    if (FRAME.test(line) || CAUSE.test(line)) return end;
    if (THROWN.test(line)) break;
    end = stop;
  }
  return firstEnd;
}

function lineEnd(latin1: string, at: number): number {
  const feed = latin1.indexOf('\n', at);
  return feed < 0 ? latin1.length : feed;
}
