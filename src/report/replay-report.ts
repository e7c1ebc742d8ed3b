/** A captured call that was sent again; the diagnosis around it is that of the last answer. */
export interface ReplayReport {
  /** The captured answer and the last one, compared in one sentence. */
  readonly says: string;
  /** Whether both have the same status and code; null where the capture holds no answer. */
  readonly same: boolean | null;
  /** The captured answer; null where there is none. */
  readonly before: ReplayedAnswer | null;
  /** In what the request that was sent is another than the captured one, a sentence each. */
  readonly changes: readonly string[];
  /** The same read with one thing about it changed, each sent once; only with --experiment. */
  readonly experiments?: readonly ExperimentReport[];
  /** Why it was not tried again, where the user asked for that. */
  readonly ended?: string;
  /** Every time that it was sent, in order. */
  readonly attempts: readonly (ReplayedAnswer & {
    /** ISO 8601, UTC, by this machine's clock. */
    readonly at: string;
    /** Seconds that were waited before. */
    readonly waitedSeconds: number;
  })[];
}

export interface ExperimentReport extends ReplayedAnswer {
  readonly id: string;
  readonly what: string;
  /** The `Server` header of the answer. */
  readonly server: string | null;
  /** Bytes of the answer's body. */
  readonly length: number | null;
  /** What is another than in the answer to the request as captured: names of members of this object. */
  readonly differs: readonly string[];
}

export interface ReplayedAnswer {
  readonly status: number | null;
  readonly code: string | null;
  /** Kind of the failure below HTTP. */
  readonly failed: string | null;
}
