import type { GroupReport, TrafficReport } from '../report/triage-report.js';

/** One kind of explanation of several groups: a file of src/triage/patterns, whose name it has. */
export interface Pattern {
  /** Of two patterns about the same groups the one with the lower rank stays: it says more. */
  readonly rank: number;
  /**
   * What the counts of a host show, and nothing that a reader of the report could not check there. A pure function:
   * the same calls give the same patterns.
   */
  readonly find: (host: HostCalls) => readonly Found[];
}

/** All that was counted of the calls to one host. */
export interface HostCalls {
  /** Its name, or what stands for it. */
  readonly name: string;
  readonly failures: readonly GroupReport[];
  /** Calls of which the answer says that they succeeded. */
  readonly passed: readonly TrafficReport[];
}

export interface Found {
  /** One sentence: what, since when, how many. */
  readonly says: string;
  /** One sentence: what to look at or do. */
  readonly fix: string;
  readonly groups: readonly GroupReport[];
}

/** Fewer failures show nothing. */
export const LEAST = 5;
