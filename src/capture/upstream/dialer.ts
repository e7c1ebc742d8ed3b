import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, createSecureContext, type SecureContext } from 'node:tls';
import type { Connection } from '../../exchange/exchange.js';
import { established } from '../../wire/established.js';
import type { Access } from '../../wire/open-socket.js';
import type { Environment } from '../../wire/proxy-variable.js';
import { tlsInfo } from '../../wire/tls-info.js';
import type { End } from '../relay.js';
import { DialFailed, dialFailed, proxyFailed, shown } from './dial-failed.js';
import { openTunnel } from './open-tunnel.js';
import { ProxySetting, type Target, type UpstreamProxy } from './proxy-setting.js';
import { trustedAuthorities } from './trust.js';

/** A connection to a server, or to a proxy that leads there: half-open ends are allowed, errors end nothing but it. */
export interface Dialed extends End {
  readonly connection: Connection;
  /** Takes requests in absolute form (RFC 9112, section 3.2.2); undefined where bytes reach the server as they are. */
  readonly proxy?: UpstreamProxy | undefined;
}

/** What a client wants of TLS. */
export interface Handshake {
  /** Whom the certificate has to name. */
  readonly host: string;
  /** The name that the server is told; none where the client tells none. */
  readonly serverName?: string | undefined;
  readonly alpn?: readonly string[] | undefined;
}

/** Connects to servers as a program of this environment would: through its proxies, with its authorities. */
export class Dialer {
  readonly #proxies: ProxySetting;
  readonly #env: Environment;
  readonly #access: Access;
  #secureContext: SecureContext | undefined;

  /**
   * @param access its `ca` is trusted in place of what the system and the environment name
   * @throws UnusableProxy; what OpenSSL says of a certificate or key that it cannot use
   */
  constructor(env: Environment, access: Access = {}) {
    this.#proxies = new ProxySetting(env);
    this.#env = env;
    this.#access = access;
    // Refused now, not at the first call.
    if (access.cert || access.key || access.ca) this.#context();
  }

  /** Whether servers that ask for a client certificate get one. */
  get hasCertificate(): boolean {
    return this.#access.cert !== undefined;
  }

  /**
   * Connects to a server, where need be through the tunnel of a proxy.
   *
   * @param scheme of the URL that is called, because each has a proxy of its own
   * @throws DialFailed
   */
  async connect(scheme: 'http' | 'https', target: Target, signal?: AbortSignal): Promise<Dialed> {
    const proxy = this.#proxies.for(scheme, target);
    if (!proxy) return this.#direct(target, signal);
    const dialed = await this.#toProxy(proxy, signal);
    try {
      await openTunnel(dialed.stream, target, proxy, signal);
      return dialed;
    } catch (error) {
      dialed.stream.destroy();
      throw proxyFailed(proxy, error);
    }
  }

  /**
   * Connects for requests without TLS: a proxy on the way gets them in absolute form, because many open tunnels to
   * port 443 alone.
   *
   * @throws DialFailed
   */
  async connectForRequests(target: Target, signal?: AbortSignal): Promise<Dialed> {
    const proxy = this.#proxies.for('http', target);
    return proxy ? { ...(await this.#toProxy(proxy, signal)), proxy } : this.#direct(target, signal);
  }

  /**
   * TLS on a connection. A certificate that does not verify is no failure here: `Connection.tls` tells.
   *
   * @throws DialFailed
   */
  async secure(
    { stream: below, tcp, connection }: Dialed,
    { host, serverName, alpn }: Handshake,
    signal?: AbortSignal,
  ): Promise<Dialed> {
    const stream = connectTls({
      socket: below,
      host,
      secureContext: this.#context(),
      ...(serverName && { servername: serverName }),
      ...(alpn && { ALPNProtocols: [...alpn] }),
      rejectUnauthorized: false,
    });
    try {
      await ready(stream, 'secureConnect', signal);
    } catch (error) {
      tcp.destroy();
      throw dialFailed(error, connection);
    }
    return { stream, tcp, connection: { ...connection, tls: tlsInfo(stream, host) } };
  }

  /**
   * TLS to a server whose certificate has to verify, where the program has no eyes for it.
   *
   * @throws DialFailed
   */
  async connectVerified(target: Target, alpn: readonly string[], signal?: AbortSignal): Promise<Dialed> {
    const { host } = target;
    const dialed = await this.connect('https', target, signal);
    const secured = await this.secure(
      dialed,
      { host, serverName: isIP(host) ? undefined : host, alpn },
      signal,
    );
    const { tls } = secured.connection;
    if (tls?.serverVerified) return secured;
    secured.tcp.destroy();
    throw new DialFailed(
      { kind: 'tls', says: `SSL certificate problem: ${tls?.verifyError}` },
      secured.connection,
    );
  }

  async #direct(target: Target, signal?: AbortSignal): Promise<Dialed> {
    try {
      const tcp = await this.#open(target, signal);
      const peer = { address: tcp.remoteAddress ?? target.host, port: target.port };
      return { stream: tcp, tcp, connection: { peer } };
    } catch (error) {
      throw dialFailed(error);
    }
  }

  async #toProxy(proxy: UpstreamProxy, signal?: AbortSignal): Promise<Dialed> {
    const { host, secure } = proxy;
    let tcp: Socket | undefined;
    try {
      tcp = await this.#open(proxy, signal);
      let stream = tcp;
      if (secure) {
        const servername = isIP(host) ? undefined : host;
        stream = connectTls({
          socket: tcp,
          host,
          ...(servername && { servername }),
          secureContext: this.#context(),
        });
        await ready(stream, 'secureConnect', signal);
      }
      return { stream, tcp, connection: { proxy: shown(proxy) } };
    } catch (error) {
      tcp?.destroy();
      throw proxyFailed(proxy, error);
    }
  }

  async #open({ host, port }: Target, signal?: AbortSignal): Promise<Socket> {
    const { family } = this.#access;
    const socket = connectTcp({ host, port, allowHalfOpen: true, noDelay: true, ...(family && { family }) });
    await ready(socket, 'connect', signal);
    return socket;
  }

  /** Made once: OpenSSL reads some hundred authorities for a tenth of a second. */
  #context(): SecureContext {
    const { ca, cert, key } = this.#access;
    this.#secureContext ??= createSecureContext({ ca: ca ?? trustedAuthorities(this.#env), cert, key });
    return this.#secureContext;
  }
}

/** An error that nobody hears would end the process. */
async function ready(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  signal?: AbortSignal,
): Promise<void> {
  socket.on('error', () => undefined);
  await established(socket, event, signal);
}
