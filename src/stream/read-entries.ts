import type { Exchange } from '../exchange/exchange.js';
import { readHarEntry } from '../input/har/har-entry.js';
import { joinHops } from '../input/har/har-hops.js';
import { isHttp, isMislabelled, parseEntry } from '../input/har/parse-entry.js';
import type { Input } from '../input/input.js';
import { parseShortened } from './parse-shortened.js';
import type { Piece, StreamProblem } from './piece.js';

/**
 * Reads a piece of entries, one at a time: what is taken is gone before garbage is collected. Redirects are joined to what
 * they led to where both are in the same piece.
 *
 * @param input the bytes of the piece, as they are
 * @param problem told of what was not read as it is
 */
export function readEntries(
  input: Input,
  piece: Piece,
  problem: (problem: StreamProblem) => void,
): Generator<Exchange> {
  return joinHops(exchangesIn(input, piece, problem));
}

function* exchangesIn(
  input: Input,
  { file, line, entries }: Piece,
  problem: (problem: StreamProblem) => void,
): Generator<Exchange> {
  const { spans = [], isCut = false } = entries ?? {};
  for (const [index, span] of spans.entries()) {
    const told = (says: string) => problem({ says, file, line: line - 1 + input.lineAt(span.start) });
    const entry =
      parseShortened(input, span) ??
      parseEntry(input, { ...span, whole: !isCut || index < spans.length - 1 });
    if (!entry) told('An entry is not valid JSON and was left out.');
    else if (!isHttp(entry)) told('An entry is not HTTP (data:, blob:, …) and was left out.');
    else {
      if (isMislabelled(entry)) told('A body is said to be base64 and is none: it was read as it stands.');
      if (entries) yield readHarEntry(entry, span, entries.file);
    }
  }
}
