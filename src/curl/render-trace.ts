import { recordText, type TraceRecord } from './trace-splitter.js';
import type { TraceForm } from './trace-wish.js';

/** How a trace is to look. */
export interface TraceLook {
  readonly form: TraceForm;
  readonly time: boolean;
  readonly ids: boolean;
  /** `-v` does not mention data that is seen on the same terminal anyway. */
  readonly dataIsSeen: boolean;
}

/** Gives back, record by record, what curl itself would have written (curl's source, `tool_cb_dbg.c`). */
export class TraceRenderer {
  /** The last line is not ended yet. */
  #open = false;
  #dataTold = false;

  constructor(readonly look: TraceLook) {}

  /** Text with a character for each byte. */
  render(record: TraceRecord): string {
    const shown = { ...record, ids: this.look.ids ? record.ids : '' };
    if (this.look.form === 'plain') return this.#plain(shown);
    if (this.look.form === 'hex' || record.kind === 'info') return recordText(shown, this.look.time);
    return asciiText(shown, this.look.time);
  }

  #plain(record: TraceRecord): string {
    const { kind } = record;
    if (kind.endsWith('data')) return this.#data(record);
    this.#dataTold = false;
    const mark = kind === 'info' ? '*' : MARKS[kind[0] as keyof typeof MARKS];
    const text = kind === 'info' ? `${record.body}\n` : bytesOf(record).toString('latin1');
    // What arrives is one field; what is sent is the whole head.
    const lines = kind === '=> Send header' ? text.split(/(?<=\n)/) : [text];
    return lines.map((line) => this.#line(line, mark, record)).join('');
  }

  #line(line: string, mark: string, record: TraceRecord): string {
    const start = this.#open ? '' : this.#start(mark, record);
    this.#open = line !== '' && !line.endsWith('\n');
    return start + line;
  }

  #data(record: TraceRecord): string {
    if (this.#dataTold || this.look.dataIsSeen) return '';
    this.#dataTold = true;
    const start = this.#open ? '' : this.#start(DATA_MARKS[record.kind[0] as keyof typeof MARKS], record);
    this.#open = false;
    return `${start}[${record.length} bytes data]\n`;
  }

  #start(mark: string, { time, ids }: TraceRecord): string {
    return `${this.look.time ? time : ''}${ids}${mark} `;
  }
}

const MARKS = { '<': '<', '=': '>' } as const;
const DATA_MARKS = { '<': '{', '=': '}' } as const;
const OFFSET = /^[\da-f]{4,8}: /;
const HEX_WIDTH = 48;
const ASCII_WIDTH = 64;

/** The bytes that a record dumps. */
export function bytesOf({ body }: TraceRecord): Buffer {
  const digits = body
    .split('\n')
    .map((row) => row.replace(OFFSET, '').slice(0, HEX_WIDTH).replaceAll(' ', ''))
    .join('');
  return Buffer.from(digits, 'hex');
}

/** Rows of 64 characters, a new one after each CR LF, which is not shown. */
function asciiText(record: TraceRecord, withTime: boolean): string {
  const bytes = bytesOf(record);
  let rows = '';
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    while (end < bytes.length && end - at < ASCII_WIDTH && !isLineBreak(bytes, end)) end++;
    const shown = bytes
      .subarray(at, end)
      .toString('latin1')
      .replace(/[^ -~]/g, '.');
    rows += `${at.toString(16).padStart(4, '0')}: ${shown}\n`;
    at = isLineBreak(bytes, end) ? end + 2 : end;
  }
  return recordText({ ...record, body: rows }, withTime);
}

function isLineBreak(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x0d && bytes[at + 1] === 0x0a;
}
