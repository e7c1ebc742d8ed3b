import { visible } from './visible.js';

/** Where two byte strings part, with what stands around it; invisible bytes are written as escapes. */
export interface Difference {
  /** Offset of the first byte that differs. */
  readonly offset: number;
  readonly expected: Around;
  readonly signed: Around;
}

export interface Around {
  readonly before: string;
  /** What only this side has; empty where the other side has more. */
  readonly differs: string;
  readonly after: string;
}

const CONTEXT = 24;
/** Of a longer difference only the beginning is shown: what follows is rarely aligned any more. */
const SHOWN = 32;

/** The first difference of two byte strings; undefined where they are the same. */
export function differenceOf(expected: string, signed: string): Difference | undefined {
  if (expected === signed) return undefined;
  const shorter = Math.min(expected.length, signed.length);
  let offset = 0;
  while (offset < shorter && expected[offset] === signed[offset]) offset++;
  let tail = 0;
  while (tail < shorter - offset && expected.at(-1 - tail) === signed.at(-1 - tail)) tail++;
  const start = wholeCharacter(expected, offset);
  return { offset: start, expected: around(expected, start, tail), signed: around(signed, start, tail) };
}

function around(text: string, offset: number, tail: number): Around {
  const end = Math.max(offset, text.length - tail);
  const from = wholeCharacter(text, Math.max(0, offset - CONTEXT));
  const before = `${from > 0 ? '…' : ''}${visible(text.slice(from, offset))}`;
  if (end - offset > SHOWN) {
    const cut = wholeCharacter(text, offset + SHOWN);
    return { before, differs: visible(text.slice(offset, cut)), after: '…' };
  }
  const until = Math.min(text.length, end + CONTEXT);
  return {
    before,
    differs: visible(text.slice(offset, end)),
    after: `${visible(text.slice(end, until))}${until < text.length ? '…' : ''}`,
  };
}

/** Back to the start of the UTF-8 character that a byte belongs to. */
function wholeCharacter(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < 4 && /[\x80-\xbf]/.test(text[start] ?? '')) start--;
  return start;
}
