import type { GatewayHosts } from '../causes/gateway-hosts.js';

/** What a triage is told before the first record: plain data, which threads get as it is. */
export interface TriageSetting {
  /** Folders of further packs, and hosts of one's own. */
  readonly rules: readonly string[];
  readonly hosts?: GatewayHosts | undefined;
  readonly provider?: string | undefined;
  readonly env?: string | undefined;
  readonly now?: number | undefined;
  /** Epoch milliseconds; what has no time is inside. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  /** Every write of unknown outcome is wanted, not only the earliest. */
  readonly listsAll?: boolean | undefined;
}
