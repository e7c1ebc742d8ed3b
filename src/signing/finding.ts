import type { JoinPart } from './mistake.js';

/** What an examination of a signature found: ids, numbers and byte strings. Words come last (finding-words.ts). */
export interface Finding {
  /** Name of the scheme in its pack, and as it is said. */
  readonly scheme: string;
  readonly name: string;
  readonly by: 'client' | 'provider';
  /**
   * - `right`: the documented computation gives the signature that was sent;
   * - `mistake`: a combination of known mistakes gives it;
   * - `not-found`: neither, on exact bytes: another secret is likely;
   * - `inexact`: not compared for proof, because the body's bytes are not those that travelled;
   * - `incomplete`: the capture lacks a part that is signed;
   * - `no-secret`: nothing to compute with;
   * - `no-signature`: none was sent, or the capture does not hold it;
   * - `unreadable`: what was sent decodes to fewer than 80 bits, or the key is none.
   */
  readonly is:
    | 'right'
    | 'mistake'
    | 'not-found'
    | 'inexact'
    | 'incomplete'
    | 'no-secret'
    | 'no-signature'
    | 'unreadable';
  /** Different explanations, simplest first; more than one only where they sign different bytes or keys. */
  readonly explanations: readonly Explanation[];
  /** Simultaneous mistakes that were searched in full. */
  readonly depth: number;
  /** False when the time was up before that, or the user stopped it. */
  readonly complete: boolean;
  readonly candidates: number;
  /** What the capture lacks of the signed parts. */
  readonly missing: readonly string[];
  /** The documented canonical string, part by part; undefined while parts are missing. */
  readonly expected?: Expected;
  /** The signature as sent. */
  readonly sent?: string;
  /** The capture does not hold the place where the signature travels, or holds it masked. */
  readonly unseen?: true;
  /** What was sent has the length of no digest: cut or joined, so that no search can prove another secret. */
  readonly oddLength?: true;
  /** Where the secret came from, as the user named it. */
  readonly secretFrom?: string;
  /** What the user's program logged before it signed, against the documented string. */
  readonly logged?: Logged;
  /** Rules that speak of the string alone, where the logged one is right. */
  readonly rulesOut?: readonly string[];
}

export interface Logged {
  /** A byte string, without a line break that came with logging. */
  readonly message: string;
  /** That line break. */
  readonly newline?: 'LF' | 'CR LF';
  /** Undefined where that cannot be told. */
  readonly isExpected?: boolean;
  /** Why: the capture lacks a part, or the body's exact bytes, or the secret is a part and was not given. */
  readonly notCompared?: 'missing' | 'inexact' | 'secret';
  /** What makes the documented string this one; empty where no known mistakes do. */
  readonly mistakes: readonly FoundMistake[];
  /** Whether the signature that was sent comes out over it; undefined where that could not be computed. */
  readonly isSigned?: boolean;
}

export interface Expected {
  /** A byte string. */
  readonly message: string;
  readonly parts: readonly JoinPart[];
  /** The value to send; undefined without the secret, and where only the provider can sign. */
  readonly signature?: string;
}

export interface Explanation {
  readonly mistakes: readonly FoundMistake[];
  /** What was signed, a byte string. */
  readonly message: string;
  /** The key's bytes: never printed. */
  readonly key: string;
  /** False where the signature comes out without the secret: an empty key, a plain hash. */
  readonly secretUsed: boolean;
  /** How many bits were compared; none where the user's own log says what was signed. */
  readonly bits: number;
}

export interface FoundMistake {
  readonly id: string;
  readonly detail?: string;
}
