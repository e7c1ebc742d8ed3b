import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Authority } from '../../certificates/authority.js';
import type { Leg } from '../../wire/leg.js';
import { CallRecorder, type OnCall } from '../call-recorder.js';
import { emptyLeg } from '../empty-leg.js';
import { type End, relay, type RelayOptions } from '../relay.js';
import type { OnRemark } from '../remark.js';
import type { DialFailed } from '../upstream/dial-failed.js';
import type { Dialer } from '../upstream/dialer.js';
import { authorityOf } from '../upstream/open-tunnel.js';
import type { Target } from '../upstream/proxy-setting.js';

/** What each connection of a forward proxy needs. */
export interface ForwardProxyOptions {
  readonly authority: Authority;
  readonly dialer: Dialer;
  readonly onCall: OnCall;
  readonly onRemark: OnRemark;
  readonly admission?: RelayOptions['admission'];
}

/** `https://api.example.com:8443`; without the port that the scheme has anyway. */
export function originOf(scheme: 'http' | 'https', target: Target): string {
  const origin = `${scheme}://${authorityOf(target)}`;
  return URL.canParse(origin) ? new URL(origin).origin : origin;
}

/** A call that failed before anything of it travelled. */
export function failedCall(
  origin: string,
  { failure, connection }: Pick<DialFailed, 'failure' | 'connection'>,
  start: number,
): Leg {
  return { ...emptyLeg(origin, start), failure, connection };
}

/** Passes a connection on as it is, whatever is spoken there. */
export function passUnread(client: Socket, upstream: End): Promise<void> {
  const nobody = new CallRecorder('', () => undefined);
  return relay({ client: { stream: client, tcp: client }, upstream, recorder: nobody });
}

/** What a client is answered where its server could not be reached: the user's proxy may have said why. */
export function statusLine({ status = 0 }: DialFailed): string {
  const own = status >= 400 ? status : 502;
  return `${own} ${STATUS_CODES[own] ?? ''}`;
}
