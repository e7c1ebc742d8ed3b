import type { Socket } from 'node:net';
import type { Connection, TransportFailure } from '../../exchange/exchange.js';
import { failureOf, withFailure } from '../../wire/failure.js';
import type { Leg, Rewritten } from '../../wire/leg.js';
import { CallRecorder, type OnCall } from '../../recording/call-recorder.js';
import { refuse } from '../refuse.js';
import { closed, HeadRewriter, relay, type RelayOptions } from '../relay.js';
import type { OnRemark } from '../remark.js';
import { untilGone } from '../until-gone.js';
import { DialFailed } from '../upstream/dial-failed.js';
import type { Dialed, Dialer } from '../upstream/dialer.js';
import { targetOf } from '../upstream/proxy-setting.js';
import { answerBadGateway } from './bad-gateway.js';
import { misuse } from './misuse.js';
import { rewriteHead } from './rewrite-head.js';

export interface PassageOptions {
  /** The base URL of the server: `https://api.example.com/v1`. */
  readonly to: URL;
  readonly dialer: Dialer;
  readonly onCall: OnCall;
  readonly onRemark: OnRemark;
  readonly admission?: RelayOptions['admission'];
}

/** One connection of a program to a reverse proxy, and the one to the server that belongs to it. */
export class Passage {
  readonly #recorder: CallRecorder;
  /** What was changed of the calls that are not complete, in their order. */
  readonly #rewritten: (Rewritten | undefined)[] = [];
  #upstream: Dialed | undefined;
  #connection: Connection | undefined;

  constructor(
    private readonly client: Socket,
    private readonly options: PassageOptions,
  ) {
    this.#recorder = new CallRecorder(
      options.to.origin,
      (leg) => this.#give(leg),
      () => this.#connection,
    );
  }

  /** Resolves when both connections are closed; never rejects. */
  async pass(): Promise<void> {
    const { client } = this;
    const { to, onRemark } = this.options;
    const first = await firstBytes(client);
    if (!first) {
      client.end();
      return closed(client);
    }
    const wrong = misuse(first, `127.0.0.1:${client.localPort}`, to);
    if (wrong !== undefined) {
      onRemark({ host: to.host, says: wrong });
      refuse(client, '421 Misdirected Request', wrong);
      return closed(client);
    }
    try {
      this.#upstream = await untilGone(client, (signal) => dial(this.options, protocolOf(first), signal));
      this.#connection = this.#upstream.connection;
    } catch (error) {
      if (error instanceof DialFailed) this.#connection = error.connection;
      if (this.#connection?.tls?.serverVerified === false)
        onRemark({
          host: to.host,
          says: `The certificate of ${to.host} does not verify here (${this.#connection.tls.verifyError}). If it has an authority of its own, name that with --cacert FILE.`,
        });
      this.#refuse(first, error instanceof DialFailed ? error.failure : failureOf(error));
      return closed(client);
    }
    // With TLS 1.3 a server refuses a client certificate, or that there is none, after the handshake.
    this.#upstream.stream.once('error', (error) => {
      this.#connection = withFailure(this.#connection, failureOf(error), error);
    });
    await relay({
      client: { stream: client, tcp: client },
      upstream: this.#upstream,
      recorder: this.#recorder,
      rewriteHead: this.#rewriteHead,
      admission: this.options.admission,
    });
  }

  /** Breaks off what is under way. */
  stop(): void {
    this.#recorder.fail({ kind: 'other', says: 'errdoctor was stopped before the answer was complete' });
    this.client.destroy();
    this.#upstream?.tcp.destroy();
  }

  /** There is no connection to the server. */
  #refuse(first: Buffer, failure: TransportFailure): void {
    const rewriter = new HeadRewriter(this.#rewriteHead);
    const recorder = this.#recorder;
    if (!this.client.destroyed) answerBadGateway(this.client, { recorder, failure, rewriter });
    else {
      recorder.sent(rewriter.push(first));
      recorder.fail(failure);
    }
  }

  readonly #rewriteHead = (_head: unknown, bytes: Buffer): Buffer => {
    const head = rewriteHead(bytes, this.options.to);
    this.#rewritten.push(head.rewritten);
    return head.bytes;
  };

  #give(leg: Leg): void {
    const { to, onCall, onRemark } = this.options;
    const rewritten = this.#rewritten.shift();
    onCall(rewritten ? { ...leg, rewritten } : leg);
    if (!redirectsTo(to, leg.received)) return;
    onRemark({
      host: to.host,
      says: `${to.host} redirects to an address of its own, where a program goes past errdoctor: what it does there is not captured. "errdoctor capture -- COMMAND" captures that too.`,
    });
  }
}

/** Whether an answer leads to another URL of the server, as a whole URL. */
function redirectsTo(to: URL, answer: Buffer): boolean {
  const [, location = ''] =
    REDIRECT.exec(answer.toString('latin1', 0, answer[9] === THREE ? 16_384 : 0)) ?? [];
  return URL.canParse(location) && new URL(location).origin === to.origin;
}

const THREE = '3'.charCodeAt(0);
const REDIRECT = /^HTTP\/1\.[01] 3\d\d[^\n]*\n(?:[^\r\n]+\r?\n)*?location:[ \t]*(\S+)/i;

function dial({ to, dialer }: PassageOptions, protocol: string, signal: AbortSignal): Promise<Dialed> {
  const target = targetOf(to);
  return to.protocol === 'https:'
    ? dialer.connectVerified(target, [protocol], signal)
    : dialer.connect('http', target, signal);
}

/** HTTP/2 begins with a line that no other version has (RFC 9113, section 3.4); it is passed on and not understood. */
function protocolOf(first: Buffer): string {
  return first.toString('latin1', 0, 14) === 'PRI * HTTP/2.0' ? 'h2' : 'http/1.1';
}

/** What a client says first, which stays in the stream; undefined where it leaves without a word. */
async function firstBytes(client: Socket): Promise<Buffer | undefined> {
  await Promise.race([new Promise((resolve) => client.once('readable', resolve)), closed(client)]);
  const bytes: Buffer | null = client.read();
  if (bytes) client.unshift(bytes);
  return bytes ?? undefined;
}
