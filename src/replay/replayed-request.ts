import { NO_BODY } from '../exchange/body.js';
import { isSecretText } from '../exchange/credential-ranges.js';
import type { Exchange, RequestMessage } from '../exchange/exchange.js';
import { type Header, Headers, header, isRedacted } from '../exchange/headers.js';
import { isOwnMask } from '../exchange/own-mask.js';
import { isSecretHeader, isSecretParameter } from '../exchange/secret-names.js';
import { NotReplayable } from './not-replayable.js';

/** The request that is sent again, whole. */
export interface Replayed {
  readonly request: RequestMessage & { readonly method: string; readonly url: string };
  /** The first request of a chain of redirects: its client followed them. */
  readonly follow: boolean;
}

const RECAPTURE =
  'Capture the call again with "errdoctor curl …", or replay a file that holds the whole request.';

/**
 * The request of an exchange with the credentials that its capture lacks. Where the client followed redirects, the one
 * that it began with.
 *
 * @param credentials lower-case name of a header → its value, which a recorder masked
 * @param renewed lower-case name of the header that a new signature will fill, so that its mask does no harm
 * @throws NotReplayable where the capture lacks what is needed
 */
export function replayedRequest(
  { request: last, hops }: Exchange,
  credentials: ReadonlyMap<string, string> = new Map(),
  renewed?: string,
): Replayed {
  const first = hops.find(({ response }) => isRedirect(response?.status))?.request;
  const request = first ?? last;
  const { method, url } = request ?? {};
  if (!request || !url)
    throw new NotReplayable(
      'The capture does not hold the URL of the request: give it with --url, or the whole request with --request FILE.',
    );
  if (!/^https?:\/\/[^/?#]/i.test(url))
    throw new NotReplayable(
      'The capture holds the path of the request but no host: give the whole request with --request FILE.',
    );
  if (!URL.canParse(url))
    throw new NotReplayable(
      'The URL of the capture is none that can be called: give the right one with --request FILE.',
    );
  if (!method)
    throw new NotReplayable('The capture does not hold the method of the request: give it with --method.');
  if (/^(?:CONNECT|TRACE)$/.test(method)) throw new NotReplayable(`A ${method} is not sent again.`);
  const headers = withCredentials(request.headers, credentials, renewed);
  const body = bodyOf(request, method);
  if (isMaskedUrl(url))
    throw new NotReplayable(`The URL holds a value that the recorder masked. ${RECAPTURE}`);
  return { request: { ...request, method, url, headers, body }, follow: first !== undefined };
}

function isRedirect(status: number | undefined): boolean {
  return status !== undefined && [301, 302, 303, 307, 308].includes(status);
}

/** Each masked header with the value that was given for it; what was given for a header that is not there is added. */
function withCredentials(
  captured: Headers,
  credentials: ReadonlyMap<string, string>,
  renewed: string | undefined,
): Headers {
  const filled = captured.list.map((one) => {
    const value = credentials.get(one.name.toLowerCase());
    return value === undefined ? one : { ...header(one.name, behindScheme(one, value)), at: one.at };
  });
  const masked = filled
    .filter((one) => holdsMask(one) && one.name.toLowerCase() !== renewed)
    .map(({ name }) => name);
  if (masked.length > 0)
    throw new NotReplayable(
      `The capture masks ${masked.join(', ')}, and a mask is never sent. Put the value into a variable and name both: --credential-env HEADER=NAME`,
    );
  const missing = [...credentials].filter(([name]) => captured.get(name) === undefined);
  const added = missing.map(([name, value]) => header(name, value));
  return new Headers([...filled, ...added], captured.seen, captured.hidden);
}

/** A mask, or a credential of several parts with a mask among them: `sid=***; lang=en`, `Credential=…, Signature=***`. */
function holdsMask({ name, value, redacted }: Header): boolean {
  if (redacted || isOwnMask(value)) return true;
  if (!isSecretHeader(name)) return false;
  const parts = value.split(/[;,\s]+/).map((part) => part.slice(part.indexOf('=') + 1));
  return parts
    .map((part) => part.replace(/^"(.*)"$/, '$1'))
    .some((part) => isRedacted(part) || isOwnMask(part));
}

/** A token alone goes behind the scheme word that the mask left: `Bearer ***`. */
function behindScheme({ value }: Header, given: string): string {
  const scheme = /^([A-Za-z][\w-]*)\s+\S/.exec(value)?.[1];
  return scheme === undefined || given.toLowerCase().startsWith(`${scheme.toLowerCase()} `)
    ? given
    : `${scheme} ${given}`;
}

function bodyOf({ body, headers }: RequestMessage, method: string): RequestMessage['body'] {
  if (body.is === 'none') return body;
  if (body.is === 'bytes' && body.exact) {
    if (isMaskedText(Buffer.from(body.wire).toString('utf8')))
      throw new NotReplayable(`The body holds a value that the recorder masked. ${RECAPTURE}`);
    return body;
  }
  const isBodiless = /^(?:GET|HEAD|OPTIONS|DELETE)$/.test(method);
  const length = headers.get('content-length')?.value ?? '0';
  if (body.is === 'not-captured' && isBodiless && length === '0' && !headers.get('transfer-encoding'))
    return NO_BODY;
  const why =
    body.is === 'bytes' || body.is === 'parsed'
      ? 'The capture holds the body of the request only as it was rebuilt, not as it travelled'
      : body.is === 'cut'
        ? 'The capture holds only the beginning of the body of the request'
        : 'The capture does not hold the body of the request';
  throw new NotReplayable(`${why}: give its exact bytes with --data FILE.`);
}

function isMaskedUrl(url: string): boolean {
  const user = /^[^:]+:\/\/([^/?#@]*)@/.exec(url)?.[1] ?? '';
  if (user.split(':').some((part) => isRedacted(decoded(part)))) return true;
  return [...url.matchAll(/[?&]([^=&#]*)=([^&#]*)/g)].some(([, name = '', written = '']) => {
    const value = decoded(written);
    return isMaskedValue(value) || (isSecretParameter(decoded(name)) && isRedacted(value));
  });
}

/** A JSON text or a form with a value that is a mask and nothing else. */
function isMaskedText(text: string): boolean {
  const strings = text.matchAll(/"((?:[^"\\]|\\.){3,40})"|=([^&=\s]{3,40})(?=&|$)/g);
  return [...strings].some(([, json, form]) => isMaskedValue(json ?? decoded(form ?? '')));
}

/** A mask, and no stand-in that somebody forgot to replace: that one was sent. */
function isMaskedValue(value: string): boolean {
  return isOwnMask(value) ||
    /^(?:[[(<{]\s*(?:redacted|filtered|masked|hidden|removed)\b.*[\])>}]|\*{3,}|•{3,}|redacted)$/i.test(value)
    ? true
    : value.includes('…') && isRedacted(value) && !isSecretText(value);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
