import type { Body } from '../../exchange/body.js';
import type { Place } from '../../exchange/place.js';
import { withoutHeads } from './answer-body.js';
import type { Stretch } from './stretch.js';

/**
 * A body that `--trace-ascii` dumped with `.` for every byte that is not printable ASCII. When the same body was also
 * printed on standard output, those are the exact bytes; else it is only rebuilt.
 */
export function restoreBody(dumped: Stretch, printed: Stretch | undefined): Body {
  const original = printed && originalOf(dumped, withoutHeads(printed));
  if (original) return { is: 'bytes', wire: original.bytes, exact: true, at: original.place };
  return {
    is: 'bytes',
    wire: Buffer.from(restoreLineBreaks(dumped.text), 'latin1'),
    exact: false,
    at: dumped.place,
  };
}

/**
 * Where a body dumped in hexadecimal is best shown: the characters beside the digits have `.` for line breaks and
 * letters beyond ASCII, so the same body on standard output is preferred then.
 */
export function readablePlace(dumped: Stretch, printed: Stretch | undefined): Place {
  const original = printed && /[^ -~]/.test(dumped.text) ? withoutHeads(printed) : undefined;
  return original?.text === dumped.text ? original.place : dumped.place;
}

/** The printed text that dumps to exactly this, when there is one. */
function originalOf(dumped: Stretch, printed: Stretch): Stretch | undefined {
  for (const text of [printed, printed.slice(0, dumped.length)]) {
    if (
      text.length === dumped.length &&
      text.text.replace(/\r(?!\n)|(?<!\r)\n|[^\r\n -~]/g, '.') === dumped.text
    )
      return text;
  }
  return undefined;
}

/**
 * In JSON a dot outside of strings stands between two digits or was a line break: put back, so that indented bodies
 * can be read.
 */
function restoreLineBreaks(text: string): string {
  if (!/^[\s.]*[[{]/.test(text)) return text;
  let quoted = false;
  let restored = '';
  let from = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const character = text[offset];
    if (quoted && character === '\\') offset++;
    else if (character === '"') quoted = !quoted;
    else if (character === '.' && !quoted && !(isDigit(text[offset - 1]) && isDigit(text[offset + 1]))) {
      restored += `${text.slice(from, offset)}\n`;
      from = offset + 1;
    }
  }
  return restored + text.slice(from);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}
