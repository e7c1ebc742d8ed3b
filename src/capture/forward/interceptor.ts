import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import type { Connection, TransportFailure } from '../../exchange/exchange.js';
import { alertNamed } from '../../input/client-errors/tls-alert.js';
import { established } from '../../wire/established.js';
import type { Leg } from '../../wire/leg.js';
import { failureOf, withFailure } from '../../wire/failure.js';
import { CallRecorder } from '../call-recorder.js';
import type { ClientHello } from '../client-hello.js';
import { relay, reset } from '../relay.js';
import type { Remark } from '../remark.js';
import { untilGone } from '../until-gone.js';
import { DialFailed } from '../upstream/dial-failed.js';
import type { Dialed } from '../upstream/dialer.js';
import { authorityOf } from '../upstream/open-tunnel.js';
import type { Target } from '../upstream/proxy-setting.js';
import { failedCall } from './failed-call.js';
import { Leaves } from './leaves.js';
import { notPassedOn } from './not-passed-on.js';
import type { ForwardProxyOptions } from './options.js';
import { originOf } from './origin-of.js';
import { passUnread } from './pass-unread.js';

/** One tunnel in which TLS is spoken. */
interface Tunnel {
  readonly client: Socket;
  readonly hello: ClientHello;
  /** Where the tunnel leads, which may be another host than the one that the client names. */
  readonly target: Target;
  /** Whom the client calls. */
  readonly name: string;
  readonly host: string;
  readonly origin: string;
  readonly start: number;
}

/** Reads TLS: it is the server to the program, with a certificate of the capture's authority, and the client to the server. */
export class Interceptor {
  readonly #options: ForwardProxyOptions;
  readonly #leaves: Leaves;
  /** Hosts that a program has sent something to over a certificate of ours. */
  readonly #accepted = new Set<string>();
  /** Hosts whose connections pass unread, because reading them would break them. */
  readonly #unread = new Set<string>();

  constructor(options: ForwardProxyOptions) {
    this.#options = options;
    this.#leaves = new Leaves(options.authority);
  }

  /** Takes a tunnel to its end. The first bytes of the client are still in its stream. */
  async intercept(client: Socket, server: Dialed, hello: ClientHello, target: Target): Promise<void> {
    const called = { host: hello.serverName ?? target.host, port: target.port };
    const [name, host] = [called.host, authorityOf(called)];
    const origin = originOf('https', called);
    const tunnel: Tunnel = { client, hello, target, name, host, origin, start: Date.now() };
    const alpn = hello.alpn?.filter((protocol) => /^http\/1\.[01]$/.test(protocol));
    if (alpn?.length === 0) {
      this.#remark(
        tunnel,
        `The program speaks only ${hello.alpn?.join(', ').replace(/[^\w./, -]/g, '?')} with ${host}: that is passed on unread.`,
      );
      return passUnread(client, server);
    }
    if (this.#unread.has(host)) return passUnread(client, server);
    const wanted = { host: name, serverName: hello.serverName, alpn };
    let secured: Dialed;
    try {
      secured = await untilGone(client, (signal) => this.#options.dialer.secure(server, wanted, signal));
    } catch (error) {
      if (error instanceof DialFailed) return this.#refusedByServer(tunnel, error);
      throw error;
    }
    return this.#converse(tunnel, secured);
  }

  async #converse(tunnel: Tunnel, server: Dialed): Promise<void> {
    const { client, host, origin, start } = tunnel;
    const { admission } = this.#options;
    let showsOwn = false;
    const onCall = (leg: Leg) => this.#options.onCall(showsOwn ? notPassedOn(leg) : leg);
    let { connection } = server;
    let refusal: Error | undefined;
    // With TLS 1.3 a server refuses a client certificate, or that there is none, after the handshake.
    server.stream.once('error', (error) => {
      refusal = error;
      connection = withFailure(connection, failureOf(error), error);
    });
    let stream: TLSSocket;
    try {
      stream = await this.#welcome(tunnel, connection);
    } catch (error) {
      reset(server);
      client.destroy();
      return this.#refusedByProgram(tunnel, connection, failureOf(error));
    }
    showsOwn = this.#notesCertificate(tunnel, stream);
    const refusedEarly = refusal;
    let spoke = false;
    let isUnused = false;
    for (const event of ['end', 'error'])
      stream.once(event, () => {
        isUnused = !spoke && !server.stream.readableEnded && !refusal;
      });
    const recorder = new CallRecorder(origin, onCall, () => connection);
    const over = relay({ client: { stream, tcp: client }, upstream: server, recorder, admission });
    stream.once('data', () => {
      spoke = true;
      this.#accepted.add(host);
      // Said again, now that there is a call that it ends.
      if (refusedEarly) server.stream.destroy(refusedEarly);
    });
    if (refusedEarly) stream.once('close', () => server.stream.destroy());
    await over;
    if (showsOwn && connection.tls?.alert) this.#unread.add(host);
    if (refusal && !spoke) onCall(failedCall(origin, { failure: failureOf(refusal), connection }, start));
    // Node's client looks at a certificate after the handshake, and leaves without an alert.
    if (isUnused) this.#refusedByProgram(tunnel, connection);
  }

