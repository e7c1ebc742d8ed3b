import type { Body } from '../../exchange/body.js';
import type { Exchange, Recorder, ResponseMessage, TransportFailure } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { at, type Span } from '../../exchange/place.js';
import { transportKind } from '../curl/curl-exit.js';
import { type Format, type Reading, UnreadableInput } from '../format.js';
import type { Input } from '../input.js';
import { checkJson, type JsonSyntax } from '../../exchange/json-syntax.js';
import { jsonOf } from '../locate.js';

const RECORDER: Recorder = {
  name: 'JSON body',
  captureMore: 'curl -sS -v … 2>&1 | errdoctor',
};

const BYTES_SNIFFED = 65536;
const TAIL_LIMIT = 4096;

/** An API's answer alone, as `curl URL > error.json` leaves it. */
const jsonBody: Format = {
  name: 'JSON body',
  example: 'curl -sS https://api.example.com/… | errdoctor',
  surest: 0.5,

  sniff(input) {
    const start = jsonStart(input);
    const limit = Math.min(input.bytes.length, start + BYTES_SNIFFED);
    const syntax = checkJson(input.bytes, start, limit);
    if (!beginsLikeJson(input, start, syntax)) return 0;
    if (syntax.is === 'malformed') return 0.3;
    return syntax.is === 'cut' || readTail(input, syntax.end).understood ? 0.5 : 0.35;
  },

  read(input): Reading {
    const start = jsonStart(input);
    const { syntax, limit } = checkBody(input, start);
    if (!beginsLikeJson(input, start, syntax))
      throw new UnreadableInput(`${input.name} holds no JSON object or array.`);
    const end = syntax.is === 'ok' ? syntax.end : contentEnd(input, start, limit);
    const span = { start, end };
    const tail = readTail(input, end);
    const exchange: Exchange = {
      response: {
        headers: Headers.notCaptured,
        body: bodyOf(input, span, syntax),
        status: tail.status,
        statusAt: tail.statusAt,
        at: { spans: [span] },
      },
      transport: tail.transport,
      hops: [],
      recorder: RECORDER,
      at: { spans: [span] },
    };
    return { exchanges: [exchange], problems: problemsOf(input, syntax, tail) };
  },
};

export default jsonBody;

interface Tail extends Pick<ResponseMessage, 'status' | 'statusAt'> {
  readonly transport?: TransportFailure | undefined;
  readonly understood: boolean;
}

function jsonStart(input: Input): number {
  return jsonOf(input).skipSpace(0, input.bytes.length);
}

/** `[2026-09-21 …] ERROR` and `{ ok: false }` begin like JSON and are none. */
function beginsLikeJson(input: Input, start: number, syntax: JsonSyntax): boolean {
  if (!jsonOf(input).isContainer(start)) return false;
  return syntax.is !== 'malformed' || syntax.keep > start + 1;
}

/** Checks the body; what curl says of a broken transfer stands right behind the last byte that came. */
function checkBody(input: Input, start: number): { syntax: JsonSyntax; limit: number } {
  const { length } = input.bytes;
  const syntax = checkJson(input.bytes, start);
  if (syntax.is === 'ok') return { syntax, limit: length };
  const tailStart = Math.max(start, length - TAIL_LIMIT);
  const tail = input.text({ start: tailStart, end: length });
  const index = tail.search(/curl: \(\d+\) [^\n]*\s*$/);
  if (index < 0) return { syntax, limit: length };
  const limit = length - Buffer.byteLength(tail.slice(index));
  return { syntax: checkJson(input.bytes, start, limit), limit };
}

function contentEnd({ bytes }: Input, start: number, limit: number): number {
  let end = limit;
  while (end > start && (bytes[end - 1] as number) <= 0x20) end--;
  return end;
}

function bodyOf(input: Input, span: Span, syntax: JsonSyntax): Body {
  const bytes = input.bytes.subarray(span.start, span.end);
  const place = { spans: [span] };
  // A saved file may have lost or gained a final line feed.
  return syntax.is === 'cut'
    ? { is: 'cut', bytes, at: place }
    : { is: 'bytes', wire: bytes, exact: false, at: place };
}

/** What curl itself prints after a body: the status that `-w '%{http_code}'` asked for, or `curl: (NN) …`. */
function readTail(input: Input, from: number): Tail {
  if (input.bytes.length - from > TAIL_LIMIT) return { understood: false };
  const text = input.text({ start: from, end: input.bytes.length });
  const words = text.trim();
  // zsh marks a missing final line feed with a percent sign.
  if (words === '' || words === '%') return { understood: true };
  const start = from + Buffer.byteLength(text.slice(0, text.indexOf(words)));
  const status =
    /^(?:HTTP[\w ]*[:=]?\s*)?([1-5]\d\d)$/i.exec(words) ?? /^curl: \(22\) .*\b([1-5]\d\d)$/.exec(words);
  if (status?.[1]) {
    const statusAt = start + Buffer.byteLength(words) - 3;
    return { status: Number(status[1]), statusAt: at(statusAt, statusAt + 3), understood: true };
  }
  const curl = /^curl: \((\d+)\) (.+)$/m.exec(words);
  if (!curl?.[2]) return { understood: false };
  const curlAt = start + Buffer.byteLength(words.slice(0, curl.index));
  const place = at(curlAt, curlAt + Buffer.byteLength(curl[0]));
  const curlExit = Number(curl[1]);
  const transport = { kind: transportKind(curlExit, curl[2]), says: curl[2], curlExit, at: place };
  return { transport, understood: true };
}

function problemsOf(input: Input, syntax: JsonSyntax, tail: Tail): string[] {
  if (syntax.is === 'ok') {
    return tail.understood
      ? []
      : [`What follows the JSON from ${positionText(input, syntax.end)} on was not read.`];
  }
  const where = positionText(input, syntax.end);
  return [
    syntax.is === 'cut'
      ? `The JSON is cut off at ${where}.`
      : `The JSON is malformed: it stops making sense at ${where}.`,
  ];
}

function positionText(input: Input, offset: number): string {
  const { line, column } = input.position(offset);
  return `line ${line}, column ${column}`;
}
