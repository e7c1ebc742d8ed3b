/** One record of `--trace --trace-time`. Texts hold a character for each byte. */
export interface TraceRecord {
  /** `12:26:40.123456 `. */
  readonly time: string;
  /** `[0-0] ` of `--trace-ids`, or nothing. */
  readonly ids: string;
  readonly kind: RecordKind;
  /** What stands before the message of `info`: `* ` from curl 8.17 on. */
  readonly mark: typeof INFO | '* ';
  /** The message of `info`, without its line break; the rows of any other. */
  readonly body: string;
  readonly length: number;
}

/** Before 8.17. */
export const INFO = '== Info: ';

export type RecordKind =
  | 'info'
  | '=> Send header'
  | '=> Send data'
  | '=> Send SSL data'
  | '<= Recv header'
  | '<= Recv data'
  | '<= Recv SSL data';

/** What may stand in the same stream: curl's messages, its progress meter, a body on standard output. */
export interface OtherText {
  readonly kind: 'other';
  readonly body: string;
}

/** Takes a stream apart that holds `--trace --trace-time` records, however its pieces arrive. */
export class TraceSplitter {
  #waiting = '';

  /** The records, and the text between them, that are whole with this piece. */
  *push(piece: string): Generator<TraceRecord | OtherText> {
    const text = this.#waiting + piece;
    let from = 0;
    for (;;) {
      START.lastIndex = from;
      const start = START.exec(text);
      const between = start?.index ?? unfinishedAt(text, from);
      if (between > from) yield { kind: 'other', body: text.slice(from, between) };
      from = between;
      const record = start && recordAt(text, start);
      if (!record) break;
      yield record.is;
      from = record.end;
    }
    this.#waiting = text.slice(from);
  }

  /** What is left when the stream has ended. */
  end(): OtherText | undefined {
    const body = this.#waiting;
    this.#waiting = '';
    return body === '' ? undefined : { kind: 'other', body };
  }
}

/** The text of a record as `--trace` writes it, with or without what stands before it. */
export function recordText({ time, ids, kind, mark, body, length }: TraceRecord, withTime = true): string {
  const prefix = (withTime ? time : '') + ids;
  if (kind === 'info') return `${prefix}${mark}${body}\n`;
  return `${prefix}${kind}, ${length} bytes (0x${length.toString(16)})\n${body}`;
}

const START =
  /(\d\d:\d\d:\d\d\.\d{6} )(\[[\dx]{1,10}-[\dx]{1,10}\] )?(?:(== Info: |\* )|((?:=> Send|<= Recv) (?:header|data|SSL data)), (\d{1,10}) bytes \(0x[\da-f]{1,8}\)\r?\n)/g;
const TIME = 'dd:dd:dd.dddddd ';
const LONGEST_START = 100;
const ROW_BYTES = 16;

function recordAt(text: string, start: RegExpExecArray): { is: TraceRecord; end: number } | undefined {
  const [whole, time = '', ids = '', mark = INFO, kind = 'info', bytes] = start;
  const behind = start.index + whole.length;
  const length = Number(bytes ?? 0);
  let end = behind;
  for (let rows = kind === 'info' ? 1 : Math.ceil(length / ROW_BYTES); rows > 0; rows--) {
    const feed = text.indexOf('\n', end);
    if (feed < 0) return undefined;
    end = feed + 1;
  }
  const body = text.slice(behind, kind === 'info' ? end - 1 : end);
  const is = { time, ids, mark: mark as TraceRecord['mark'], kind: kind as RecordKind, body, length };
  return { is, end };
}

/** Where the beginning of a record stands at the end of a text; its end where there is none. */
function unfinishedAt(text: string, from: number): number {
  for (let at = Math.max(from, text.length - LONGEST_START); at < text.length; at++) {
    if (mayBegin(text.slice(at))) return at;
  }
  return text.length;
}

function mayBegin(tail: string): boolean {
  for (let index = 0; index < Math.min(tail.length, TIME.length); index++) {
    const wanted = TIME[index] as string;
    if (wanted === 'd' ? !/\d/.test(tail[index] as string) : tail[index] !== wanted) return false;
  }
  return !tail.includes('\n') && /^(?:$|[[=<*])/.test(tail.slice(TIME.length));
}
