import type { Bytes } from './recipe.js';

/** A request as it travels. */
export interface Call {
  method: string;
  host: string;
  path: Bytes;
  /** Without its question mark. */
  query?: Bytes;
  headers: (readonly [name: string, value: Bytes])[];
  body?: Bytes;
}

export function target({ path, query }: Call): Bytes {
  return query === undefined ? path : `${path}?${query}`;
}

export function url(call: Call): Bytes {
  return `https://${call.host}${target(call)}`;
}

/** The request and an answer that refuses it, byte for byte. */
export function capture(call: Call, answer = '{"message":"Invalid signature"}'): Buffer {
  const length: Call['headers'] =
    call.body === undefined ? [] : [['Content-Length', String(call.body.length)]];
  const lines = [
    `${call.method} ${target(call)} HTTP/1.1`,
    `Host: ${call.host}`,
    ...[...call.headers, ...length].map(([name, value]) => `${name}: ${value}`),
    '',
    call.body ?? '',
    'HTTP/1.1 401 Unauthorized',
    'Content-Type: application/json',
    `Content-Length: ${answer.length}`,
    '',
    answer,
    '',
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
