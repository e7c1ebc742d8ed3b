/** A request as it is to travel. All texts are byte strings: each character is one byte. */
export interface OutgoingRequest {
  readonly method: string;
  /** Whom to call: `https://api.example.com:8443`. */
  readonly origin: string;
  /** Path and query, never encoded anew. */
  readonly target: string;
  readonly version?: '1.0' | '1.1' | undefined;
  /** In order, with case and duplicates; `Host` and what frames the body belong to them. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array | undefined;
}

/** The request cannot travel: a sentence without its final stop. */
export class UnsendableRequest extends Error {
  override readonly name = 'UnsendableRequest';
}

/**
 * The bytes of a request as HTTP/1.1 writes it (RFC 9112, sections 3 and 7). A body under `Transfer-Encoding: chunked`
 * becomes one chunk.
 *
 * @throws UnsendableRequest where a part would end its line, so that the server would read another request
 */
export function requestBytes(request: OutgoingRequest): Buffer {
  const { method, target, version = '1.1', headers, body = new Uint8Array() } = request;
  if (!/^[!#-'*+.^-z|~\dA-Z-]+$/.test(method)) throw new UnsendableRequest('its method is no word of HTTP');
  if (/[\r\n]/.test(target)) throw new UnsendableRequest('its target holds a line break');
  for (const [name, value] of headers) {
    // A carriage return alone is a mistake that travels: a key that was read from a file of Windows ends so.
    if (/[\r\n:]/.test(name) || name === '' || value.includes('\n'))
      throw new UnsendableRequest('the name or the value of a header holds a line break');
  }
  const lines = [
    `${method} ${target} HTTP/${version}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return Buffer.concat([head, ...(isChunked(headers) ? inOneChunk(body) : [body])]);
}

function isChunked(headers: OutgoingRequest['headers']): boolean {
  return headers.some(([name, value]) => /^transfer-encoding$/i.test(name) && /\bchunked\b/i.test(value));
}

function inOneChunk(body: Uint8Array): Uint8Array[] {
  const end = Buffer.from('0\r\n\r\n');
  if (body.length === 0) return [end];
  return [Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n'), end];
}
