import { isUtf8 } from 'node:buffer';
import { Secret } from '../exchange/secret.js';
import { secretFinder } from '../report/mask.js';
import { groupBy } from '../group-by.js';
import { findCookieValues } from './cookie-values.js';
import { substitute, type TextEncoding } from './substitute.js';
import { Unredactable } from './unredactable.js';

type Span = { readonly start: number; readonly end: number };

/**
 * Replaces secrets in the texts of one input: every occurrence, in every encoding, also inside stretches of Base64, and
 * where a line break of the recorder stands inside. The replaced text has the same number of bytes.
 *
 * @param encoding how the texts stand for bytes: `latin1` has one character for each
 */
export function createTextRedactor(
  secrets: readonly Secret[],
  prefixes: readonly string[],
  encoding: TextEncoding,
): (text: string) => string {
  const values = secrets
    .map((secret) => inEncoding(secret.reveal(), encoding))
    // What a copy holds already is left where it stands, in whatever encoding.
    .filter((value) => substitute(value, prefixes, encoding) !== value);
  const { find } = secretFinder(values.map((value) => new Secret(value)));
  const beginnings = byBeginnings(values);
  const mask = (text: string, spans: readonly Span[]) => {
    let result = '';
    let from = 0;
    for (const { start, end } of spans) {
      result += text.slice(from, start) + substitute(text.slice(start, end), prefixes, encoding);
      from = end;
    }
    return result + text.slice(from);
  };
  const redact = (text: string, depth: number): string => {
    const outer = depth < DEEPEST ? insideBase64(text, (inner) => redact(inner, depth + 1)) : text;
    const joined = mask(outer, findSplit(outer, beginnings));
    const named = mask(joined, findCookieValues(joined));
    return mask(named, find(named));
  };
  return (text) => redact(text, 0);
}

const DEEPEST = 3;
const SHORTEST_SPLIT = 8;
const SHORTEST_PIECE = 6;
/** How many characters are compared for each of a text: a secret that repeats itself begins nearly everywhere. */
const COMPARED = 256;
/** The end of a line, with the quote and the plus sign of a printed string, or a backslash. */
const LINE_END = /[ \t'"`+\\]{0,8}\r?\n/y;

function inEncoding(value: string, encoding: TextEncoding): string {
  return encoding === 'latin1' ? Buffer.from(value).toString('latin1') : value;
}

const BASE64 = /(?<![\w+/=-])(?:[A-Za-z0-9+/]|\\\/){16,}={0,2}(?![\w+/=-])/g;

/** Redacts what stretches of Base64 hold, where that is text. */
function insideBase64(text: string, redact: (inner: string) => string): string {
  return text.replace(BASE64, (written) => {
    const base64 = written.replaceAll('\\/', '/');
    const bytes = Buffer.from(base64, 'base64');
    const encoded = base64.endsWith('=') ? bytes.toString('base64') : unpadded(bytes);
    if (encoded !== base64 || !isUtf8(bytes)) return written;
    const inner = bytes.toString();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what holds them is no text
    if (/[\x00-\x08\x0e-\x1f\x7f]/.test(inner)) return written;
    const redacted = redact(inner);
    if (redacted === inner) return written;
    const again = Buffer.from(redacted);
    const result = base64.endsWith('=') ? again.toString('base64') : unpadded(again);
    return written.includes('\\') ? result.replaceAll('/', '\\/') : result;
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

/** Where values stand in pieces, one soon behind the other; the text is looked through once for all of them. */
function findSplit(text: string, byBeginning: ReadonlyMap<string, readonly string[]>): Span[] {
  const found: Span[] = [];
  const firsts = new Set([...byBeginning.keys()].map((beginning) => beginning.charCodeAt(0)));
  let start = 0;
  let budget = COMPARED * (text.length + COMPARED);
  while (start < text.length) {
    const values = firsts.has(text.charCodeAt(start))
      ? byBeginning.get(text.slice(start, start + SHORTEST_PIECE))
      : undefined;
    const { pieces, compared } = longestSplit(text, values ?? [], start);
    budget -= compared;
    if (budget < 0)
      throw new Unredactable('A secret repeats itself too often to be found, so no copy was made.');
    // What stands in one piece is found whole.
    if (pieces.length > 1) found.push(...pieces);
    start = pieces.at(-1)?.end ?? start + 1;
  }
  return found;
}

interface Split {
  /** Empty when the value does not stand here to its end. */
  readonly pieces: readonly Span[];
  readonly compared: number;
}

/** The value that reaches farthest. */
function longestSplit(text: string, values: readonly string[], start: number): Split {
  const splits = values.map((value) => piecesFrom(text, value, start));
  return {
    pieces: splits.reduce<readonly Span[]>(
      (best, { pieces }) => ((pieces.at(-1)?.end ?? 0) > (best.at(-1)?.end ?? 0) ? pieces : best),
      [],
    ),
    compared: splits.reduce((sum, { compared }) => sum + compared, 0),
  };
}

function byBeginnings(values: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return groupBy(
    values.filter(({ length }) => length >= SHORTEST_SPLIT),
    (value) => value.slice(0, SHORTEST_PIECE),
  );
}

function piecesFrom(text: string, value: string, first: number): Split {
  const pieces: Span[] = [];
  let compared = 0;
  let from = first;
  let rest = value;
  while (rest !== '') {
    const start = from === first ? first : onNextLine(text, rest.slice(0, SHORTEST_PIECE), from);
    if (start === undefined) return { pieces: [], compared };
    let length = 0;
    while (length < rest.length && text[start + length] === rest[length]) length++;
    compared += length;
    pieces.push({ start, end: start + length });
    from = start + length;
    // A folded header value is read with one space in place of the break.
    rest = rest.slice(length).trimStart();
  }
  return { pieces, compared };
}

/** Where a text stands on the next line, of which only the end of this one is left. */
function onNextLine(text: string, part: string, from: number): number | undefined {
  LINE_END.lastIndex = from;
  if (!LINE_END.test(text)) return undefined;
  const start = text.indexOf(part, LINE_END.lastIndex);
  return start < 0 || text.slice(LINE_END.lastIndex, start).includes('\n') ? undefined : start;
}
