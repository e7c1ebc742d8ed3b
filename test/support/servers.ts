import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createSecureServer as createHttp2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
} from 'node:http2';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer, type TlsOptions, type TLSSocket } from 'node:tls';

/** A server on loopback, on a port of its own. */
export interface LoopbackServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers one request whose body was read whole. */
export type Handler = (
  request: IncomingMessage | Http2ServerRequest,
  response: ServerResponse,
  body: Buffer,
) => void;

export function startHttp(handler: Handler): Promise<LoopbackServer> {
  return listen(createHttpServer(withBody(handler)));
}

/** HTTP/1.1 over TLS; `requestCert` and `ca` make it ask for a client certificate. */
export function startHttps(options: ServerOptions, handler: Handler): Promise<LoopbackServer> {
  return listen(createHttpsServer(options, withBody(handler)));
}

/** HTTP/2 over TLS. */
export function startHttp2(
  options: Pick<ServerOptions, 'key' | 'cert'>,
  handler: Handler,
): Promise<LoopbackServer> {
  const listener = withBody(handler) as unknown as (
    request: Http2ServerRequest,
    response: Http2ServerResponse,
  ) => void;
  return listen(createHttp2Server(options, listener));
}

/** A server that is not HTTP's idea of one: gets the socket once the first bytes have come. */
export function startTcp(converse: (socket: Socket) => void): Promise<LoopbackServer> {
  return listen(createTcpServer((socket) => socket.once('data', () => converse(socket))));
}

/** Gets each socket as soon as it is open; it stays half-open when its client ends. */
export function startSockets(serve: (socket: Socket) => void): Promise<LoopbackServer> {
  return listen(createTcpServer({ allowHalfOpen: true, noDelay: true }, serve));
}

/** The same over TLS. */
export function startTlsSockets(
  options: TlsOptions,
  serve: (socket: TLSSocket) => void,
): Promise<LoopbackServer> {
  return listen(createTlsServer({ allowHalfOpen: true, noDelay: true, ...options }, serve));
}

/** A forward proxy that opens tunnels, or answers each CONNECT with `refusal`, a whole raw response. */
export function startProxy(
  refusal?: string,
  asked: (request: IncomingMessage) => void = () => undefined,
): Promise<LoopbackServer> {
  const proxy = createHttpServer((_request, response) => response.writeHead(502).end());
  proxy.on('connect', (request: IncomingMessage, client: Socket) => {
    asked(request);
    if (refusal) {
      client.end(refusal);
      return;
    }
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection established\r\nVia: 1.1 example-proxy\r\n\r\n');
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  return listen(proxy);
}

function withBody(handler: Handler): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handler(request, response, Buffer.concat(chunks)));
  };
}

async function listen(server: Server): Promise<LoopbackServer> {
  const sockets = new Set<Socket>();
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', track);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
