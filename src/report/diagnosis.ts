import type { ReplayReport } from './replay-report.js';

/**
 * What every output format prints, and what `--format json` prints as it is. Public and versioned: a change
 * here is a change of the contract (report.schema.json holds the same, and tests validate real output with it).
 */
export interface Report {
  readonly schemaVersion: 1;
  /** Version of errdoctor. */
  readonly errdoctor: string;
  readonly summary: Summary;
  readonly diagnoses: readonly DiagnosisReport[];
}

export interface Summary {
  readonly exchanges: number;
  readonly failed: number;
  readonly explained: number;
  readonly unexplained: number;
  /** Requests whose answer the capture does not hold: nothing can be told of them. Left out when there are none. */
  readonly unanswered?: number;
  /** The latest exchanges of an input, which alone were read as a session. Left out where that was all. */
  readonly remembered?: number;
}

/** Calls that the provider let pass within the documented window before a refusal; other machines' are not here. */
export interface WindowReport {
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly to: string;
  /** Calls that are allowed. */
  readonly limit: number;
  readonly calls: number;
  /** The same by equal stretches, earliest first. */
  readonly buckets: readonly number[];
  /** The same by method and path template, most frequent first, at most ten. */
  readonly routes: readonly { readonly route: string; readonly calls: number }[];
}

export type Outcome = 'failed' | 'succeeded' | 'unknown';
export type Certainty = 'proven' | 'stated' | 'likely' | 'possible';

export interface DiagnosisReport {
  readonly source: { readonly file: string; readonly entry: number; readonly line: number };
  /** null when not captured. */
  readonly request: { readonly method: string | null; readonly url: string | null } | null;
  readonly response: {
    readonly status: number | null;
    readonly code: string | null;
    readonly message: string | null;
    readonly requestId: string | null;
    /** The envelope's other parts, masked. */
    readonly details: Readonly<Record<string, unknown>>;
  } | null;
  /** The failure below HTTP, when there was no whole answer. */
  readonly transport: { readonly kind: string; readonly says: string } | null;
  readonly provider: {
    readonly id: string;
    readonly name: string;
    readonly recognisedBy: readonly string[];
    /** The environment that the host belongs to, else the one that --env names. */
    readonly environment?: string;
    /** Where the provider's support is reached. */
    readonly contact?: { readonly email?: string; readonly url?: string };
  } | null;
  /** When the call was made; absent when no clock was captured. */
  readonly time?: CallTime;
  /** unknown: a write that may have gone through; check before sending it again. */
  readonly outcome: Outcome;
  readonly causes: readonly CauseReport[];
  /** Fault number → probability that none of its causes is at work. */
  readonly noneOfThese: Readonly<Record<string, number>>;
  readonly notes: readonly { readonly id: string; readonly title: string; readonly explanation: string }[];
  readonly ruledOut: readonly { readonly id: string; readonly why: string }[];
  readonly notChecked: readonly { readonly what: string; readonly how: string }[];
  /** What is known of the request's signature, where the provider signs. */
  readonly signature?: SignatureReport;
  /** What became of a captured call that was sent again. */
  readonly replay?: ReplayReport;
  /** What differs from a working exchange, where one was given. */
  readonly comparison?: ComparisonReport;
  /** What was looked at on the network, where that was asked for. */
  readonly probes?: readonly ProbeReport[];
  /** The rate window before a refusal (429), as far as the capture holds its calls. */
  readonly window?: WindowReport;
}

/** What one look at the network saw, line by line. */
export interface ProbeReport {
  readonly probe: string;
  readonly target: string;
  readonly seen: readonly {
    readonly what: string;
    readonly is: string;
    /** Left out where a line was held against nothing. */
    readonly verdict?: 'good' | 'bad';
  }[];
  /** The time limit in seconds, where it was hit; null where it was not. */
  readonly gaveUpAfterSeconds: number | null;
}

/** A failing exchange beside a working one. */
export interface ComparisonReport {
  /** What the two have in common, or why nothing was compared. */
  readonly says: string;
  /** The working exchange; null where none was comparable. */
  readonly with: { readonly file: string; readonly entry: number; readonly line: number } | null;
  /** Most telling first. */
  readonly differences: readonly DifferenceReport[];
  /** What one of the captures does not hold. */
  readonly notCompared: readonly { readonly what: string; readonly why: string }[];
}

/** Values of secrets are told by prefix and length; null is absent. */
export interface DifferenceReport {
  readonly what: string;
  readonly bad: string | null;
  readonly good: string | null;
  /** Id of the leading cause whose evidence it is. */
  readonly explains: string | null;
  /** Any two calls differ in it: an id, a nonce, a time. */
  readonly everyCall: boolean;
  readonly at?: Position;
  readonly goodAt?: Position;
}

/** What differs, and what stands before and after it. */
export interface TextAround {
  readonly before: string;
  readonly differs: string;
  readonly after: string;
}

