import { type Body, decodedBytes } from '../exchange/body.js';
import type { Exchange } from '../exchange/exchange.js';
import type { MaterialData } from './material.js';
import { urlParts } from './url-parts.js';

/** The parts of a request that a signature may cover, as byte strings. Never throws. */
export function readMaterial({ request }: Exchange): MaterialData {
  const headers = request?.headers;
  const url = request?.url ?? (request?.target?.includes('://') ? request.target : undefined);
  const target = request?.target ?? url;
  const { scheme, path, query = '' } = urlParts(target ?? '');
  const { authority } = urlParts(url ?? '');
  const called = authority.slice(authority.lastIndexOf('@') + 1) || undefined;
  const body = request?.body ?? { is: 'not-captured' };
  return {
    method: bytes(request?.method),
    url: bytes(url?.split('#', 1)[0]),
    host: bytes(headers?.get('host')?.value || headers?.get(':authority')?.value || called),
    path: target === undefined ? undefined : bytes(scheme && !path ? '/' : path),
    query: target === undefined ? undefined : bytes(query),
    body: bodyBytes(body, decodedBytes(body, headers?.get('content-encoding')?.value)),
    wireBody: bodyBytes(body, body.is === 'bytes' ? body.wire : undefined),
    bodyIsExact: body.is === 'none' || (body.is === 'bytes' && body.exact),
    headers: (headers?.list ?? []).map(({ name, value, redacted }) => [
      name,
      redacted ? undefined : bytes(value),
    ]),
    unseen: headers?.seen === 'all' ? [...headers.hidden] : 'all',
  };
}

function bodyBytes(body: Body, decoded: Uint8Array | undefined): string | undefined {
  if (body.is === 'none') return '';
  if (body.is === 'parsed') return Buffer.from(JSON.stringify(body.value) ?? '').toString('latin1');
  return body.is === 'bytes' && decoded ? latin1(decoded) : undefined;
}

/** The UTF-8 bytes of a text, as a byte string. */
export function bytes(text: string): string;
export function bytes(text: string | undefined): string | undefined;
export function bytes(text: string | undefined): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  return text === undefined || /^[\x00-\x7f]*$/.test(text) ? text : Buffer.from(text).toString('latin1');
}

/** Bytes as a byte string. */
export function latin1(from: Uint8Array): string {
  return Buffer.from(from.buffer, from.byteOffset, from.byteLength).toString('latin1');
}
