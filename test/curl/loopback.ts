import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Five million bytes of every value. */
export const BIG = Buffer.from(
  Uint8Array.from({ length: 5_000_000 }, (_, index) => (index * 31 + (index >> 8)) % 256),
);
export const REFUSAL = JSON.stringify({
  ok: false,
  error: { code: 'TIMESTAMP_EXPIRED', message: 'request timestamp expired' },
});

export interface Loopback {
  readonly url: string;
  close(): void;
}

/** A server whose answers are the same whenever it is asked. */
export async function startLoopback(): Promise<Loopback> {
  const server = createServer(answer).on('checkContinue', answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  response.sendDate = false;
  if (request.headers.expect === '100-continue') response.writeContinue();
  let length = 0;
  const body: Buffer[] = [];
  request.on('data', (piece: Buffer) => {
    length += piece.length;
    body.push(piece);
  });
  request.on('end', () => {
    switch (request.url) {
      case '/big':
        return response.end(BIG);
      case '/hang':
        return response.write('begun');
      case '/moved':
        return response.writeHead(307, { location: '/refused' }).end('moved\n');
      case '/refused':
        return response.writeHead(401, { 'content-type': 'application/json' }).end(REFUSAL);
      case '/packed':
        return response.writeHead(400, { 'content-encoding': 'gzip' }).end(gzipSync(REFUSAL));
      case '/cut':
        return response.writeHead(200, { 'content-length': 9 }).write('half', () => response.destroy());
      case '/echo':
        return response.end(Buffer.concat(body));
      default:
        return response.end(`${request.method} ${length}\n`);
    }
  });
}
