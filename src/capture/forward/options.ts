import type { Authority } from '../../certificates/authority.js';
import type { OnCall } from '../../recording/call-recorder.js';
import type { RelayOptions } from '../relay.js';
import type { OnRemark } from '../remark.js';
import type { Dialer } from '../upstream/dialer.js';

/** What each connection of a forward proxy needs. */
export interface ForwardProxyOptions {
  readonly authority: Authority;
  readonly dialer: Dialer;
  readonly onCall: OnCall;
  readonly onRemark: OnRemark;
  readonly admission?: RelayOptions['admission'];
}
