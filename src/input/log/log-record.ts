import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { inside, type JsonPath } from '../../exchange/place.js';
import { exchangeMembers, isStatus, STATUS } from '../json/exchange-members.js';
import { documentAt, isObject, type JsonDocument, stringAt, valueAt } from '../json/json-headers.js';
import { readJsonExchange } from '../json/json-exchange.js';
import { isText, Members } from '../json/members.js';
import { proseIn } from '../text/prose.js';
import { readStatement } from '../text/statement.js';
import { readDelivery } from '../webhook/delivery-record.js';
import { jsonInLine } from './line-json.js';
import { readTelemetry } from './telemetry.js';

/** Members that only a logger, a collector or a container runtime writes. */
const LOGGERS = [
  'level',
  'severity',
  'loglevel',
  'lvl',
  'severitytext',
  'severitynumber',
  'loggername',
  'logger',
  '@timestamp',
  'hostname',
  'realtimetimestamp',
  'insertid',
  'logstream',
  'stream',
  'spanid',
  'resourcespans',
  'resourcelogs',
  'logevents',
];
/** Members in which loggers and collectors keep the text of a line. */
const TEXTS = new Set([
  'message',
  'msg',
  'log',
  '@message',
  'line',
  'text',
  'body',
  'textpayload',
  'raw',
  '_raw',
  'event',
  'data',
  'payload',
  'content',
  'stack',
  'stringvalue',
]);
const VISITED = 2000;
const DEEPEST = 8;

interface Visit {
  readonly value: unknown;
  readonly document: JsonDocument;
  readonly path: JsonPath;
  readonly depth: number;
}

/**
 * The exchanges that a log record holds: its own, in members such as `err` or `context`, as telemetry attributes, in
 * JSON inside its message (also escaped twice), or told in the message's words.
 */
export function readRecord(value: unknown, document: JsonDocument, recorder: Recorder): Exchange[] {
  const found: Exchange[] = [];
  const texts: Visit[] = [];
  // A record is about one call; only lists of records are about several.
  const single = isLogRecord(value) && !hasRecordList(value);
  const waiting: Visit[] = [{ value, document, path: [], depth: 0 }];
  for (let index = 0; index < waiting.length && index < VISITED; index++) {
    const visit = waiting[index] as Visit;
    const exchange = readObject(visit, recorder);
    if (exchange) found.push(exchange);
    if (exchange && single) break;
    if (!exchange && visit.depth < DEEPEST) visitMembers(visit, waiting, texts);
  }
  return found.length > 0 ? found : [...told(texts, recorder)].slice(0, 1);
}

/** Whether an object is a logger's, and not an API's answer. */
export function isLogRecord(value: unknown): boolean {
  if (!isObject(value)) return false;
  const members = new Members(value, []);
  if (members.find(LOGGERS) === undefined) return false;
  const status = members.find(STATUS, isStatus)?.value;
  // A logger may write the API's error beside its own members.
  return !(
    Number.parseInt(String(status), 10) >= 400 && members.find(['code', 'error', 'errorcode', 'errors'])
  );
}

/** An answer's body alone, which may stand on a line of its own. */
export function readLoneBody(
  value: Readonly<Record<string, unknown>>,
  document: JsonDocument,
  recorder: Recorder,
): Exchange {
  return {
    response: { headers: Headers.notCaptured, body: { is: 'parsed', value, at: valueAt(document, []) } },
    hops: [],
    recorder,
    at: documentAt(document),
  };
}

function readObject({ value, document, path }: Visit, recorder: Recorder): Exchange | undefined {
  if (!isObject(value)) return undefined;
  const parts = exchangeMembers(value, path);
  if (parts) return readJsonExchange(parts, document, recorder);
  return readTelemetry(value, document, path, recorder) ?? readDelivery(value, document, path);
}

function visitMembers({ value, document, path, depth }: Visit, waiting: Visit[], texts: Visit[]): void {
  const keys = Array.isArray(value) ? value.keys() : isObject(value) ? Object.keys(value) : [];
  for (const key of keys) {
    if (waiting.length >= VISITED) return;
    const member = (value as Record<string | number, unknown>)[key];
    const visit = { value: member, document, path: [...path, key], depth: depth + 1 };
    if (typeof member === 'object' && member !== null) waiting.push(visit);
    else if (isText(member) && TEXTS.has(String(key).toLowerCase())) {
      const inner = jsonInText(visit, member);
      if (inner) waiting.push(inner);
      texts.push(visit);
    }
  }
}

/** JSON that stands in a string, as a whole or behind a prefix of its own. */
function jsonInText({ document, path, depth }: Visit, text: string): Visit | undefined {
  const latin1 = Buffer.from(text).toString('latin1');
  const json = jsonInLine(latin1);
  if (!json) return undefined;
  const at = stringAt(document, path);
  const whole = json.from === 0 && !json.quoted;
  const place = whole ? at : inside(at, { from: json.from, to: json.to });
  return {
    value: json.value,
    document: json.quoted ? inside(place, { path: [] }) : place,
    path: [],
    depth: depth + 1,
  };
}

/** Calls that the words of a message tell: only with a status, because logs are full of URLs and names. */
function* told(texts: readonly Visit[], recorder: Recorder): Generator<Exchange> {
  for (const { value, document, path } of texts) {
    const exchange = readStatement(proseIn(value as string, stringAt(document, path)), recorder);
    if (exchange && isTelling(exchange)) yield { ...exchange, at: documentAt(document) };
  }
}

/** Whether words in a log tell of an HTTP call, and not of a port, a flag or another protocol. */
export function isTelling({ request, response, transport }: Exchange): boolean {
  const body = response?.body.is;
  return (
    response?.status !== undefined ||
    (request?.url !== undefined && (transport !== undefined || body === 'bytes'))
  );
}

function hasRecordList(value: unknown): boolean {
  return (
    isObject(value) &&
    new Members(value, []).find(
      ['resourcespans', 'resourcelogs', 'logevents', 'events', 'hits', 'entries'],
      (one) => typeof one === 'object',
    ) !== undefined
  );
}
