import { type Body, BODY_NOT_CAPTURED } from '../../exchange/body.js';
import type {
  Exchange,
  Recorder,
  RequestMessage,
  ResponseMessage,
  TransportFailure,
} from '../../exchange/exchange.js';
import type { Headers } from '../../exchange/headers.js';
import type { Place } from '../../exchange/place.js';
import { transportKind } from '../transport-words.js';
import * as names from './exchange-members.js';
import type { ExchangeMembers } from './exchange-members.js';
import { httpVersion } from './http-version.js';
import {
  documentAt,
  fieldNames,
  isObject,
  type JsonDocument,
  loggedHeaders,
  NO_HEADERS,
  readHeaders,
  stringAt,
  valueAt,
} from './json-headers.js';
import { readBody } from './json-message-body.js';
import { type Found, isText, type Members } from './members.js';
import { readTime } from './time-members.js';
import { readUrl } from './url-members.js';

const CLIENT_FIELDS = new Set(['accept', 'authorization', 'cookie', 'host', 'idempotency-key', 'user-agent']);

/**
 * Reads one exchange that a program or a person wrote as JSON.
 * @param document the JSON text that the paths of `parts` begin in.
 */
export function readJsonExchange(
  parts: ExchangeMembers,
  document: JsonDocument,
  recorder: Recorder,
): Exchange {
  const status =
    parts.response?.find(['code', ...names.STATUS], names.isStatus) ??
    parts.root.find(names.STATUS, names.isStatus);
  const answered = status !== undefined && status.value !== 0;
  const transport = answered ? undefined : readTransport(parts, document);
  const request = readRequest(parts, document, answered);
  return {
    request,
    response: readResponse(parts, document, {
      status: answered ? status : undefined,
      failed: transport !== undefined,
    }),
    transport,
    time: readTime(parts.root) ?? (parts.request && readTime(parts.request)),
    hops: [],
    recorder,
    at: documentAt(document),
  };
}

function readRequest(
  parts: ExchangeMembers,
  document: JsonDocument,
  answered: boolean,
): RequestMessage | undefined {
  const { root, request } = parts;
  const method = request?.find(names.METHOD, isText) ?? root.find(names.METHOD, isText);
  const url = readUrl(request ?? root, document);
  const found = headersOf(parts, 'request', answered);
  const fields = found ? readHeaders(found.value, document, found.path) : NO_HEADERS;
  const headers = loggedHeaders(fields, 'request');
  const bodyFrom = request?.find(names.BODY_OWN) ?? parts.requestBody ?? root.find(names.REQUEST_BODY_FLAT);
  const ownBody = bodyFrom ?? (answered || parts.response || request ? undefined : root.find(names.BODY_OWN));
  if (!request && !method && !url.url && !found && !ownBody) return undefined;
  return {
    method: (method?.value as string | undefined)?.toUpperCase() ?? fields.pseudo.get(':method'),
    methodAt: method && stringAt(document, method.path),
    ...url,
    target: url.target ?? fields.pseudo.get(':path'),
    httpVersion: httpVersion((request ?? root).text(['httpversion', 'protocol'])),
    headers,
    body: bodyAt(ownBody, request, document, headers),
    at: valueAt(document, request?.path ?? root.path),
  };
}

function readResponse(
  parts: ExchangeMembers,
  document: JsonDocument,
  { status, failed }: { status: Found | undefined; failed: boolean },
): ResponseMessage | undefined {
  const { root, response } = parts;
  const found = headersOf(parts, 'response', status !== undefined);
  const headers = loggedHeaders(
    found ? readHeaders(found.value, document, found.path) : NO_HEADERS,
    'response',
  );
  const bodyFrom =
    response?.find(names.BODY_OWN) ??
    parts.responseBody ??
    root.find(names.RESPONSE_BODY_FLAT) ??
    (status && !response ? root.find(names.BODY_OWN) : undefined) ??
    (failed ? undefined : (envelopeIn(root) ?? loggedError(root, status)));
  if (!response && !status && !found && !bodyFrom) return undefined;
  if (failed && !found && bodyFrom?.value == null) return undefined;
  return {
    status: status && Number.parseInt(String(status.value), 10),
    statusAt: status && stringAt(document, status.path),
    reason: reasonOf(response ?? root, status),
    httpVersion: httpVersion(response?.text(['httpversion', 'protocol'])),
    headers,
    body: bodyAt(bodyFrom, response, document, headers),
    at: valueAt(document, response?.path ?? root.path),
  };
}

