import { BODY_NOT_CAPTURED } from '../../exchange/body.js';
import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import type { JsonPath } from '../../exchange/place.js';
import {
  documentAt,
  isObject,
  type JsonDocument,
  readHeaders,
  stringAt,
  valueAt,
} from '../json/json-headers.js';
import { readBody } from '../json/json-message-body.js';
import { type Found, isText, Members } from '../json/members.js';
import { readTime } from '../json/time-members.js';
import { ATTEMPTS, countsAttempts, namesDelivery, saysDelivered } from './delivery-attempt.js';

const RECORDER: Recorder = {
  name: 'webhook delivery log',
  captureMore: 'errdoctor probe webhook URL',
};

const ENDPOINT = [
  'url',
  'endpoint',
  'endpointurl',
  'targeturl',
  'destination',
  'webhookurl',
  'callbackurl',
  'callback',
  'target',
  'webhook',
];
const STATUS = [
  'responsestatus',
  'responsestatuscode',
  'responsecode',
  'statuscode',
  'httpstatus',
  'httpstatuscode',
  'httpcode',
  'status',
];
const ERROR = [
  'error',
  'errorcode',
  'code',
  'failurecode',
  'failurereason',
  'reason',
  'failure',
  'lasterror',
];
const PAYLOAD = ['payload', 'requestbody', 'requestpayload', 'body'];
const OUTCOMES =
  /^(?:failed|failure|error|delivered|success|succeeded|retrying|pending|exhausted|undeliverable|dead|disabled)$/i;

/**
 * Reads one record of the log that a provider keeps of its webhook deliveries: the request is the delivery to the
 * user's endpoint, the status that of its latest attempt, and the record stands as the answer's body, because its
 * error code says what went wrong.
 * @returns undefined for any other object.
 */
export function readDelivery(
  value: unknown,
  document: JsonDocument,
  path: JsonPath = [],
): Exchange | undefined {
  if (!isObject(value)) return undefined;
  const record = new Members(value, path);
  const endpoint = endpointOf(record);
  if (!endpoint || !isDelivery(record)) return undefined;
  const attempt = latestAttempt(record) ?? record;
  const status = attempt.find(STATUS, isHttpStatus) ?? record.find(STATUS, isHttpStatus);
  const answered = status && Number(status.value);
  const error = record.find(ERROR, (value) => isText(value) || isObject(value));
  // Providers do not follow redirects: a status that is no failure elsewhere may be one here.
  const failed = !(
    saysDelivered(record) ??
    (error === undefined || ((answered ?? 0) < 300 && answered !== undefined))
  );
  const fields = record.find(['requestheaders', 'headers'], isObject);
  const headers = fields
    ? new Headers(readHeaders(fields.value, document, fields.path).list, 'some')
    : Headers.notCaptured;
  const payload = record.find(PAYLOAD);
  return {
    request: {
      method: 'POST',
      url: endpoint.value as string,
      urlAt: stringAt(document, endpoint.path),
      headers,
      body: payload ? readBody(payload.value, document, payload.path, { headers }) : BODY_NOT_CAPTURED,
    },
    response: {
      status: answered,
      statusAt: status && stringAt(document, status.path),
      headers: Headers.notCaptured,
      body: { is: 'parsed', value, at: valueAt(document, path) },
      ...(failed && { isError: true }),
    },
    time: readTime(attempt) ?? readTime(record),
    delivery: true,
    hops: [],
    recorder: RECORDER,
    at: documentAt(document),
  };
}

function endpointOf(record: Members): Found | undefined {
  const isUrl = (value: unknown) => typeof value === 'string' && /^https?:\/\/\S+$/i.test(value);
  return record.find(ENDPOINT, isUrl) ?? record.members(ENDPOINT)?.find(['url', 'uri', 'href'], isUrl);
}

function isDelivery(record: Members): boolean {
  if (!namesDelivery(record)) return false;
  return (
    countsAttempts(record) ||
    record.find(
      ['status', 'state', 'result', 'outcome'],
      (value) => isText(value) && OUTCOMES.test(value),
    ) !== undefined ||
    record.find(STATUS, isHttpStatus) !== undefined ||
    record.find(ERROR, (value) => isText(value) || isObject(value)) !== undefined
  );
}

/** The last in the list, unless times say that the newest stands first. */
function latestAttempt(record: Members): Members | undefined {
  const attempts = record.find(ATTEMPTS, Array.isArray);
  const list = (attempts?.value as unknown[] | undefined) ?? [];
  const members = (index: number) => {
    const attempt: unknown = list[index];
    return attempts && isObject(attempt) ? new Members(attempt, [...attempts.path, index]) : undefined;
  };
  const first = members(0);
  const last = members(list.length - 1);
  const start = (attempt: Members | undefined) => attempt && timeOf(attempt);
  return (start(first) ?? 0) > (start(last) ?? Number.POSITIVE_INFINITY) ? first : last;
}

function timeOf(attempt: Members): number | undefined {
  const at = attempt.find(
    ['at', 'attemptedat', 'createdat', 'timestamp', 'time', 'sentat', 'deliveredat'],
    (value) => isText(value) || typeof value === 'number',
  );
  const time = typeof at?.value === 'number' ? at.value : Date.parse(String(at?.value));
  return Number.isNaN(time) ? undefined : time;
}

function isHttpStatus(value: unknown): boolean {
  return /^[1-5]\d\d$/.test(String(value));
}
