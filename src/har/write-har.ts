import { isUtf8 } from 'node:buffer';
import type { Content, Entry, Har, PostData, Request, Response } from 'har-format';
import { type Body, decode } from '../exchange/body.js';
import type { Connection, Exchange, RequestMessage, ResponseMessage } from '../exchange/exchange.js';
import { Headers } from '../exchange/headers.js';
import { targetOf } from '../exchange/request-url.js';
import type { OwnMembers, Side } from '../input/har/har-own.js';
import { version } from '../version.generated.js';

/** Bytes as HAR holds them: text, or base64 for what is none. */
export interface Written {
  readonly text: string;
  readonly encoding?: 'base64';
}

/**
 * Exchanges as HTTP Archive 1.2, with whole values; redirects and challenges are entries of their own, and a call
 * without an answer has status 0. Read again, it leads to the same diagnosis.
 *
 * @param now epoch milliseconds that stand for the start of a call whose time was not captured
 */
export function harOf(exchanges: readonly Exchange[], now: number): Har {
  return {
    log: {
      version: '1.2',
      creator: { name: 'errdoctor', version },
      entries: exchanges.flatMap(withHops).map((exchange) => entryOf(exchange, now)),
    },
  };
}

/** HAR knows calls: neither 1xx answers nor the opening of a tunnel. */
function withHops(exchange: Exchange): Exchange[] {
  const hops = exchange.hops.flatMap(withHops);
  return [...hops.filter(({ request }) => request && request.method !== 'CONNECT'), exchange];
}

function entryOf(exchange: Exchange, now: number): Entry {
  const { request, response, transport, connection, time } = exchange;
  const took = Math.max(0, time?.start !== undefined && time.end !== undefined ? time.end - time.start : 0);
  const own = ownMembers(exchange);
  return {
    startedDateTime: new Date(time?.start ?? now).toISOString(),
    time: took,
    request: requestOf(request),
    response: responseOf(response, transport?.says),
    cache: {},
    timings: { send: 0, wait: took, receive: 0 },
    ...(connection?.peer && { serverIPAddress: connection.peer.address }),
    ...(connection?.peer?.port !== undefined && { _serverPort: connection.peer.port }),
    ...(transport && { comment: transport.says }),
    ...(Object.keys(own).length > 0 && { _errdoctor: own }),
  };
}

function ownMembers({ request, response, transport, connection, time }: Exchange): OwnMembers {
  const sides: Side[] = ['request', 'response'];
  const messages = { request, response };
  const incomplete = sides.filter((side) => {
    const headers = messages[side]?.headers;
    return headers && (headers.seen === 'some' || headers.hidden.size > 0);
  });
  const inexact = sides.filter((side) => {
    const body = messages[side]?.body;
    return body?.is === 'parsed' || (body?.is === 'bytes' && !body.exact);
  });
  const { target } = request ?? {};
  const isInUrl =
    target === undefined || target === targetOf({ ...request, target: undefined } as RequestMessage);
  return {
    ...(!isInUrl && { target }),
    ...(incomplete.length > 0 && { incomplete }),
    ...(inexact.length > 0 && { inexact }),
    ...(time?.start === undefined && { untimed: true }),
    ...(transport && {
      failure: {
        kind: transport.kind,
        ...(transport.curlExit !== undefined && { curlExit: transport.curlExit }),
      },
    }),
    ...(connection && !isPeerAlone(connection) && { connection: withoutPlaces(connection) }),
  };
}

/** HAR has members of its own for the address. */
function isPeerAlone({ tried, proxy, tls }: Connection): boolean {
  return !tried && !proxy && !tls;
}

function withoutPlaces(connection: Connection): Connection {
  return JSON.parse(
    JSON.stringify(connection, (name, value) => (name === 'at' ? undefined : value)),
  ) as Connection;
}

