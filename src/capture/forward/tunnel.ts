import type { Socket } from 'node:net';
import type { ClientHello } from '../client-hello.js';
import type { Remark } from '../remark.js';
import type { Target } from '../upstream/proxy-setting.js';
import type { Leaves } from './leaves.js';
import type { ForwardProxyOptions } from './options.js';
import type { RecentHosts } from './recent-hosts.js';

/** What the tunnels of one capture share. */
export interface Shared extends ForwardProxyOptions {
  readonly leaves: Leaves;
  /** Hosts that a program has sent something to over a certificate of ours. */
  readonly accepted: RecentHosts;
  /** Hosts whose connections pass unread, because reading them would break them. */
  readonly unread: RecentHosts;
}

/** One tunnel in which TLS is spoken. */
export interface Tunnel {
  readonly client: Socket;
  readonly hello: ClientHello;
  /** Where the tunnel leads, which may be another host than the one that the client names. */
  readonly target: Target;
  /** Whom the client calls. */
  readonly name: string;
  readonly host: string;
  readonly origin: string;
  readonly start: number;
  readonly shared: Shared;
}

/** Says something about the host of a tunnel. */
export function remarkOn({ host, shared }: Tunnel, says: string, more?: Pick<Remark, 'isDistrust'>): void {
  shared.onRemark({ host, says, ...more });
}
