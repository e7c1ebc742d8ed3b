import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type SecureVersion, type TLSSocket } from 'node:tls';
import type { TransportFailure } from '../../exchange/exchange.js';
import { readServerFlight, type ServerFlight } from './server-flight.js';
import { Tap } from './tap.js';
import { type Failed, failureOf } from './tls-failure.js';

export interface TlsCallOptions {
  readonly host: string;
  readonly port: number;
  /** Epoch milliseconds. */
  readonly until: number;
  /** PEM, already known to belong together. */
  readonly own?: { readonly cert: string; readonly key: string } | undefined;
  /** Only this version, instead of any. */
  readonly version?: SecureVersion | undefined;
  readonly alpn?: readonly string[] | undefined;
  /** Whether to ask for `/` after the handshake: under TLS 1.3 only what comes then tells of a refusal. */
  readonly ask: boolean;
}

/** What a connection came to. */
export interface TlsCall {
  readonly flight: ServerFlight;
  readonly peer?: { readonly address: string; readonly port: number } | undefined;
  /** The agreed cipher; absent where the handshake was not completed. */
  readonly cipher?: string | undefined;
  /** Why the connection ended before an answer. */
  readonly failure?: TransportFailure | undefined;
  /** The alert that the server ended it with. */
  readonly alert?: number | undefined;
  /** The beginning of what it answered. */
  readonly answer: Buffer;
  readonly timedOut: boolean;
}

const ANSWER_BYTES = 16 * 1024;
/** A server that takes a client certificate sends a ticket, one that does not an alert: either comes at once. */
const TICKET_MILLISECONDS = 1000;

/**
 * One TLS connection to a server, from which everything is taken as it comes: neither certificates nor old versions are
 * refused here, so that all of them are seen. Nothing but a request for `/` without credentials is sent.
 */
export function callTls(options: TlsCallOptions): Promise<TlsCall> {
  return new Connection(options).result;
}

class Connection {
  readonly result: Promise<TlsCall>;
  readonly #options: TlsCallOptions;
  readonly #tcp: Socket;
  readonly #tap: Tap;
  readonly #tls: TLSSocket;
  readonly #timers: NodeJS.Timeout[] = [];
  #resolve: (call: TlsCall) => void = () => undefined;
  /** RFC 8446, section 7.1: without it nobody reads what the server encrypts in the handshake. */
  #handshakeSecret: Buffer | undefined;
  #peer: TlsCall['peer'];
  #isSecure = false;
  #isAsked = false;
  #answer = Buffer.alloc(0);

  constructor(options: TlsCallOptions) {
    const { host, port, until, own, version, alpn } = options;
    this.#options = options;
    this.result = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#tcp = connectTcp({ host, port });
    this.#tap = new Tap(this.#tcp);
    this.#tls = connectTls({
      socket: this.#tap,
      rejectUnauthorized: false,
      minVersion: version ?? 'TLSv1',
      maxVersion: version ?? 'TLSv1.3',
      ciphers: 'DEFAULT@SECLEVEL=0',
      ...(isIP(host) === 0 && { servername: host }),
      ...(alpn && { ALPNProtocols: [...alpn] }),
      ...own,
    });
    this.#listen();
    this.#timers.push(setTimeout(() => this.#giveUp(), Math.max(1, until - Date.now())));
  }

  #listen(): void {
    const fail = (error?: NodeJS.ErrnoException) => this.#finish(failureOf(error, this.#isSecure));
    this.#tcp.once('connect', () => {
      const { host, port } = this.#options;
      this.#peer = { address: this.#tcp.remoteAddress ?? host, port };
    });
    this.#tap.on('error', fail);
    this.#tls
      .on('keylog', (line: Buffer) => {
        const [label, , secret = ''] = line.toString('latin1').trim().split(' ');
        if (label === 'SERVER_HANDSHAKE_TRAFFIC_SECRET') this.#handshakeSecret = Buffer.from(secret, 'hex');
      })
      .once('secureConnect', () => {
        this.#isSecure = true;
        if (this.#options.ask) this.#askInTime();
        else this.#finish();
      })
      .on('data', (chunk: Buffer) => {
        this.#answer = Buffer.concat([this.#answer, chunk]);
        if (this.#answer.length >= ANSWER_BYTES) this.#finish();
      })
      .on('error', fail)
      .on('end', () => fail())
      .on('close', () => fail());
  }

  /** A request that crosses the refusal of a certificate can turn the alert into a reset that says nothing. */
  #askInTime(): void {
    if (this.#tls.getProtocol() !== 'TLSv1.3' || !this.#flight().authorities) {
      this.#ask();
      return;
    }
    // What is written while a ticket is being read is not sent.
    this.#tls.once('session', () => setImmediate(() => this.#ask()));
    this.#timers.push(setTimeout(() => this.#ask(), TICKET_MILLISECONDS));
  }

  #ask(): void {
    if (this.#isAsked || this.#tls.destroyed) return;
    this.#isAsked = true;
    const { host, port } = this.#options;
    const name = isIP(host) === 6 ? `[${host}]` : host;
    this.#tls.write(
      `GET / HTTP/1.1\r\nHost: ${port === 443 ? name : `${name}:${port}`}\r\nUser-Agent: errdoctor\r\nAccept: */*\r\nConnection: close\r\n\r\n`,
    );
  }

  #giveUp(): void {
    const what = this.#isSecure ? 'answer' : this.#peer ? 'handshake' : 'connection';
    this.#finish({ failure: { kind: 'timeout', says: `timed out: no ${what} came in time` } }, true);
  }

  #flight(): ServerFlight {
    return readServerFlight(this.#tap.received, this.#handshakeSecret);
  }

  #finish(failed?: Failed, timedOut = false): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#resolve({
      flight: this.#flight(),
      peer: this.#peer,
      cipher: this.#isSecure ? this.#tls.getCipher()?.standardName : undefined,
      ...(this.#answer.length === 0 && failed),
      answer: this.#answer,
      timedOut,
    });
    this.#tls.destroy();
    this.#tap.destroy();
  }
}
