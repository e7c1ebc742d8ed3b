import type { Look } from '../causes/pack.js';
import type { Diagnosis } from '../diagnose.js';
import type { NetworkProbe } from '../probe/network-probe.js';
import type { Case } from './case.js';

/** Something the wizard can ask or offer next, with what it would bring. */
export interface Question {
  /** Name of the fact, or one of `provider`, `status`, `answer`, `route`, `secret`, `probe …`. */
  readonly id: string;
  readonly kind: 'choice' | 'typed' | 'provider' | 'status' | 'answer' | 'route' | 'secret' | 'probe';
  /** One sentence with its question mark. */
  readonly ask: string;
  readonly look: Look;
  /** How it is found out, where that is not plain. */
  readonly how?: string | undefined;
  /** What it may turn out to be, most likely first. */
  readonly outcomes: readonly Outcome[];
  readonly typed?: 'text' | 'number' | 'json' | undefined;
  /** What is typed may also be known not to be there. */
  readonly optional?: boolean;
  /** The look at the network that is offered, of the kind `probe`. */
  readonly probe?: ReturnType<NetworkProbe['about']>;
  /** Expected saving, in fixes tried in vain, what asking costs taken off. */
  readonly gain: number;
}

/** One answer that is supposed. */
export interface Outcome {
  readonly label: string;
  /** The case as it would then be. */
  readonly then: Case;
  /** What would be found then. */
  readonly diagnosis: Diagnosis;
  /** How likely it is; all outcomes of a question sum to 1. */
  readonly likely: number;
}
