import type { Certainty } from '../report/diagnosis.js';
import type { Case, Recording } from './case.js';

/** A conversation so far: enough to tell it, to save it and to go on later. Each step makes a new one. */
export interface Session {
  /** What `one.captured` was read from; undefined where nothing was captured. */
  readonly capture?: (Omit<Recording, 'exchange'> & { readonly isFile: boolean }) | undefined;
  readonly steps: readonly Step[];
  readonly one: Case;
  /** Nothing more was worth asking; otherwise it was left early. */
  readonly finished: boolean;
}

/** Something that was asked, or done, and where it led. */
export interface Step {
  /** The question, or what was offered. */
  readonly ask: string;
  /** The answer in words: a label, what was typed, `don't know`. Never a secret. */
  readonly answer: string;
  /** What was seen or tried, line by line. */
  readonly says?: readonly string[];
  /** The leading causes after it, best first. */
  readonly leading: readonly Leading[];
}

/** A cause as it stands in a list of what is suspected. */
export interface Leading {
  readonly id: string;
  readonly title: string;
  readonly certainty: Certainty;
  readonly probability: number;
}

/** The session after one more step. */
export function after(session: Session, step: Step, one: Case = session.one): Session {
  return { ...session, one, steps: [...session.steps, step] };
}
