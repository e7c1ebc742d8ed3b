import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';
import type * as Undici from 'undici';

/**
 * Loaded into each Node program that is captured (`--require`), because node:http(s) and fetch take no proxy from the
 * environment: their connections become tunnels (CONNECT, RFC 9110, section 9.3.6) through the capturing proxy.
 * The program's Node may be older than errdoctor's.
 */

interface Target {
  readonly host?: string;
  readonly port?: number | string | null;
  readonly socketPath?: string;
  readonly ca?: string | Buffer | undefined;
  readonly timeout?: number;
  readonly noDelay?: boolean;
  readonly keepAlive?: boolean;
  readonly keepAliveInitialDelay?: number;
}
type Done = (error: Error | null, socket?: Socket) => void;
type Create = (this: { options?: { proxyEnv?: unknown } }, target: Target, done?: Done) => Socket | undefined;

const { ERRDOCTOR_PROXY: proxy, NODE_EXTRA_CA_CERTS: authorities } = process.env;

if (proxy) {
  const { hostname: host, port } = new URL(proxy);
  const own = { host, port: Number(port) };

  const tunnel = (isSecure: boolean, target: Target, done: Done): void => {
    const name = target.host || 'localhost';
    const authority = `${name.includes(':') ? `[${name}]` : name}:${target.port || 80}`;
    const { timeout, noDelay, keepAlive, keepAliveInitialDelay } = target;
    const socket = connect({ ...own, timeout, noDelay, keepAlive, keepAliveInitialDelay });
    let head = '';
    const fail = (error: Error) => {
      socket.off('close', closed).destroy();
      done(error);
    };
    const failed = (code: string) =>
      fail(Object.assign(new Error(`connect ${code} ${authority}`), { code, syscall: 'connect' }));
    const closed = () => failed('ECONNRESET');
    const late = () => failed('ETIMEDOUT');
    const read = (chunk: Buffer) => {
      // Nothing follows the head: a server is spoken to first.
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read).off('error', fail).off('close', closed).off('timeout', late);
      if (/^HTTP\/1\.\d 2/.test(head)) done(null, socket);
      // The proxy says in its answer what happened behind it.
      else failed((/\bE[A-Z_]{3,}\b/.exec(head) || ['ECONNREFUSED'])[0]);
    };
    socket.on('data', read).on('error', fail).on('close', closed).on('timeout', late);
    // Where no connection comes about, nothing else tells the proxy.
    const scheme = isSecure ? '' : 'x-scheme: http\r\n';
    socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${scheme}\r\n`);
  };

  /** Left alone are unix sockets, agents with a way of their own, and those who speak to the proxy already. */
  const patch = (agent: { prototype: object }, isSecure: boolean): void => {
    const prototype = agent.prototype as { createConnection: Create };
    const create = prototype.createConnection;
    prototype.createConnection = function (target, done) {
      const isOwn = target.host === own.host && Number(target.port) === own.port;
      if (!done || target.socketPath || isOwn || (this.options && this.options.proxyEnv))
        return create.call(this, target, done);
      tunnel(isSecure, target, (error, socket) => {
        if (error || !isSecure) return done(error, socket);
        try {
          // Who lists its authorities knows nothing of the proxy's.
          const trust: object | '' | undefined = target.ca &&
            authorities && { ca: [target.ca, readFileSync(authorities)].flat() };
          done(null, create.call(this, { ...target, ...trust, socket }));
        } catch (thrown) {
          done(thrown as Error);
        }
      });
      return undefined;
    };
  };
  patch(HttpAgent, false);
  patch(HttpsAgent, true);

  const dispatchers = ['1', '2'].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));
  const set = (value: unknown) => {
    for (const name of dispatchers)
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
    return value;
  };
  /** Read by the first fetch. By their files, because all of undici asks for the dispatcher while it loads. */
  const get = () => {
    let Agent: typeof Undici.Agent;
    let secure: Undici.buildConnector.connector;
    try {
      const load = createRequire(import.meta.url);
      Agent = load('undici/lib/dispatcher/agent.js');
      secure = load('undici/lib/core/connect.js')({});
    } catch {
      // A Node that is too old: fetch goes its own way.
      return set(undefined);
    }
    return set(
      new Agent({
        connect(target, done) {
          const isSecure = target.protocol === 'https:';
          const port = target.port || (isSecure ? 443 : 80);
          tunnel(isSecure, { host: target.hostname, port }, (error, socket) => {
            if (error) done(error, null);
            else if (isSecure) secure({ ...target, httpSocket: socket }, done);
            else done(null, socket as Socket);
          });
        },
      }),
    );
  };
  // Where Node itself was told to use a proxy it does so.
  if (!dispatchers.some((name) => name in globalThis))
    for (const name of dispatchers) Object.defineProperty(globalThis, name, { get, set, configurable: true });
}
