import { Input } from '../../input/input.js';

/** Bytes of a dump that are read on both sides: more than any secret whose parts could be recognised alone. */
const ROWS = 256;
const ROW = /^([0-9a-f]{4,8}): (?:((?:[0-9a-f]{2} ){1,16}) *)?/;
const HEX_WIDTH = 48;

interface Row {
  readonly offset: number;
  /** The bytes of the row, one UTF-16 unit each. */
  readonly text: string;
  /** Where the readable column begins in the input. */
  readonly start: number;
}

/** A place in what a dump stands for. */
export interface Undumped {
  readonly input: Input;
  readonly offset: number;
}

/**
 * What the rows of `curl --trace` around an offset stand for. Quoted as it is, a row would show a part of a secret,
 * and its bytes once more in hexadecimal, where no mask could recognise them. Undefined outside of dumps.
 */
export function undump(input: Input, offset: number): Undumped | undefined {
  const { latin1 } = input;
  if (!latin1.includes('=> Send ') && !latin1.includes('<= Recv ')) return undefined;
  const own = rowAt(latin1, lineStart(latin1, offset));
  if (!own || offset < own.start) return undefined;
  const rows = [own];
  for (let first = own, from = lineStart(latin1, offset); rows.length < ROWS && from > 0; ) {
    from = lineStart(latin1, from - 1);
    const row = rowAt(latin1, from);
    if (!row || row.offset >= first.offset) break;
    rows.unshift(row);
    first = row;
  }
  let before = 0;
  let text = '';
  for (const row of rows) {
    const gap = text === '' ? 0 : row.offset - (rows[0] as Row).offset - text.length;
    // --trace-ascii does not show the CR LF between its rows.
    if (gap > 0) text += gap === 2 ? '\r\n' : '.'.repeat(gap);
    before = text.length;
    text += row.text;
  }
  let end = latin1.indexOf('\n', own.start);
  for (let count = 0, last = own; count < ROWS && end >= 0; count++) {
    const row = rowAt(latin1, end + 1);
    const gap = row ? row.offset - last.offset - last.text.length : -1;
    if (!row || gap < 0) break;
    text += (gap === 2 ? '\r\n' : '.'.repeat(gap)) + row.text;
    last = row;
    end = latin1.indexOf('\n', row.start);
  }
  return {
    input: new Input(input.name, Buffer.from(text, 'latin1')),
    offset: before + offset - own.start,
  };
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', Math.max(0, offset - 1)) + 1;
}

function rowAt(text: string, from: number): Row | undefined {
  const head = text.slice(from, from + 64);
  const match = ROW.exec(head);
  if (!match) return undefined;
  const offset = Number.parseInt(match[1] as string, 16);
  const behind = (match[1] as string).length + 2;
  const hex = match[2] && head.slice(behind, behind + HEX_WIDTH).trim();
  if (hex !== undefined)
    return {
      offset,
      text: Buffer.from(hex.replaceAll(' ', ''), 'hex').toString('latin1'),
      start: from + behind + HEX_WIDTH,
    };
  const feed = text.indexOf('\n', from);
  const row = text.slice(from + behind, feed < 0 ? from + 4096 : Math.min(feed, from + 4096));
  return { offset, text: row.replace(/\r$/, ''), start: from + behind };
}
