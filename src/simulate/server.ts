import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { PackSettings } from '../causes/pack.js';
import type { Identity } from '../certificates/authority.js';
import type { Answer } from './answer.js';
import { received } from './received.js';
import type { StandIn } from './stand-in.js';
import { ownError } from './wish.js';

export interface ServerOptions {
  readonly standIn: StandIn;
  readonly pack: PackSettings;
  /** The host of the environment that is simulated. */
  readonly host: string;
  /** 0, or left out, is any that is free. */
  readonly port?: number | undefined;
  readonly tls?: ServerTls | undefined;
  /** The server's clock, in epoch milliseconds; this machine's when left out. */
  readonly clock?: (() => number) | undefined;
  /** Told of every answer, and of what was no request. */
  readonly served?: ((call: Served) => void) | undefined;
  /** Larger bodies are refused. */
  readonly maxBodyBytes?: number;
  /** How long a client may take to send a request. */
  readonly requestSeconds?: number;
}

export interface ServerTls {
  readonly identity: Identity;
  /** PEM of those who sign clients' certificates: without one of theirs nobody gets past the handshake. */
  readonly clientCa?: string | undefined;
}

/** One line of the log. */
export interface Served {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly request?: { readonly method: string; readonly target: string };
  readonly status?: number;
  readonly instead?: Answer['instead'];
  readonly cause?: string | undefined;
  readonly why?: string | undefined;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 32 * 1024 * 1024;
const REQUEST_SECONDS = 60;

/**
 * Serves a stand-in on 127.0.0.1, over HTTP/1.1.
 *
 * @throws the system's error when the port is taken or forbidden
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { tls, requestSeconds = REQUEST_SECONDS, served } = options;
  const timing = {
    requestTimeout: requestSeconds * 1000,
    headersTimeout: requestSeconds * 1000,
    connectionsCheckingInterval: Math.min(requestSeconds * 1000, 5000),
  };
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    void new Call(request, response, options).run();
  const server: Server = tls
    ? createTlsServer({ ...timing, ...tlsOptions(tls) }, answer)
    : createServer(timing, answer);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (Number(request.headers['content-length']) <= (options.maxBodyBytes ?? MAX_BODY_BYTES))
      response.writeContinue();
    answer(request, response);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const status = CLIENT_ERRORS[error.code ?? ''] ?? 400;
    served?.({ time: Date.now(), status, why: 'no HTTP request' });
    if (socket.writable)
      socket.end(
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
    else socket.destroy();
  });
  server.on('tlsClientError', ({ message }: Error) => served?.({ time: Date.now(), why: `TLS: ${message}` }));
  return listen(server, options.port ?? 0);
}

const CLIENT_ERRORS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function tlsOptions({ identity: { key, certificate }, clientCa }: ServerTls) {
  return {
    key,
    cert: certificate,
    minVersion: 'TLSv1.2' as const,
    ...(clientCa !== undefined && { ca: clientCa, requestCert: true, rejectUnauthorized: true }),
  };
}

function listen(server: Server, port: number): Promise<RunningServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}

/** One request and its answer. */
class Call {
  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly options: ServerOptions,
  ) {}

  async run(): Promise<void> {
    const time = this.options.clock?.() ?? Date.now();
    const { method = '', url: target = '' } = this.request;
    const { standIn, pack, host, served } = this.options;
    try {
      const body = await this.#body();
      const { answer, cause, why } = body
        ? await standIn.answer(
            received(this.request, body, { pack, host, time }),
            this.request.socket.remoteAddress ?? '',
            time,
          )
        : {
            answer: ownError(413, 'The body is larger than the simulator takes.'),
            cause: undefined,
            why: 'too large',
          };
      const { status, instead } = answer;
      served?.({ time, request: { method, target }, status, instead, cause, why });
      this.#send(answer, time);
    } catch (error) {
      // A client that went away, or a fault of the simulator, which must not end it.
      served?.({ time, request: { method, target }, why: (error as Error).message });
      this.response.destroy();
    }
  }

  /** The body's bytes; undefined when there are too many of them. */
  async #body(): Promise<Buffer | undefined> {
    const most = this.options.maxBodyBytes ?? MAX_BODY_BYTES;
    const expects = this.request.headers.expect !== undefined;
    if (expects && Number(this.request.headers['content-length']) > most) return undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.request as AsyncIterable<Buffer>) {
      size += chunk.length;
      // Read to its end all the same: who still sends does not see an answer.
      if (size > most) chunks.length = 0;
      else chunks.push(chunk);
    }
    return size > most ? undefined : Buffer.concat(chunks);
  }

  #send({ status, headers, body, instead }: Answer, time: number): void {
    const { response, request } = this;
    if (instead === 'hang') return;
    if (instead === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const bytes = Buffer.from(body);
    const own = [
      ['date', new Date(time).toUTCString()],
      ['content-length', String(bytes.length)],
    ];
    response.writeHead(status, [...headers, ...own].flat());
    if (instead === 'close-early')
      response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
    else response.end(bytes);
  }
}
