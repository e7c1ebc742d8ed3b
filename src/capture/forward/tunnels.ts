import type { Socket } from 'node:net';
import { CallRecorder } from '../../recording/call-recorder.js';
import { refuse } from '../refuse.js';
import { relay } from '../relay.js';
import { untilGone } from '../until-gone.js';
import { DialFailed } from '../upstream/dial-failed.js';
import type { Dialed } from '../upstream/dialer.js';
import { authorityOf } from '../upstream/open-tunnel.js';
import { failedCall } from './failed-call.js';
import { Interceptor } from './interceptor.js';
import type { ForwardProxyOptions } from './options.js';
import { originOf } from './origin-of.js';
import { passUnread } from './pass-unread.js';
import { spokenIn } from './spoken.js';
import { statusLine } from './status-line.js';

/** What `CONNECT` opens (RFC 9110, section 9.3.6). */
export class Tunnels {
  readonly #interceptor: Interceptor;

  constructor(private readonly options: ForwardProxyOptions) {
    this.#interceptor = new Interceptor(options);
  }

  /**
   * Opens a tunnel and takes it to its end.
   *
   * @param authority where it is to lead: `api.example.com:443`
   * @param told the scheme of the URL that is called, where the program says so
   */
  async open(client: Socket, authority: string, told?: 'http'): Promise<void> {
    const { dialer, onCall, onRemark, admission } = this.options;
    const [, bracketed, bare = '', port] =
      /^(?:\[([\da-f:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/i.exec(authority) ?? [];
    if (port === undefined || Number(port) > 65_535)
      return refuse(client, '400 Bad Request', 'CONNECT takes HOST:PORT.');
    const target = { host: bracketed ?? bare, port: Number(port) };
    // Until something is said, only the port tells; programs choose their proxies by the scheme of the URL.
    const scheme = told ?? (target.port === 80 ? 'http' : 'https');
    const start = Date.now();
    let server: Dialed;
    try {
      server = await untilGone(client, (signal) => dialer.connect(scheme, target, signal));
    } catch (error) {
      if (!(error instanceof DialFailed)) throw error;
      onCall(failedCall(originOf(scheme, target), error, start));
      return refuse(client, statusLine(error), error.failure.says);
    }
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    const spoken = await spokenIn(client, server.stream);
    if (typeof spoken === 'object') return this.#interceptor.intercept(client, server, spoken, target);
    if (spoken === 'http') {
      const recorder = new CallRecorder(originOf('http', target), onCall, () => server.connection);
      return relay({ client: { stream: client, tcp: client }, upstream: server, recorder, admission });
    }
    const host = authorityOf(target);
    if (spoken !== 'nothing')
      onRemark({
        host,
        says: `What is spoken with ${host} is not HTTP/1: it is passed on unread.`,
      });
    return passUnread(client, server);
  }
}
