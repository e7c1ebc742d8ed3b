import { type Body, BODY_NOT_CAPTURED } from '../../exchange/body.js';
import type { Exchange, Recorder, RequestMessage, ResponseMessage } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import { inside, type Parts } from '../../exchange/place.js';
import { findFailure } from './find-failure.js';
import { findJson, type ToldJson } from './find-json.js';
import { findRequest, type ToldRequest } from './find-request.js';
import { findStatus } from './find-status.js';
import { findWords } from './find-words.js';
import { placeIn, type Prose, type Told, utf8 } from './prose.js';

/** More than anybody writes about one call; what follows is a log of other things. */
const READ = 64 * 1024;

/**
 * What a text tells of one call: method, URL, status, the answer's body or the words that stand for it, or why there
 * was no answer. Headers are never captured.
 * @returns undefined for words that tell nothing of the kind.
 */
export function readStatement(prose: Prose, recorder: Recorder): Exchange | undefined {
  const text = prose.text.length > READ ? prose.text.slice(0, READ) : prose.text;
  const json = findJson(text);
  // What stands inside the body is not said about the call.
  const around = json
    ? text.slice(0, json.from) + ' '.repeat(json.to - json.from) + text.slice(json.to)
    : text;
  const request = findRequest(around);
  const status = findStatus(around);
  const failure = status || json ? undefined : findFailure(around);
  const response = readResponse(prose, around, status, json, failure !== undefined);
  if (!request.url && !response && !failure) return undefined;
  return {
    request: readRequest(prose, request),
    response,
    transport: failure && { ...failure.value, says: utf8(failure.value.says), at: placeIn(prose, failure) },
    hops: [],
    recorder,
    at: prose.at,
  };
}

/** Whether a line tells both what was called and how it was answered, as each line of an access log does. */
export function tellsWholeCall(line: string): boolean {
  return findStatus(line) !== undefined && findRequest(line).url !== undefined;
}

function readRequest(prose: Prose, { method, url, host }: ToldRequest): RequestMessage | undefined {
  if (!url) return undefined;
  const written = utf8(url.value);
  return {
    method: method?.value.toUpperCase(),
    methodAt: method && placeIn(prose, method),
    // Nothing shows the scheme where none is written.
    url: host
      ? `https://${host}${written}`
      : /^(?:https?:)?\//i.test(written)
        ? written
        : `https://${written}`,
    urlAt: placeIn(prose, url),
    target: written.startsWith('/') ? written : undefined,
    headers: Headers.notCaptured,
    body: BODY_NOT_CAPTURED,
  };
}

function readResponse(
  prose: Prose,
  around: string,
  status: Told | undefined,
  json: ToldJson | undefined,
  failed: boolean,
): ResponseMessage | undefined {
  const body = json ? jsonBody(prose, json) : failed ? BODY_NOT_CAPTURED : toldBody(prose, around, status);
  if (!status && body.is === 'not-captured') return undefined;
  return {
    status: status && Number(status.value),
    statusAt: status && placeIn(prose, status),
    headers: Headers.notCaptured,
    body,
    at: prose.at,
  };
}

function jsonBody(prose: Prose, json: ToldJson): Body {
  const bytes = Buffer.from(json.value, 'latin1');
  const place = placeIn(prose, json);
  // A place that ends in a key goes no deeper.
  const at = json.escaped ? inside(place, { key: [] }) : place;
  return json.cut ? { is: 'cut', bytes, at } : { is: 'bytes', wire: bytes, exact: false, at };
}

/** Code and message without their envelope: written as the beginning of one, because members that are not told may be there. */
function toldBody(prose: Prose, text: string, status: Told | undefined): Body {
  const { code, message, tokens } = findWords(text, status);
  if (!code && !message) return BODY_NOT_CAPTURED;
  const told = {
    ...(code && { code: utf8(code.value) }),
    ...(message && { message: utf8(message.value) }),
    ...(tokens.length > 1 && { tokens }),
  };
  const parts: Record<string, readonly [number, number]> = {
    ...(code && { code: [code.from, code.to] as const }),
    ...(message && { message: [message.from, message.to] as const }),
  };
  const bytes = Buffer.from(`${JSON.stringify(told).slice(0, -1)},`);
  return { is: 'cut', bytes, at: inside(prose.at, { parts: parts satisfies Parts }) };
}
