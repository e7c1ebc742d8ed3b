import type { FactContext } from '../facts/fact.js';

/** What one look at the network found: said to the user line by line, told to rules as facts. */
export interface Probed {
  /** The word after `errdoctor probe`. */
  readonly probe: string;
  /** What was looked at, as the user would name it: `api.example.com:443`. */
  readonly target: string;
  readonly seen: readonly Seen[];
  /** Facts that no capture holds: name → value; undefined is known to be absent. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** The time limit, in seconds, where it was hit: what had been seen by then stands, the rest is unknown. */
  readonly gaveUpAfterSeconds?: number | undefined;
}

/** One line of what was seen. Texts are as they came: the writers mask and strip them. */
export interface Seen {
  /** A noun phrase of one to three words: `certificate chain`. */
  readonly what: string;
  readonly is: string;
  /** `good` and `bad` where it was held against something, left out where it merely is so. */
  readonly verdict?: 'good' | 'bad' | undefined;
}

/** Whether a probe found anything that has to change. */
export function foundFault({ seen }: Probed): boolean {
  return seen.some(({ verdict }) => verdict === 'bad');
}

/** What probes tell of an exchange: its own capture is never overruled, it was there when it happened. */
export function newlyKnown(
  probed: readonly Probed[],
  facts: Pick<FactContext, 'fact'>,
): Readonly<Record<string, unknown>> {
  const told = probed.flatMap((one) => Object.entries(one.facts));
  return Object.fromEntries(told.filter(([name]) => facts.fact(name).is !== 'known'));
}