/** Where the text that was signed parts from the expected one; `offset` counts bytes from 0. */
export interface SignatureDifference {
  readonly offset: number;
  readonly expected: TextAround;
  readonly signed: TextAround;
}

/** What was found out about a signature. Texts show invisible bytes as escapes and are cut when long. */
export interface SignatureReport {
  /** Pack and scheme: `acme/webhook`. */
  readonly scheme: string;
  readonly name: string;
  readonly verdict:
    | 'right'
    | 'mistake'
    | 'not-found'
    | 'inexact'
    | 'incomplete'
    | 'no-secret'
    | 'no-signature'
    | 'unreadable';
  /** One sentence for people. */
  readonly says: string;
  /** How far was searched, where it was. */
  readonly searched?: {
    readonly depth: number;
    readonly candidates: number;
    /** False when the time was up first. */
    readonly complete: boolean;
  };
  /** The signed time against the documented window, in seconds; a negative age lies after the clock. */
  readonly window?: {
    readonly ageSeconds: number;
    readonly past?: number;
    readonly future?: number;
    /** Left out where the call's unknown duration or the rounding of `Date` decides. */
    readonly inside?: boolean;
  };
  /** Each different explanation: mistakes that together give the signature that was sent. */
  readonly explanations?: readonly (readonly { readonly id: string; readonly says: string }[])[];
  /** The canonical string part by part, as the provider computes it. */
  readonly expected?: readonly { readonly part: string; readonly text: string }[];
  /** The signature that was sent and the right one, without their middle. */
  readonly sent?: string;
  readonly computed?: string;
  readonly difference?: SignatureDifference;
  /** What the user's program logged before it signed, against the expected canonical string. */
  readonly stringToSign?: {
    readonly verdict: 'same' | 'differs' | 'not-compared';
    readonly says: string;
    /** Where the first difference lies. */
    readonly part?: string;
    /** Known mistakes that explain the difference. */
    readonly mistakes?: readonly { readonly id: string; readonly says: string }[];
    /** Whether the signature that was sent comes out over it; left out where no secret tells. */
    readonly signed?: boolean;
    readonly difference?: SignatureDifference;
  };
  /** The scheme's points as far as they can be told without recomputing; after a proof only doubts about the secret. */
  readonly checklist?: readonly {
    readonly what: string;
    readonly is: 'ok' | 'wrong' | 'cannot tell';
    readonly why: string;
  }[];
}

/** A moment in ISO 8601, UTC, and whose clock said so: the answer's `Date`, or the recorder, which may be wrong. */
export interface CallTime {
  readonly at: string;
  readonly clock: 'server' | 'recorder';
}

export interface CauseReport {
  readonly id: string;
  readonly title: string;
  readonly certainty: Certainty;
  readonly probability: number;
  readonly fault: number;
  readonly fallback: boolean;
  readonly explanation: string;
  readonly evidence: readonly EvidenceReport[];
  readonly proof?: {
    readonly mistakes: readonly string[];
    readonly depth: number;
    readonly secretUsed: boolean;
  };
  readonly folded: readonly string[];
  readonly fixes: readonly { readonly say: string; readonly run?: string }[];
  readonly retry: RetryReport;
  readonly references: readonly string[];
  /** Only with --all: how the probability came about. */
  readonly factors?: readonly { readonly says: string; readonly factor: number }[];
}

export interface EvidenceReport {
  readonly says: string;
  readonly at?: Position;
}

/** Line and column from 1, the column in code points; offset and length in bytes. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;
}

export interface RetryReport {
  readonly when: 'now' | 'after-wait' | 'after-fix' | 'after-check' | 're-signed' | 'never';
  readonly why: string;
  /** Seconds from the answer on; of a schedule the first. */
  readonly waitSeconds: number | null;
  /** When the wait is over, ISO 8601 in UTC by the server's clock; left out where the answer tells none. */
  readonly notBefore?: string;
  /** The provider's waits, one before each attempt, for which the answer names no wait of its own. */
  readonly schedule?: RetrySchedule;
  readonly maxAttempts: number | null;
  readonly sameIdempotencyKey: boolean | null;
  /** How long the provider remembers the key: later the same key is a second operation. */
  readonly keyLifetimeHours?: number;
  /** The write may have moved money: nothing is sent again before the check. */
  readonly movesMoney?: true;
  /** Requests that show whether a write of unknown outcome went through. */
  readonly checkFirst: readonly { readonly method: string; readonly url: string; readonly lookFor: string }[];
  readonly basis: 'documented' | 'ours';
}

export interface RetrySchedule {
  readonly waitsSeconds: readonly number[];
  /** By up to so much, at random, each wait is made longer: callers that were refused together shall not come back together. */
  readonly jitterSeconds: number;
  readonly basis: 'documented' | 'ours';
}
