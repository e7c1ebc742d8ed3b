import type { Entry, Request, Response } from 'har-format';
import type {
  Connection,
  Exchange,
  Recorder,
  RequestMessage,
  ResponseMessage,
  TransportFailure,
} from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import type { Span } from '../../exchange/place.js';
import { httpVersion } from '../json/http-version.js';
import { isObject, type JsonHeaders, readHeaders, stringAt, valueAt } from '../json/json-headers.js';
import { transportKind } from '../transport-words.js';
import { requestBody, responseBody } from './har-body.js';
import { withOwnMembers } from './har-own.js';

/** An entry as programs really write it: any member may be missing; those with an underscore are exporters' own. */
export interface HarEntry extends Partial<Omit<Entry, 'request' | 'response'>> {
  readonly request?: Partial<Request>;
  readonly response?: Partial<Response> & { readonly _error?: string | null; readonly _failureText?: string };
  readonly _serverPort?: number;
  readonly _connectionId?: string;
  readonly _errdoctor?: unknown;
  readonly _securityDetails?: { protocol?: string; subjectName?: string; issuer?: string; validTo?: number };
}

/** What holds for all entries of a file. */
export interface HarFile {
  readonly recorder: Recorder;
  /** Names of header fields that the exporter dropped. */
  readonly hidden: ReadonlySet<string>;
}

/** Reads one entry of a HAR 1.2 log; places are relative to the entry's own stretch of the input. */
export function readHarEntry(entry: HarEntry, document: Span, { recorder, hidden }: HarFile): Exchange {
  const request = withTexts(entry.request, ['method', 'url', 'httpVersion']);
  const response = withTexts(entry.response, ['statusText', 'httpVersion', '_error', '_failureText']);
  const answered = typeof response.status === 'number' && response.status > 0;
  const exchange: Exchange = {
    request: readRequest(request, document, hidden),
    response: answered ? readResponse(response, document, hidden, request.method) : undefined,
    transport: readTransport(response, document, answered),
    connection: readConnection(entry, document),
    time: readTime(entry),
    hops: [],
    recorder,
    at: { spans: [document] },
  };
  return withOwnMembers(exchange, entry._errdoctor, document);
}

/** A damaged file holds anything: what should be a text and is none is left out. */
function withTexts<Part extends object>(
  part: Part | undefined,
  names: readonly (keyof Part & string)[],
): Partial<Part> {
  if (!isObject(part)) return {};
  const wrong = names.filter((name) => part[name] !== undefined && typeof part[name] !== 'string');
  if (wrong.length === 0) return part;
  const kept = Object.entries(part).filter(([name]) => !(wrong as readonly string[]).includes(name));
  return Object.fromEntries(kept) as Partial<Part>;
}

function readRequest(request: Partial<Request>, document: Span, hidden: ReadonlySet<string>): RequestMessage {
  const fields = readHeaders(request.headers, document, ['request', 'headers']);
  const headers = new Headers(fields.list, sawWire(request, fields) ? 'all' : 'some', hidden);
  return {
    method: request.method || undefined,
    methodAt: request.method ? stringAt(document, ['request', 'method']) : undefined,
    url: request.url || undefined,
    urlAt: request.url ? stringAt(document, ['request', 'url']) : undefined,
    target: fields.pseudo.get(':path'),
    httpVersion: httpVersion(request.httpVersion),
    headers,
    body: requestBody(request, headers, document),
    at: valueAt(document, ['request']),
  };
}

/**
 * Browsers list provisional headers for requests that failed, came from a cache, or whose wire headers were not
 * reported; HTTP clients export what the user typed. Every real request names its host (RFC 9112, section 3.2).
 */
function sawWire({ headersSize = -1 }: Partial<Request>, { list, pseudo }: JsonHeaders): boolean {
  return (
    headersSize > 0 || pseudo.has(':authority') || list.some(({ name }) => name.toLowerCase() === 'host')
  );
}

function readResponse(
  response: Partial<Response>,
  document: Span,
  hidden: ReadonlySet<string>,
  method: string | undefined,
): ResponseMessage {
  const { list } = readHeaders(response.headers, document, ['response', 'headers']);
  const headers = new Headers(list, list.length > 0 ? 'all' : 'some', hidden);
  return {
    status: response.status,
    statusAt: stringAt(document, ['response', 'status']),
    reason: response.statusText || undefined,
    httpVersion: httpVersion(response.httpVersion),
    headers,
    body: responseBody(response, headers, document, method),
    at: valueAt(document, ['response']),
  };
}

/** Exporters put the client's words in different members; a status of 0 or -1 means that there was no answer. */
function readTransport(
  response: NonNullable<HarEntry['response']>,
  document: Span,
  answered: boolean,
): TransportFailure | undefined {
  const members = answered
    ? (['_error', '_failureText'] as const)
    : (['_error', '_failureText', 'statusText'] as const);
  const name = members.find((member) => response[member]);
  if (name) {
    const says = response[name] as string;
    return { kind: transportKind(says), says, at: stringAt(document, ['response', name]) };
  }
  if (answered) return undefined;
  const place = response.status === undefined ? undefined : stringAt(document, ['response', 'status']);
  return { kind: 'other', says: 'no answer was recorded', at: place };
}

function readConnection(entry: HarEntry, document: Span): Connection | undefined {
  const { serverIPAddress: address, _securityDetails: security } = entry;
  if (!address && !security?.protocol) return undefined;
  const port = entry._serverPort ?? (entry._connectionId ? Number(entry.connection) || undefined : undefined);
  return {
    peer: address
      ? {
          address: address.replace(/^\[|\]$/g, ''),
          ...(port ? { port } : {}),
          at: stringAt(document, ['serverIPAddress']),
        }
      : undefined,
    tls: security?.protocol
      ? {
          version: security.protocol,
          serverSubject: security.subjectName,
          serverIssuer: security.issuer,
          serverNotAfter: security.validTo ? new Date(security.validTo * 1000).toISOString() : undefined,
          at: valueAt(document, ['_securityDetails']),
        }
      : undefined,
  };
}

function readTime({ startedDateTime, time = -1 }: HarEntry): Exchange['time'] {
  const start = Date.parse(startedDateTime ?? '');
  if (Number.isNaN(start)) return undefined;
  return time >= 0 ? { start, end: start + time } : { start };
}
