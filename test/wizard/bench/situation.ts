import { type Diagnosis, diagnose, type LoadedPacks } from '../../../src/diagnose.js';
import { formats, Input, readInput } from '../../../src/index.js';
import { type Case, NOTHING_CAPTURED } from '../../../src/wizard/case.js';
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
  /** What the wizard is told before it asks anything. */
  readonly start: Case;
  /** What the user finds when looking; undefined where nobody knows. */
  fact(name: string): { readonly value: unknown } | undefined;
  readonly body: string | undefined;
  readonly method: string;
  readonly path: string;
}

/** Recorders that keep most, in the order in which the user looks. */
const FULLEST = ['curl --trace', 'HAR'];

/**
 * The user of a labelled case: sees what the fullest recorders would hold of the true exchange, and knows what a person there knows.
 * undefined where there was no call to begin with, only a provider's own record of one.
 */
export function situationOf(
  { seed, source, provider, truth }: Labelled,
  writers: readonly Writer[],
  packs: LoadedPacks,
  separators: Separators,
): Situation | undefined {
  const { exchange } = truth;
  const { answer, call } = exchange;
  if (exchange.record) return undefined;
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
  if (!first) return undefined;

  const { identifiable } = standingOf(truth, first.capture, separators);
  const right = new Set([...truth.labels.slice(0, 1), ...truth.accepts]);
  if (truth.general && !identifiable) right.add(truth.general);

  const person = personIn(source.id, new Random(`${seed} person`));
  const { hostname, pathname } = new URL(call.url);
  return {
    seed,
    provider,
    right,
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
    method: call.method,
    path: hostname ? pathname : call.url,
  };
}

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

/** Whether another cause leads so clearly. */
export function isMistaken({ right }: Pick<Situation, 'right'>, { faults: [main] }: Diagnosis): boolean {
  const leader = main?.causes[0];
  return leader !== undefined && leader.probability >= SURE && !right.has(leader.candidate.rule.id);
}

const SURE = 0.9;
