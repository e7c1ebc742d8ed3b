import type { Body } from '../../exchange/body.js';
import { expectedLength } from './answer-body.js';
import { unchunk } from './chunked.js';
import { curlLineAt, skipMeter } from './curl-lines.js';
import { MESSAGES } from './curl-messages.js';
import { isChunked, type RequestHead, requestHead, responseHead } from './http-head.js';
import { Stretch } from './stretch.js';
import { type Dump, readDump } from './trace-dump.js';
import { readablePlace, restoreBody } from './trace-text.js';
import { clockSeconds, LINE_PREFIX } from './trace-time.js';
import { type Turn, Turns } from './turns.js';

type Side = 'request' | 'response';

/** The bytes of one body as they are collected. */
interface Data {
  readonly parts: Stretch[];
  length: number;
  whole: boolean;
}

/**
 * Reads `--trace` and `--trace-ascii` output. TLS records are passed over; what curl prints in between (the body on
 * standard output, the progress meter) is kept only to make up for what `--trace-ascii` does not show.
 */
export class TraceReader {
  readonly turns = new Turns();
  readonly problems: string[] = [];
  form: Dump['form'] = 'hex';
  readonly #text: string;
  readonly #data = new Map<Turn, Partial<Record<Side, Data>>>();
  /** Header rows of an answer's head that has not ended. */
  #head: Stretch[] = [];
  #headStart = 0;

  constructor(latin1: string) {
    this.#text = latin1;
  }

  read(): void {
    let position = 0;
    while (position < this.#text.length) {
      TRACE_RECORD.lastIndex = position;
      const record = TRACE_RECORD.exec(this.#text);
      this.#readBetween(position, record?.index ?? this.#text.length);
      if (!record) break;
      position = this.#readRecord(record);
    }
    this.#endHead(false, this.#text.length);
    for (const turn of this.turns.list) this.#readBodies(turn);
  }

  /** One record; returns the offset behind it. */
  #readRecord(record: RegExpExecArray): number {
    const [whole, time, info, direction, kind, announced] = record;
    const start = record.index;
    const behind = start + whole.length;
    if (info !== undefined) {
      const feed = this.#text.indexOf('\n', behind);
      const end = feed < 0 ? this.#text.length : feed;
      const text = this.#text.slice(behind, end).trimEnd();
      if (CUTS_HEAD.test(text)) this.#endHead(true, start);
      this.turns.info(text, { start: behind, end: behind + text.length });
      if (time) this.turns.clock(clockSeconds(time));
      return end + 1;
    }
    const length = Number(announced);
    const dump = readDump(this.#text, behind, length);
    if (!dump.whole && kind !== 'SSL data')
      this.problems.push(`Only ${dump.content.length} of ${length} dumped bytes could be read.`);
    if (kind === 'SSL data') this.turns.data(length);
    else {
      if (dump.content.length > 0) this.form = dump.form;
      if (kind === 'data') this.#addData(direction === '=>' ? 'request' : 'response', dump, length, start);
      else if (direction === '=>') this.#readRequest(dump, start);
      else this.#readHeaderRow(dump, start);
    }
    if (time) this.turns.clock(clockSeconds(time));
    return dump.end;
  }

  #readRequest(dump: Dump, start: number): void {
    this.#endHead(true, start);
    const end = headEnd(dump.content.text);
    const head = requestHead(dump.content.slice(0, end).lines, dump.whole);
    if (!head) return;
    this.turns.request(head, { start, end: dump.end });
    // Old versions send a short body together with the head.
    if (end < dump.content.length)
      this.#append('request', dump.content.slice(end), dump.content.length - end, dump.whole);
  }

  #readHeaderRow(dump: Dump, start: number): void {
    if (/^HTTP\/\d/.test(dump.content.text)) {
      this.#endHead(true, start);
      this.#headStart = start;
    } else if (this.#head.length === 0) return;
    this.#head.push(dump.content);
    if (dump.content.text.trim() === '' || /\r?\n\r?\n$/.test(dump.content.text))
      this.#endHead(dump.whole, dump.end);
  }

