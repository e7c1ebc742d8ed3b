import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import { failureOf } from '../../wire/failure.js';
import type { Leg } from '../../wire/leg.js';
import type { ClientHello } from '../client-hello.js';
import { reset } from '../relay.js';
import { untilGone } from '../until-gone.js';
import { DialFailed } from '../upstream/dial-failed.js';
import type { Dialed } from '../upstream/dialer.js';
import { authorityOf } from '../upstream/open-tunnel.js';
import type { Target } from '../upstream/proxy-setting.js';
import { converse } from './conversation.js';
import { failedCall } from './failed-call.js';
import { Leaves } from './leaves.js';
import { notPassedOn } from './not-passed-on.js';
import type { ForwardProxyOptions } from './options.js';
import { originOf } from './origin-of.js';
import { passUnread } from './pass-unread.js';
import { RecentHosts } from './recent-hosts.js';
import { refusedByProgram } from './refused-by-program.js';
import { refusedByServer } from './refused-by-server.js';
import { ServerSide } from './server-side.js';
import { remarkOn, type Shared, type Tunnel } from './tunnel.js';
import { certificateFor, type Welcomed, welcome } from './welcome.js';

/** Reads TLS: it is the server to the program, with a certificate of the capture's authority, and the client to the server. */
export class Interceptor {
  readonly #shared: Shared;

  constructor(options: ForwardProxyOptions) {
    this.#shared = {
      ...options,
      leaves: new Leaves(options.authority),
      accepted: new RecentHosts(),
      unread: new RecentHosts(),
    };
  }

  /** Takes a tunnel to its end. The first bytes of the client are still in its stream. */
  async intercept(client: Socket, server: Dialed, hello: ClientHello, target: Target): Promise<void> {
    const shared = this.#shared;
    const called = { host: hello.serverName ?? target.host, port: target.port };
    const [name, host] = [called.host, authorityOf(called)];
    const origin = originOf('https', called);
    const tunnel: Tunnel = { client, hello, target, name, host, origin, start: Date.now(), shared };
    const alpn = hello.alpn?.filter((protocol) => /^http\/1\.[01]$/.test(protocol));
    if (alpn?.length === 0) {
      remarkOn(
        tunnel,
        `The program speaks only ${hello.alpn?.join(', ').replace(/[^\w./, -]/g, '?')} with ${host}: that is passed on unread.`,
      );
      return passUnread(client, server);
    }
    if (shared.unread.has(host)) return passUnread(client, server);
    const wanted = { host: name, serverName: hello.serverName, alpn };
    let secured: Dialed;
    try {
      secured = await untilGone(client, (signal) => shared.dialer.secure(server, wanted, signal));
    } catch (error) {
      if (error instanceof DialFailed) return refusedByServer(tunnel, error);
      throw error;
    }
    return introduce(tunnel, new ServerSide(secured));
  }
}

/** Brings a program together with the server that it called, and tells what came of it where no call does. */
async function introduce(tunnel: Tunnel, server: ServerSide): Promise<void> {
  const { client, host, origin, shared, start } = tunnel;
  const { connection } = server;
  const giveUp = () => {
    reset(server.dialed);
    client.destroy();
  };
  let certificate: SecureContext;
  try {
    certificate = await certificateFor(tunnel, connection);
  } catch (error) {
    shared.unread.add(host);
    // The server's handshake ended in the middle of OpenSSL's work, which no reset survives.
    await new Promise(setImmediate);
    giveUp();
    const { says } = failureOf(error);
    return remarkOn(
      tunnel,
      `errdoctor could not make a certificate for ${host} (${says}): the program's calls there are passed on unread from now on.`,
    );
  }
  let welcomed: Welcomed;
  try {
    welcomed = await welcome(tunnel, certificate, connection);
  } catch (error) {
    giveUp();
    return refusedByProgram(tunnel, server.connection, failureOf(error));
  }
  const { showsOwn, stream } = welcomed;
  const onCall = (leg: Leg) => shared.onCall(showsOwn ? notPassedOn(leg) : leg);
  const outcome = await converse(tunnel, stream, server, onCall);
  if (showsOwn && server.connection.tls?.alert) shared.unread.add(host);
  if ('refusal' in outcome && outcome.refusal)
    onCall(failedCall(origin, { failure: failureOf(outcome.refusal), connection: server.connection }, start));
  // Node's client looks at a certificate after the handshake, and leaves without an alert.
  if (outcome.is === 'left') refusedByProgram(tunnel, server.connection);
}