  /** @throws what the program says against the certificate, where it says anything */
  async #welcome({ client, name }: Tunnel, { tls }: Connection): Promise<TLSSocket> {
    const secureContext: SecureContext = await this.#leaves.for(
      name,
      tls?.serverVerified === false ? 'untrusted' : undefined,
    );
    const stream = new TLSSocket(client, {
      isServer: true,
      secureContext,
      // What the server chose, which may know nothing of ALPN.
      ...(tls?.alpn && { ALPNProtocols: [tls.alpn] }),
      requestCert: !this.#options.dialer.hasCertificate,
      rejectUnauthorized: false,
    });
    const ended = () => stream.destroy();
    stream.on('error', () => undefined).once('end', ended);
    try {
      await established(stream, 'secure');
      stream.off('end', ended);
    } finally {
      // The event comes out of the middle of OpenSSL's work, which no reset survives.
      await new Promise(setImmediate);
    }
    return stream;
  }

  async #refusedByServer(tunnel: Tunnel, error: DialFailed): Promise<void> {
    const { client, hello, host, origin, start, target } = tunnel;
    const { dialer, onCall } = this.#options;
    const alert = error.connection.tls?.alert;
    if (alert === 'no application protocol' && (hello.alpn?.length ?? 0) > 1) {
      this.#unread.add(host);
      this.#remark(
        tunnel,
        `${host} does not speak HTTP/1.1: what the program does there is passed on unread.`,
      );
      return passUnread(client, await untilGone(client, (signal) => dialer.connect('https', target, signal)));
    }
    const leg = failedCall(origin, error, start);
    // It may miss the certificate that the program would have shown.
    const stream =
      alert && !dialer.hasCertificate && (await this.#welcome(tunnel, {}).catch(() => undefined));
    const showsOwn = stream && this.#notesCertificate(tunnel, stream);
    if (showsOwn) this.#unread.add(host);
    onCall(showsOwn ? notPassedOn(leg) : leg);
    reset({ stream: stream || client, tcp: client });
  }

  /** The program did not go on with the certificate that it was shown. */
  #refusedByProgram(tunnel: Tunnel, connection: Connection, failure?: TransportFailure): void {
    const { host, origin, start } = tunnel;
    const alert = failure && alertNamed(failure.says);
    // Who has gone on before may have other reasons to leave.
    if (this.#accepted.has(host) && !alert) return;
    this.#unread.add(host);
    const { serverVerified, verifyError } = connection.tls ?? {};
    if (serverVerified !== false) {
      const how = alert ? ` (${alert})` : '';
      this.#remark(
        tunnel,
        `The program does not trust the certificates of this capture${how}: its calls to ${host} are passed on unread.`,
        { isDistrust: true },
      );
      return;
    }
    const says = `SSL certificate problem: ${verifyError}`;
    this.#options.onCall(failedCall(origin, { failure: { kind: 'tls', says }, connection }, start));
    this.#remark(
      tunnel,
      `The certificate of ${host} does not verify here (${verifyError}), and the program refused it too: its further calls there are passed on unread. If it trusts an authority of its own, name that with --cacert FILE.`,
    );
  }

  /** Whether the program showed a certificate of its own. */
  #notesCertificate(tunnel: Tunnel, stream: TLSSocket): boolean {
    if (!stream.getPeerX509Certificate()) return false;
    this.#remark(
      tunnel,
      `The program has a client certificate for ${tunnel.host}, which errdoctor cannot pass on: give it the same with --cert FILE and --key FILE.`,
    );
    return true;
  }

  #remark({ host }: Tunnel, says: string, more?: Pick<Remark, 'isDistrust'>): void {
    this.#options.onRemark({ host, says, ...more });
  }
}