function requestOf(request: RequestMessage | undefined): Request {
  const { method = '', url = '', httpVersion, headers = Headers.notCaptured, body } = request ?? {};
  const target = request && targetOf(request);
  return {
    method,
    url: url || (target ?? ''),
    httpVersion: versionOf(httpVersion),
    cookies: [],
    headers: fieldsOf(headers),
    queryString: queryOf(url),
    ...postData(headers, body),
    headersSize: sizeOf(`${method} ${target} HTTP/1.1`, headers),
    bodySize: wireSize(body),
  };
}

function responseOf(response: ResponseMessage | undefined, failure: string | undefined): Response {
  const { headers = Headers.notCaptured, status = 0, reason = '', body } = response ?? {};
  return {
    status,
    statusText: reason,
    httpVersion: versionOf(response?.httpVersion),
    cookies: [],
    headers: fieldsOf(headers),
    content: contentOf(headers, body),
    redirectURL: headers.get('location')?.value ?? '',
    headersSize: sizeOf(`HTTP/1.1 ${status} ${reason}`, headers),
    bodySize: wireSize(body),
    ...(failure !== undefined && { _error: failure }),
  };
}

function versionOf(number: string | undefined): string {
  return number === undefined ? '' : `HTTP/${number}`;
}

function fieldsOf({ list }: Headers): { name: string; value: string }[] {
  return list.map(({ name, raw }) => ({ name, value: raw }));
}

function queryOf(url: string): { name: string; value: string }[] {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
  return [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
}

/** Bytes of a head (HAR 1.2, `headersSize`); -1 where not all of it is known. */
function sizeOf(firstLine: string, { list, seen }: Headers): number {
  if (seen === 'some') return -1;
  const lines = [firstLine, ...list.map(({ name, raw }) => `${name}: ${raw}`), '', ''];
  return Buffer.byteLength(lines.join('\r\n'));
}

function wireSize(body: Body | undefined): number {
  if (body?.is === 'bytes') return body.wire.length;
  if (body?.is === 'cut') return body.of ?? -1;
  return body?.is === 'none' ? 0 : -1;
}

function postData(headers: Headers, body: Body | undefined): { postData?: PostData } {
  const mimeType = headers.get('content-type')?.value ?? '';
  if (body?.is === 'not-captured')
    return { postData: { mimeType, text: '', comment: body.why ?? 'not captured' } };
  const written = body && writtenBody(body);
  if (!written) return headers.get('content-type') ? { postData: { mimeType, text: '' } } : {};
  const { text, encoding } = written;
  // HAR has no member for what a posted text is encoded in.
  return { postData: { mimeType, text, ...(encoding && { _encoding: encoding }) } as PostData };
}

/** HAR holds contents with their codings undone. */
function contentOf(headers: Headers, body: Body | undefined): Content {
  const mimeType = headers.get('content-type')?.value ?? '';
  if (body?.is === 'not-captured' || !body)
    return { size: -1, mimeType, comment: body?.why ?? 'not captured' };
  if (body.is === 'bytes') {
    const { bytes } = decode(body.wire, headers.get('content-encoding')?.value);
    return {
      size: bytes.length,
      mimeType,
      ...written(bytes),
      ...(bytes !== body.wire && { compression: bytes.length - body.wire.length }),
    };
  }
  const held = writtenBody(body);
  const size = body.is === 'cut' ? (body.of ?? -1) : Buffer.byteLength(held?.text ?? '');
  return { size, mimeType, ...held };
}

function writtenBody(body: Body): Written | undefined {
  if (body.is === 'bytes') return written(body.wire);
  if (body.is === 'cut') return written(body.bytes);
  return body.is === 'parsed' ? { text: JSON.stringify(body.value) } : undefined;
}

export function written(bytes: Uint8Array): Written {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // A mark at the beginning would be lost where the text is read again.
  const isText = isUtf8(buffer) && !buffer.includes(0) && buffer.indexOf('\ufeff') !== 0;
  return isText ? { text: buffer.toString() } : { text: buffer.toString('base64'), encoding: 'base64' };
}
