import { type Diagnosis, diagnose, type LoadedPacks } from '../../../src/diagnose.js';
import { formats, Input, readInput } from '../../../src/index.js';
import { type Case, NOTHING_CAPTURED } from '../../../src/wizard/case.js';
import { SURE } from '../../../src/wizard/repair-cost.js';
import type { Labelled } from '../../accuracy/generate.js';
import { type Separators, standingOf } from '../../accuracy/identify.js';
import { Random } from '../../accuracy/random.js';
import type { Writer } from '../../accuracy/writer.js';
import { personIn } from './persons.js';

/** A failed call of which the wizard is told nothing yet, with the user who knows all of it. */
export interface Situation {
  readonly seed: string;
  readonly provider: string;
  /** Ids that are right. */
  readonly right: ReadonlySet<string>;
  /** The general cause that the true one is a case of: less than the answer, and not wrong. */
  readonly general: string | undefined;
  /** What the wizard is told before it asks anything. */
  readonly start: Case;
  /** What the user finds when looking; undefined where nobody knows. */
  fact(name: string): { readonly value: unknown } | undefined;
  /** The answer's body; undefined where there is none, or where the program that called kept no more than the status. */
  readonly body: string | undefined;
  readonly answerIsKept: boolean;
  readonly method: string;
  readonly path: string;
}

/** Recorders that keep most, in the order in which the user looks. */
const FULLEST = ['curl --trace', 'HAR'];

/**
 * The users of a labelled case: they see what the fullest recorders would hold of the true exchange, and know what a person there
 * knows. One has the whole answer; of the other's answer only the status is left, as in the message of many HTTP clients.
 * Nobody where there was no call to begin with, only a provider's own record of one.
 */
export function situationsOf(
  { seed, source, provider, truth }: Labelled,
  writers: readonly Writer[],
  packs: LoadedPacks,
  separators: Separators,
): Situation[] {
  const { exchange } = truth;
  const { answer, call } = exchange;
  if (exchange.record) return [];
  const named = provider === 'http' ? undefined : provider;
  const recordings = FULLEST.flatMap((name) => {
    const writer = writers.find((one) => one.name === name);
    const capture = writer?.write(exchange, new Random(`${seed} ${name}`));
    if (!capture) return [];
    const { exchanges } = readInput(new Input('capture', capture.bytes), formats);
    const found = exchanges[Math.min(capture.entry, exchanges.length) - 1];
    return found ? [{ capture, diagnosis: diagnose(found, packs, { provider: named }) }] : [];
  });
  const [first] = recordings;
  if (!first) return [];

  const { identifiable } = standingOf(truth, first.capture, separators);
  const right = new Set([...truth.labels.slice(0, 1), ...truth.accepts]);
  if (truth.general && !identifiable) right.add(truth.general);

  const person = personIn(source.id, new Random(`${seed} person`));
  const { hostname, pathname } = new URL(call.url);
  const whole: Situation = {
    seed,
    provider,
    right,
    general: truth.general,
    start: {
      captured: NOTHING_CAPTURED,
      pasted: [],
      statement: answer ? { status: answer.status } : { transport: failureOf(recordings) },
      options: { provider: named },
      // Of an API that no pack knows, the user has nothing more to say.
      settled: new Set(named ? [] : ['provider']),
    },
    fact(name) {
      const seen = recordings
        .map(({ diagnosis }) => diagnosis.facts.fact(name))
        .find((fact) => fact.is === 'known');
      if (seen?.is === 'known') return seen;
      return Object.hasOwn(person, name) ? { value: person[name] } : undefined;
    },
    body: answer?.body || undefined,
    answerIsKept: true,
    method: call.method,
    path: hostname ? pathname : call.url,
  };
  const cut: Situation = {
    ...whole,
    seed: `${seed} without its answer`,
    body: undefined,
    answerIsKept: false,
    fact: (name) => (OF_ANSWER.test(name) ? undefined : whole.fact(name)),
  };
  return whole.body === undefined ? [whole] : [whole, cut];
}

const OF_ANSWER = /^(?:response|page|challenge|problem|error|rate)\./;

function failureOf(recordings: readonly { readonly diagnosis: Diagnosis }[]) {
  return (
    recordings.map(({ diagnosis }) => diagnosis.exchange.transport?.kind).find((kind) => kind) ?? 'other'
  );
}

/** Whether the true cause leads so clearly that nobody would ask on. */
export function isFound({ right }: Pick<Situation, 'right'>, { faults, notes }: Diagnosis): boolean {
  if (notes.some(({ rule }) => right.has(rule.id))) return true;
  return faults.some(
    ({ causes: [leader] }) => leader && right.has(leader.candidate.rule.id) && leader.probability >= SURE,
  );
}

/** Whether another cause leads so clearly; one that only restates the symptom is no claim. */
export function isMistaken(
  { right, general }: Pick<Situation, 'right' | 'general'>,
  { faults: [main] }: Diagnosis,
): boolean {
  const leader = main?.causes[0];
  if (!leader || leader.candidate.rule.fallback || leader.probability < SURE) return false;
  const { id } = leader.candidate.rule;
  return id !== general && !right.has(id);
}
