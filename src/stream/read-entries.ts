import type { Exchange } from '../exchange/exchange.js';
import type { Span } from '../exchange/place.js';
import { parseEntries, readEntries } from '../input/har/parse-entries.js';
import { Input } from '../input/input.js';
import type { Piece, StreamProblem } from './piece.js';

/** The exchanges of a piece of a HAR, with places in `input`, and what was not read as it is. */
export interface EntriesRead {
  readonly input: Input;
  readonly exchanges: readonly Exchange[];
  readonly problems: readonly StreamProblem[];
}

/** Reads a piece of entries. Redirects are joined to what they led to where both are in the same piece. */
export function readEntriesOf({ file, bytes, line, entries }: Piece): EntriesRead {
  const { spans = [], isCut = false } = entries ?? {};
  const input = new Input(file, bytes, 'as it is');
  const members = spans.map((span, index) => ({ ...span, whole: !isCut || index < spans.length - 1 }));
  const parsed = parseEntries(input, members);
  const read = entries && readEntries(parsed.entries, entries.file);
  const problems = (says: string, found: readonly { span: Span }[] = []): StreamProblem[] =>
    found.map(({ span }) => ({ says, file, line: line - 1 + input.lineAt(span.start) }));
  return {
    input,
    exchanges: read?.exchanges ?? [],
    problems: [
      ...problems('An entry is not valid JSON and was left out.', parsed.broken),
      ...problems('An entry is not HTTP (data:, blob:, …) and was left out.', read?.notHttp),
      ...problems('A body is said to be base64 and is none: it was read as it stands.', read?.mislabelled),
    ],
  };
}
