import { readDump } from '../input/curl/trace-dump.js';
import type { Piece } from '../input/curl/stretch.js';
import { TRACE_RECORD } from '../input/curl/trace-reader.js';

const HEX_WIDTH = 48;

interface Row extends Piece {
  readonly hex: boolean;
}

/**
 * Redacts the output of `curl --trace` and `--trace-ascii`: the bytes of a direction are put together, because a secret
 * may begin in one row and end in the next, and written back into the rows. What stands between is redacted as text.
 *
 * @param latin1 the capture, one character a byte
 * @param redact replaces the secrets of a text of the same kind by as many characters
 */
export function redactDumps(latin1: string, redact: (text: string) => string): string {
  const written = Buffer.from(latin1, 'latin1');
  const sent: Record<string, Row[]> = { '=>': [], '<=': [] };
  const between: { start: number; end: number }[] = [];
  let from = 0;
  // A copy, because a pattern remembers where its last reader stopped.
  for (const record of latin1.matchAll(new RegExp(TRACE_RECORD))) {
    if (record.index < from) continue;
    const [whole, , , direction, kind, length] = record;
    if (direction === undefined) continue;
    const start = record.index + whole.length;
    between.push({ start: from, end: start });
    const dump = readDump(latin1, start, Number(length));
    from = Math.max(start, dump.end);
    const rows = dump.content.pieces.map((piece) => ({ ...piece, hex: dump.form === 'hex' }));
    if (kind !== 'SSL data') sent[direction]?.push(...rows);
  }
  between.push({ start: from, end: latin1.length });
  for (const { start, end } of between) written.write(redact(latin1.slice(start, end)), start, 'latin1');
  for (const rows of Object.values(sent)) writeRows(written, rows, redact);
  return written.toString('latin1');
}

function writeRows(written: Buffer, rows: readonly Row[], redact: (text: string) => string): void {
  const before = rows.map(({ text }) => text).join('');
  const after = redact(before);
  let offset = 0;
  for (const { text, start, hex } of rows) {
    const bytes = after.slice(offset, offset + text.length);
    offset += text.length;
    if (start === undefined || bytes === text) continue;
    written.write(hex ? bytes.replace(/[^ -~]/g, '.') : bytes, start, 'latin1');
    if (hex)
      written.write(Buffer.from(bytes, 'latin1').toString('hex').replace(/../g, '$& '), start - HEX_WIDTH);
  }
}