  #endHead(complete: boolean, end: number): void {
    const lines = Stretch.joined(this.#head).lines.filter((line) => line.text.trim() !== '');
    this.#head = [];
    const head = responseHead(lines, complete);
    if (head) this.turns.response(head, { start: this.#headStart, end });
    if (!complete && lines.length > 0) this.problems.push('The input ends inside the response head.');
  }

  #addData(side: Side, dump: Dump, length: number, start: number): void {
    if (side === 'response') this.#endHead(true, start);
    this.turns.reach({ start, end: dump.end });
    this.#append(side, dump.content, length, dump.whole);
  }

  #append(side: Side, part: Stretch, length: number, whole: boolean): void {
    const turn = this.turns.current;
    if (!turn) return;
    const sides = this.#data.get(turn) ?? {};
    const data = sides[side] ?? { parts: [], length: 0, whole: true };
    this.#data.set(turn, { ...sides, [side]: data });
    data.parts.push(part);
    data.length += length;
    data.whole &&= whole;
  }

  #readBetween(from: number, to: number): void {
    for (let position = from; position < to; ) {
      const start = skipMeter(this.#text, position);
      const line = curlLineAt(this.#text, start);
      const feed = this.#text.indexOf('\n', start);
      const end = feed < 0 || feed >= to ? to : feed + 1;
      if (line?.is === 'failure') {
        this.turns.failure({
          exit: line.number,
          says: line.text,
          at: { start: line.textStart, end: line.textStart + line.text.length },
        });
      } else if (line?.is !== 'advice' && start < end) {
        const turn = this.turns.answered;
        if (turn) this.turns.text(turn, Stretch.of(this.#text, start, end));
      }
      position = end;
    }
  }

  #readBodies(turn: Turn): void {
    const { request, response } = this.#data.get(turn) ?? {};
    if (turn.request && request) turn.requestBody = this.#body(request, turn.request, undefined);
    if (!turn.response) return;
    if (response) turn.responseBody = this.#body(response, turn.response, Stretch.joined(turn.text));
    else if (expectedLength(turn) === 0) turn.responseBody = { is: 'none' };
  }

  #body(data: Data, head: Pick<RequestHead, 'headers'>, printed: Stretch | undefined): Body {
    const dumped = Stretch.joined(data.parts);
    const content = (isChunked(head.headers) ? unchunk(dumped, true) : undefined) ?? dumped;
    if (!data.whole) return { is: 'cut', bytes: content.bytes, of: data.length, at: content.place };
    if (this.form === 'hex')
      return { is: 'bytes', wire: content.bytes, exact: true, at: readablePlace(content, printed) };
    return restoreBody(content, printed);
  }
}

/** Offset behind the empty line that ends a head. */
function headEnd(text: string): number {
  const end = text.indexOf('\r\n\r\n');
  return end < 0 ? text.length : end + 4;
}

/** `* ` behind a time or the numbers of `--trace-ids`; without either a body may hold such a line. */
const INFO_SINCE_8_17 = String.raw`(?:(?<=\d{6} |\d\] |x\] )|(?<![^\n])(?=\* ${MESSAGES}))\* `;
/** A line of `--trace` that curl wrote about itself, or the head of a dump: time, info, direction, kind, bytes. */
export const TRACE_RECORD = new RegExp(
  String.raw`${LINE_PREFIX}(?:(== Info: |${INFO_SINCE_8_17})|(=>|<=) (?:Send|Recv) (header|data|SSL data), (\d{1,15}) bytes \(0x[0-9a-f]{1,16}\)\r?(?:\n|$))`,
  'g',
);
const CUTS_HEAD = /^(?:The requested URL returned error|[Cc]losing connection)/;
