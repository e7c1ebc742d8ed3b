import { BODY_NOT_CAPTURED } from '../../exchange/body.js';
import type { Connection, Exchange, Recorder, TransportFailure } from '../../exchange/exchange.js';
import { type Header, header, Headers } from '../../exchange/headers.js';
import type { JsonPath } from '../../exchange/place.js';
import { httpVersion } from '../json/http-version.js';
import { documentAt, isObject, type JsonDocument, stringAt, valueAt } from '../json/json-headers.js';
import { readBody } from '../json/json-message-body.js';
import { type Found, isText, Members } from '../json/members.js';
import { readTime } from '../json/time-members.js';
import { transportKind } from '../transport-words.js';
import { attributesOf } from './attributes.js';

/**
 * Names of the OpenTelemetry semantic conventions for HTTP, stable ones before those up to 1.20; the Elastic Common
 * Schema shares most.
 */
const METHOD = ['http.request.method', 'http.method'];
const STATUS = ['http.response.status_code', 'http.status_code'];
const URL_FULL = ['url.full', 'http.url', 'url.original'];
const SCHEME = ['url.scheme', 'http.scheme'];
const HOST = [
  'server.address',
  'http.host',
  'net.peer.name',
  'url.domain',
  'http.server_name',
  'net.host.name',
];
const PORT = ['server.port', 'net.peer.port', 'url.port', 'net.host.port'];
const PATH = ['url.path', 'http.target'];
const REQUEST_BODY = ['http.request.body.content', 'http.request.body'];
const RESPONSE_BODY = ['http.response.body.content', 'http.response.body'];
const FAILURE = ['exception.message', 'error.message', 'exception.type', 'error.type'];
const PEER = ['network.peer.address', 'net.peer.ip', 'net.sock.peer.addr'];
const PEER_PORT = ['network.peer.port', 'net.sock.peer.port'];
const VERSION = ['network.protocol.version', 'http.flavor', 'http.version'];
const HEADER = /^http\.(request|response)\.headers?\.(.+)$/;

/**
 * Reads the HTTP attributes of a span or log record, as an object (dotted or nested) or a list of key and value.
 * @returns undefined where there are none.
 */
export function readTelemetry(
  record: Readonly<Record<string, unknown>>,
  document: JsonDocument,
  path: JsonPath,
  recorder: Recorder,
): Exchange | undefined {
  const attributes = attributesOf(record, path);
  if (!attributes) return undefined;
  const find = (names: readonly string[]) => names.map((name) => attributes.get(name)).find(Boolean);
  const method = find(METHOD);
  const status = find(STATUS);
  const code = Number(status?.value);
  const answered = Number.isInteger(code) && code >= 100 && code <= 599;
  const url = urlOf(find);
  if (!answered && !(method && url.url)) return undefined;
  const at = (found: Found | undefined) => found && stringAt(document, found.path);
  const headers = {
    request: headersOf(attributes, 'request', document),
    response: headersOf(attributes, 'response', document),
  };
  const body = (found: Found | undefined, of: 'request' | 'response') =>
    found ? readBody(found.value, document, found.path, { headers: headers[of] }) : BODY_NOT_CAPTURED;
  const version = httpVersion(String(find(VERSION)?.value ?? ''));
  return {
    request: {
      method: isText(method?.value) ? method.value.toUpperCase() : undefined,
      methodAt: at(method),
      url: url.url,
      urlAt: at(url.from),
      target: url.target,
      httpVersion: version,
      headers: headers.request,
      body: body(find(REQUEST_BODY), 'request'),
      at: valueAt(document, path),
    },
    response: answered
      ? {
          status: code,
          statusAt: at(status),
          httpVersion: version,
          headers: headers.response,
          body: body(find(RESPONSE_BODY), 'response'),
          at: valueAt(document, path),
        }
      : undefined,
    transport: answered ? undefined : failureOf(record, path, find, document),
    connection: connectionOf(find, document),
    time: timeOf(record),
    hops: [],
    recorder,
    at: documentAt(document),
  };
}

type Find = (names: readonly string[]) => Found | undefined;

function urlOf(find: Find): {
  url?: string | undefined;
  from?: Found | undefined;
  target?: string | undefined;
} {
  const full = find(URL_FULL);
  if (isText(full?.value)) return { url: full.value, from: full };
  const path = find(PATH);
  const host = find(HOST);
  const written = isText(path?.value) ? path.value : '';
  const query = find(['url.query']);
  const target =
    written && isText(query?.value) && !written.includes('?') ? `${written}?${query.value}` : written;
  if (!isText(host?.value)) return { url: target || undefined, from: path, target: target || undefined };
  const scheme = find(SCHEME);
  const port = find(PORT);
  const named = isText(scheme?.value) ? scheme.value : 'https';
  const isDefault = port === undefined || host.value.includes(':') || /^(?:80|443)$/.test(String(port.value));
  return {
    url: `${named}://${host.value}${isDefault ? '' : `:${port.value}`}${target}`,
    from: path ?? host,
    target: target || undefined,
  };
}

function headersOf(
  attributes: ReadonlyMap<string, Found>,
  of: 'request' | 'response',
  document: JsonDocument,
): Headers {
  const list: Header[] = [];
  for (const [name, { value, path }] of attributes) {
    const field = HEADER.exec(name);
    if (field?.[1] !== of) continue;
    const fieldName = (field[2] as string).replaceAll('_', '-');
    const values = Array.isArray(value) ? value : [value];
    for (const [index, one] of values.entries()) {
      const place = stringAt(document, Array.isArray(value) ? [...path, index] : path);
      if (typeof one === 'string' || typeof one === 'number')
        list.push(header(fieldName, String(one), place));
    }
  }
  return list.length > 0 ? new Headers(list, 'some') : Headers.notCaptured;
}

function failureOf(
  record: Readonly<Record<string, unknown>>,
  path: JsonPath,
  find: Find,
  document: JsonDocument,
): TransportFailure | undefined {
  const events = Array.isArray(record.events) ? record.events.slice(-5) : [];
  const offset = Array.isArray(record.events) ? record.events.length - events.length : 0;
  const thrown = events
    .flatMap((event: unknown, index) =>
      isObject(event) ? [attributesOf(event, [...path, 'events', offset + index])] : [],
    )
    .map((attributes) => attributes?.get('exception.message'))
    .find((found) => isText(found?.value));
  const told = new Members(record, path).members(['status'])?.find(['message', 'description'], isText);
  const found = thrown || find(FAILURE) || told;
  if (!found || !isText(found.value)) return undefined;
  return { kind: transportKind(found.value), says: found.value, at: stringAt(document, found.path) };
}

function connectionOf(find: Find, document: JsonDocument): Connection | undefined {
  const address = find(PEER);
  if (!isText(address?.value)) return undefined;
  const port = Number(find(PEER_PORT)?.value);
  return {
    peer: {
      address: address.value,
      ...(Number.isInteger(port) && port > 0 && { port }),
      at: stringAt(document, address.path),
    },
  };
}

function timeOf(record: Readonly<Record<string, unknown>>): Exchange['time'] {
  const nanoseconds = (value: unknown) =>
    /^\d{19}$/.test(String(value)) ? Number(String(value).slice(0, 13)) : undefined;
  const start = nanoseconds(record.startTimeUnixNano ?? record.timeUnixNano);
  const end = nanoseconds(record.endTimeUnixNano);
  if (start === undefined) return readTime(new Members(record, []));
  return { start, ...(end !== undefined && { end }) };
}