function headersOf(
  { root, request, response }: ExchangeMembers,
  of: 'request' | 'response',
  answered: boolean,
): Found | undefined {
  const own = of === 'request' ? request : response;
  const flat = of === 'request' ? names.REQUEST_HEADERS_FLAT : names.RESPONSE_HEADERS_FLAT;
  const found = own?.find(names.HEADERS_OWN, isFields) ?? root.find(flat, isFields);
  if (found || request || response) return found;
  const shared = root.find(names.HEADERS_OWN, isFields);
  if (!shared) return undefined;
  // Flat objects have one `headers`: that of the answer, unless it holds what only a client sends.
  const isRequest =
    !answered || fieldNames(shared.value).some((name) => CLIENT_FIELDS.has(name.toLowerCase()));
  return isRequest === (of === 'request') ? shared : undefined;
}

function bodyAt(
  found: Found | undefined,
  message: Members | undefined,
  document: JsonDocument,
  headers: Headers,
): Body {
  if (!found) return BODY_NOT_CAPTURED;
  const base64 = message?.find(['isbase64encoded', 'base64encoded'], (value) => value === true)
    ? 'base64'
    : undefined;
  const encoding = message?.text(['encoding', 'bodyencoding']) ?? base64;
  return readBody(found.value, document, found.path, { headers, encoding });
}

/** A log line may carry the API's error envelope itself, beside method and status. */
function envelopeIn(root: Members): Found | undefined {
  const envelope =
    root.find(['error'], isObject) ??
    root.find(['code', 'errorcode'], isText) ??
    root.find(['errors'], Array.isArray);
  return envelope && { value: root.object, path: root.path };
}

/** Loggers write the error that a program made of the answer as `err`; its message is often the API's, word for word. */
function loggedError(root: Members, status: Found | undefined): Found | undefined {
  if (!(Number.parseInt(String(status?.value), 10) >= 400)) return undefined;
  return root.find(
    ['err', 'exception'],
    (value) =>
      isObject(value) && isText(value.message) && !isText(value.code) && !CLIENTS_OWN.test(value.message),
  );
}

/** What HTTP clients say themselves of any refused call. */
const CLIENTS_OWN = /status code|request failed|response code|\bHTTP \d{3}\b/i;

function reasonOf(members: Members, status: Found | undefined): string | undefined {
  const inStatus = typeof status?.value === 'string' ? status.value.slice(3).trim() : '';
  return inStatus || members.text(['statustext', 'reason', 'statusmessage', 'reasonphrase']);
}

function readTransport(
  { root, response }: ExchangeMembers,
  document: JsonDocument,
): TransportFailure | undefined {
  const found =
    root.find(names.ERROR, (value) => isText(value) || isObject(value)) ??
    response?.find(names.ERROR, isText) ??
    root.find(['errno', 'code'], isText);
  if (!found) return undefined;
  const { says, at } =
    typeof found.value === 'string'
      ? { says: found.value, at: stringAt(document, found.path) }
      : wordsOf(found, document);
  const kind = transportKind(says);
  // An object in no client's words is the API's error envelope.
  if (kind === 'other' && (isObject(found.value) || response)) return undefined;
  return { kind, says, at };
}

/** A client's error object: the deepest cause that has a code says most. */
function wordsOf(found: Found, document: JsonDocument): { says: string; at: Place } {
  let error = found.value as Record<string, unknown>;
  let { path } = found;
  for (let depth = 0; depth < 5 && isObject(error.cause); depth++) {
    error = error.cause;
    path = [...path, 'cause'];
  }
  const code = [error.code, error.errno, error.name, error.kind].find(isText) ?? '';
  const message = [error.message, error.says, error.reason].find(isText) ?? '';
  const says = message.includes(code) ? message : [code, message].filter(Boolean).join(': ');
  return { says: says || JSON.stringify(error), at: valueAt(document, path) };
}

function isFields(value: unknown): boolean {
  return (
    (typeof value === 'object' && value !== null) ||
    (typeof value === 'string' && /^(?:[\w-]+:|HTTP\/\d|[A-Z]+ \S+ HTTP\/)/.test(value))
  );
}
