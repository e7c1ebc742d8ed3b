import { type Piece, Stretch } from '../curl/stretch.js';

/** A printed string: `'…'`, long ones as `'…' +` over several lines. */
export interface PrintedString {
  readonly text: Stretch;
  readonly end: number;
  /** `maxStringLength` or the end of the input cut it. */
  readonly cut: boolean;
}

const SHORT: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v' };
const NEXT_PART = /[ \t]*\+\r?\n[ \t]*(?=['"`])/y;
const CUT_NOTE = /\.\.\. \d{1,12} more characters?/y;
const UNTIL_SPECIAL = /[^\\'"`\r\n]*/y;

/** Reads the string whose quote stands at an offset of a text with one character per byte. */
export function readPrintedString(latin1: string, start: number): PrintedString {
  const pieces: Piece[] = [];
  let end = start;
  let cut = false;
  for (;;) {
    const part = readPart(latin1, end, pieces);
    end = part.end;
    cut = !part.closed;
    NEXT_PART.lastIndex = end;
    if (cut || !NEXT_PART.test(latin1)) break;
    end = NEXT_PART.lastIndex;
  }
  CUT_NOTE.lastIndex = end;
  if (CUT_NOTE.test(latin1)) return { text: new Stretch(pieces), end: CUT_NOTE.lastIndex, cut: true };
  return { text: new Stretch(pieces), end, cut };
}

function readPart(latin1: string, start: number, pieces: Piece[]): { end: number; closed: boolean } {
  const quote = latin1[start];
  let offset = start + 1;
  while (offset < latin1.length) {
    UNTIL_SPECIAL.lastIndex = offset;
    UNTIL_SPECIAL.test(latin1);
    const run = UNTIL_SPECIAL.lastIndex;
    if (run > offset) pieces.push({ text: latin1.slice(offset, run), start: offset });
    offset = run;
    const character = latin1[offset];
    if (character === undefined || character === '\n' || character === '\r') break;
    if (character === quote) return { end: offset + 1, closed: true };
    if (character !== '\\') {
      pieces.push({ text: character, start: offset });
      offset++;
      continue;
    }
    offset = readEscape(latin1, offset, pieces);
  }
  return { end: offset, closed: false };
}

/** Adds the character that an escape stands for; returns where the escape ends. */
function readEscape(latin1: string, offset: number, pieces: Piece[]): number {
  const letter = latin1[offset + 1] ?? '';
  const hex = /^(?:x[\da-fA-F]{2}|u[\da-fA-F]{4})/.exec(latin1.slice(offset + 1, offset + 6))?.[0];
  if (hex) {
    const character = String.fromCharCode(Number.parseInt(hex.slice(1), 16));
    pieces.push({ text: Buffer.from(character).toString('latin1'), start: undefined });
    return offset + 1 + hex.length;
  }
  const short = SHORT[letter];
  pieces.push(short ? { text: short, start: undefined } : { text: letter, start: offset + 1 });
  return offset + 2;
}
