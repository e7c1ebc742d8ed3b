import { isUtf8 } from 'node:buffer';
import { Secret } from '../exchange/secret.js';
import { secretFinder } from '../report/mask.js';
import { findCookieValues } from './cookie-values.js';
import { substitute, type TextEncoding } from './substitute.js';
import { Unredactable } from './unredactable.js';

type Span = { readonly start: number; readonly end: number };

/**
 * Replaces secrets in texts: every occurrence, in every encoding, also inside stretches of Base64, and where a line
 * break of the recorder stands inside. The replaced text has the same number of bytes.
 */
export class TextRedactor {
  readonly #finder = secretFinder();
  readonly #beginnings: Beginnings = new Map();

  /** @param encoding how the texts stand for bytes: `latin1` has one character for each */
  constructor(
    private readonly prefixes: readonly string[],
    private readonly encoding: TextEncoding,
    secrets: readonly Secret[] = [],
  ) {
    for (const secret of secrets) this.add(secret);
  }

  add(secret: Secret): void {
    const value = inEncoding(secret.reveal(), this.encoding);
    // What a copy holds already is left where it stands, in whatever encoding.
    if (this.#substitute(value) === value) return;
    this.#finder.add(new Secret(value));
    if (value.length < SHORTEST_SPLIT) return;
    const beginning = value.slice(0, SHORTEST_PIECE);
    this.#beginnings.set(beginning, [...(this.#beginnings.get(beginning) ?? []), value]);
  }

  redact(text: string, depth = 0): string {
    const outer = depth < DEEPEST ? insideBase64(text, (inner) => this.redact(inner, depth + 1)) : text;
    const joined = this.#mask(outer, findSplit(outer, this.#beginnings));
    const named = this.#mask(joined, findCookieValues(joined));
    return this.#mask(named, this.#finder.find(named));
  }

  #mask(text: string, spans: readonly Span[]): string {
    let result = '';
    let from = 0;
    for (const { start, end } of spans) {
      result += text.slice(from, start) + this.#substitute(text.slice(start, end));
      from = end;
    }
    return result + text.slice(from);
  }

  #substitute(text: string): string {
    return substitute(text, this.prefixes, this.encoding);
  }
}

/** Values by the characters that they begin with. */
type Beginnings = Map<string, readonly string[]>;

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
function findSplit(text: string, byBeginning: Beginnings): Span[] {
  const found: Span[] = [];
  if (!text.includes('\n')) return found;
  // Whether a value may begin with a character: lets nearly all positions pass at once.
  const firsts = new Uint8Array(256);
  for (const beginning of byBeginning.keys()) firsts[beginning.charCodeAt(0) & 255] = 1;
  let start = 0;
  let budget = COMPARED * (text.length + COMPARED);
  while (start < text.length) {
    const values = firsts[text.charCodeAt(start) & 255]
      ? byBeginning.get(text.slice(start, start + SHORTEST_PIECE))
      : undefined;
    if (!values) {
      start++;
      continue;
    }
    const { pieces, compared } = longestSplit(text, values, start);
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
