import type { Certainty, DiagnosisReport, Outcome, Summary } from './diagnosis.js';

/**
 * What `triage` prints, and what `--format json` prints as it is: many exchanges, put together. Reports of parts of
 * an input can be merged to the report of the whole (triage/merge.ts), so everything that merging needs stands in it.
 * Lists are complete up to `GROUPS_KEPT`. Times are ISO 8601 in UTC by the recorder's clock; null where none was captured.
 */
export interface TriageReport {
  readonly schemaVersion: 1;
  /** Version of errdoctor. */
  readonly errdoctor: string;
  readonly summary: TriageSummary;
  /** State-changing requests that may have been carried out: to be looked at before anything is sent again. */
  readonly unknownOutcomes: {
    readonly count: number;
    /** The earliest, at most `UNKNOWN_OUTCOMES_KEPT`; `--unknown-outcomes` writes all. */
    readonly requests: readonly UnknownOutcome[];
  };
  /** What explains several groups at once, largest first. */
  readonly patterns: readonly PatternReport[];
  /** Failures that have everything in common that is told of them, most frequent first. */
  readonly groups: readonly GroupReport[];
  /** What succeeded, by what it shares: what failures are compared with. */
  readonly traffic: readonly TrafficReport[];
  /** What could not be read, each kind once with the place of the first. */
  readonly problems: readonly ProblemReport[];
}

export interface TriageSummary extends Summary {
  /** Failed exchanges in groups beyond the limit: counted here alone. */
  readonly other: number;
  /** Successful exchanges beyond the limit of `traffic`. */
  readonly otherTraffic: number;
  /** Exchanges left out because of `--since` or `--until`. */
  readonly outside: number;
  /** Lines (of a HAR: entries) that were read. */
  readonly records: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  /** Ctrl-C came before the end: only what was read until then is here. */
  readonly interrupted?: true;
}

/** What members of a group have in common; null where it was not captured. */
export interface Shared {
  /** Id of the pack. */
  readonly provider: string | null;
  readonly method: string | null;
  /** Path template: `/v1/cards/{id}`. */
  readonly route: string | null;
  readonly host: string | null;
  /** A fingerprint: never a part of the credential beyond a documented prefix. */
  readonly credential: string | null;
  /** Name and version of the program that called. */
  readonly client: string | null;
  readonly status: number | null;
}

export interface GroupReport {
  /** Digest of all that the group shares: the same in every report. */
  readonly id: string;
  readonly outcome: Exclude<Outcome, 'succeeded'>;
  /** The leading cause of each fault; empty where no rule knows one. */
  readonly causes: readonly GroupCause[];
  /** Whether each fault has a cause better than a fallback. */
  readonly explained: boolean;
  readonly shared: Shared;
  readonly code: string | null;
  /** The provider's message with ids, amounts and times folded: `card {id} not found`. */
  readonly message: string | null;
  /** Kind of the failure below HTTP, where there was no whole answer. */
  readonly transport: string | null;
  readonly count: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly times: Histogram;
  readonly durations: Histogram;
  /** Those of the lowest hash of what was recorded, at most `SAMPLES_KEPT`, so that merging in any order keeps the same. */
  readonly samples: readonly SampleReport[];
}

export interface GroupCause {
  readonly id: string;
  readonly title: string;
  readonly certainty: Certainty;
  readonly fallback: boolean;
}

export interface SampleReport {
  /** Of the bytes that were recorded, in hexadecimal digits. */
  readonly hash: string;
  readonly source: { readonly file: string; readonly line: number };
  /** The whole diagnosis: of the first sample only. */
  readonly diagnosis?: DiagnosisReport;
}

export interface TrafficReport {
  readonly id: string;
  readonly shared: Shared;
  readonly count: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly times: Histogram;
  readonly durations: Histogram;
}

/**
 * How often something was seen, by steps of equal width. `counts` holds `[step, count]`, ascending, empty steps left
 * out; a step's number times the width is where it begins. Of `times` the width is in seconds since the epoch, and one
 * of a fixed ladder, so that two can be put together exactly. Of `durations` the steps are logarithmic:
 * step n holds 2^(n/2) to 2^((n+1)/2) milliseconds, and `width` is 0.
 */
export interface Histogram {
  readonly width: number;
  readonly counts: readonly (readonly [step: number, count: number])[];
}

/** A write that was refused or left unanswered in a way that leaves open whether it was carried out. */
export interface UnknownOutcome {
  readonly time: string | null;
  readonly source: { readonly file: string; readonly line: number };
  readonly provider: string | null;
  readonly method: string;
  readonly url: string | null;
  /** What the call said of itself: `order-1042`, by the name of the member, parameter or header. */
  readonly ids: Readonly<Record<string, string>>;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly status: number | null;
  readonly cause: string | null;
  /** The request that shows whether it went through; null where none is known. */
  readonly check: { readonly method: string; readonly url: string; readonly lookFor: string } | null;
}

export interface PatternReport {
  /** Which kind of explanation: a file in src/triage/patterns. */
  readonly kind: string;
  /** One sentence: what, since when, how many failures it explains. */
  readonly says: string;
  /** One sentence: what to look at or do. */
  readonly fix: string;
  /** Ids of the groups that it explains, largest first. */
  readonly groups: readonly string[];
  /** Failures in them. */
  readonly count: number;
}

export interface ProblemReport {
  /** The same words for every occurrence. */
  readonly says: string;
  readonly count: number;
  readonly first: { readonly file: string; readonly line: number };
}

export const GROUPS_KEPT = 10_000;
export const SAMPLES_KEPT = 3;
export const UNKNOWN_OUTCOMES_KEPT = 100;
