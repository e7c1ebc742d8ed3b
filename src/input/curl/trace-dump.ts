import { skipMeter } from './curl-lines.js';
import { type Piece, Stretch } from './stretch.js';

/** Bytes that `--trace` or `--trace-ascii` dumped. */
export interface Dump {
  readonly content: Stretch;
  readonly form: 'hex' | 'ascii';
  /** All announced bytes are there. */
  readonly whole: boolean;
  /** Offset of the line behind the dump. */
  readonly end: number;
}

interface Row {
  readonly offset: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the rows under a record of `length` bytes. A row of `--trace` is `0010: 31 2e … 1.`, sixteen bytes and the
 * same bytes as printable characters; a row of `--trace-ascii` has the characters only, and ends early before a CR LF,
 * which it does not show.
 */
export function readDump(text: string, from: number, length: number): Dump {
  const pieces: Piece[] = [];
  let position = from;
  let read = 0;
  let form: Dump['form'] | undefined;
  while (read < length) {
    position = skipMeter(text, position);
    const row = rowAt(text, position);
    if (!row || row.offset < read || row.offset > length) break;
    form ??= isHex(text, row) ? 'hex' : 'ascii';
    if (row.offset > read) pieces.push({ text: hidden(row.offset - read), start: undefined });
    const piece = form === 'hex' ? hexPiece(text, row) : asciiPiece(text, row, length);
    if (!piece) break;
    pieces.push(piece);
    read = row.offset + piece.text.length;
    position = row.end + 1;
    // The last CR LF of a record has no row of its own.
    if (form === 'ascii' && length - read === 2 && rowAt(text, position)?.offset !== read) {
      pieces.push({ text: '\r\n', start: undefined });
      read = length;
    }
  }
  return { content: new Stretch(pieces), form: form ?? 'hex', whole: read >= length, end: position };
}

function rowAt(text: string, from: number): Row | undefined {
  ROW.lastIndex = from;
  const match = ROW.exec(text);
  if (!match) return undefined;
  const feed = text.indexOf('\n', from);
  return {
    offset: Number.parseInt(match[1] as string, 16),
    start: ROW.lastIndex,
    end: feed < 0 ? text.length : feed,
  };
}

function isHex(text: string, row: Row): boolean {
  return HEX_COLUMN.test(text.slice(row.start, row.start + HEX_WIDTH));
}

function hexPiece(text: string, row: Row): Piece | undefined {
  const column = text.slice(row.start, Math.min(row.start + HEX_WIDTH, row.end)).trim();
  if (!/^[0-9a-f]{2}(?: [0-9a-f]{2}){0,15}$/.test(column)) return undefined;
  return {
    text: Buffer.from(column.replaceAll(' ', ''), 'hex').toString('latin1'),
    start: row.start + HEX_WIDTH,
  };
}

function asciiPiece(text: string, row: Row, length: number): Piece {
  const end = text[row.end - 1] === '\r' ? row.end - 1 : row.end;
  return { text: text.slice(row.start, Math.min(end, row.start + length - row.offset)), start: row.start };
}

/** What stands between two rows of `--trace-ascii`: a CR LF, unless rows were lost. */
function hidden(gap: number): string {
  return gap === 2 ? '\r\n' : '.'.repeat(gap);
}

const ROW = /([0-9a-f]{4,8}): /y;
const HEX_WIDTH = 48;
const HEX_COLUMN = /^(?:[0-9a-f]{2} ){1,16} *$/;
