import type { Handler } from './servers.js';
import { startHttp } from './servers.js';
import { recorded, type SignedCase } from './signing-vectors.js';

/** A request as it travelled, its URL with the provider's own host. */
export type WireRequest = SignedCase['request'];

export function requestNamed(id: string, name: string): WireRequest {
  const found = recorded(id)
    .flatMap(({ cases }) => cases)
    .find((one) => one.name === name);
  if (!found) throw new Error(`${id}.json has no case ${name}`);
  return found.request;
}

export function bodyOf({ bodyBase64 }: Pick<WireRequest, 'bodyBase64'>): Buffer {
  return Buffer.from(bodyBase64, 'base64');
}

export function headerOf({ headers }: WireRequest, name: string): string {
  return headers.find(([one]) => one.toLowerCase() === name.toLowerCase())?.[1] ?? '';
}

/** Of the connection or of the client's version, not of the call. */
const PASSING = /^(?:host|connection|content-length|accept|accept-encoding|user-agent|transfer-encoding)$/i;

/**
 * What a client really sends: it is let loose on a loopback server that answers `{}`, and the one request that
 * arrives there is returned as one to `origin`. What the client makes of the answer does not matter.
 */
export async function arrived(
  origin: string,
  send: (base: string) => Promise<unknown>,
): Promise<WireRequest> {
  const requests: WireRequest[] = [];
  const record: Handler = (request, response, body) => {
    const raw = request.rawHeaders;
    const headers = raw.flatMap((name, at) =>
      at % 2 === 0 && !PASSING.test(name) ? [[name, raw[at + 1] ?? ''] as const] : [],
    );
    requests.push({
      method: request.method ?? '',
      url: origin + request.url,
      headers,
      bodyBase64: body.toString('base64'),
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  const server = await startHttp(record);
  try {
    await send(`http://127.0.0.1:${server.port}`).catch(() => undefined);
  } finally {
    await server.close();
  }
  const [first, ...more] = requests;
  if (!first || more.length > 0) throw new Error(`${requests.length} requests arrived instead of one`);
  return first;
}
