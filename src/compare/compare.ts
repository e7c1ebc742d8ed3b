import { factsOf } from '../causes/condition.js';
import type { Engine } from '../causes/engine.js';
import { type DiagnoseOptions, type Diagnosis, diagnose, type LoadedPacks } from '../diagnose.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Place } from '../exchange/place.js';
import type { FactContext, GoodSide } from '../facts/fact.js';
import { compareAddress } from './address.js';
import { factsAsRefused } from './as-refused.js';
import { compareBodies } from './body.js';
import { compareClocks, compareConnection } from './connection.js';
import { type Difference, Findings, type NotCompared, type Sides } from './difference.js';
import type { GoodCall, GoodCalls } from './good-calls.js';
import { compareHeaders } from './headers.js';

/** What a failing and a working call do not share, most telling first. */
export interface Comparison {
  /** undefined where nothing was comparable. */
  readonly with: GoodCall | undefined;
  /** What was compared with what, or why nothing was. */
  readonly says: string;
  /** The id of the cause that each explains, where one does. */
  readonly differences: readonly (Difference & { readonly explains: string | undefined })[];
  readonly notCompared: readonly NotCompared[];
}

/**
 * Compares a failing exchange with the working one that fits it best, and diagnoses it anew: evidence that the working
 * one shares explains nothing.
 */
export async function compareWithGood(
  engine: Engine,
  diagnosis: Diagnosis,
  goods: GoodCalls,
  options: DiagnoseOptions,
): Promise<{ readonly diagnosis: Diagnosis; readonly comparison: Comparison }> {
  const call = await goods.bestFor(diagnosis.exchange);
  if (typeof call === 'string') {
    const comparison = { with: undefined, says: call, differences: [], notCompared: [] };
    return { diagnosis, comparison };
  }
  const beside = diagnoseBeside(diagnosis, call.exchange, engine.store, options);
  const { differences, notCompared } = beside;
  const says =
    differences.length === 0 ? `${call.alike}; nothing that both captures hold differs` : call.alike;
  return { diagnosis: beside.diagnosis, comparison: { with: call, says, differences, notCompared } };
}

/** A failing exchange diagnosed anew beside one that worked, and what differs. Packs must be loaded. */
export function diagnoseBeside(
  { exchange, pack, recognisedBy, facts }: Diagnosis,
  worked: Exchange,
  packs: LoadedPacks,
  options: DiagnoseOptions,
): Pick<Comparison, 'differences' | 'notCompared'> & { readonly diagnosis: Diagnosis } {
  const good = factsAsRefused(worked, exchange, pack?.settings, options);
  const as = pack && { pack: pack.settings.id, by: recognisedBy };
  const beside = (side: GoodSide) =>
    diagnose(exchange, packs, { ...options, ...facts.stated, good: side }, { as });
  const found = compareCalls({ bad: facts, good });
  const complete = found.notCompared.length === 0;
  let diagnosis = beside({ facts: good });
  let differences = explained(found.differences, diagnosis);
  const [first, second] = differences;
  const isSole = first && isTelling(first) && !(second && isTelling(second));
  if (isSole && isOpen(diagnosis, first.explains)) {
    diagnosis = beside({ facts: good, sole: { ...first, complete } });
    differences = explained(found.differences, diagnosis);
  }
  return { diagnosis, differences, notCompared: found.notCompared };
}

/** From this weight on a difference that is the only one is taken for the reason. */
const TELLING = 25;

function isTelling({ everyCall, weight }: Difference): boolean {
  return !everyCall && weight >= TELLING;
}

/** Whether each fault has nothing better than a rule that restates the status, or a guess that rests on something else. */
function isOpen({ faults }: Diagnosis, explained: string | undefined): boolean {
  return faults.every(
    ({ causes: [leading] }) =>
      !leading ||
      leading.candidate.rule.fallback ||
      (leading.certainty === 'possible' && leading.candidate.rule.id !== explained),
  );
}

/** The differences with the cause that each explains, most telling first. */
function explained(differences: readonly Difference[], diagnosis: Diagnosis): Comparison['differences'] {
  const read = factsRead(diagnosis);
  return differences
    .map((difference) => ({ ...difference, explains: explainedBy(difference, diagnosis, read) }))
    .sort((one, other) => rank(other) - rank(one));
}

/** Everything in which two calls differ, in no order. */
export function compareCalls(sides: Sides): Findings {
  const found = new Findings();
  const [bad, good] = [sides.bad.exchange.request, sides.good.exchange.request];
  if (!bad || !good) {
    found.skip('the request', `the capture of the ${bad ? 'working' : 'failing'} call does not hold it`);
    return found;
  }
  compareAddress(sides, found);
  compareHeaders(sides, found);
  compareBodies(sides, found);
  compareConnection(sides, found);
  compareClocks(sides, found);
  return found;
}

function rank({ explains, everyCall, weight }: Comparison['differences'][number]): number {
  return weight + (explains ? 1000 : 0) - (everyCall ? 500 : 0);
}

/** A fact that speaks for a leading cause. */
interface ReadFact {
  readonly name: string;
  readonly at: Place | undefined;
  readonly cause: string;
}

/** The facts by which the leading cause of each fault was found. */
function factsRead({ faults }: Diagnosis): ReadFact[] {
  return faults.flatMap(({ causes: [leading] }) => {
    if (!leading) return [];
    const { rule, steps, proven, trigger, facts } = leading.candidate;
    const conditions = [
      ...steps.filter(({ factor }) => factor > 1).map(({ clue }) => rule.clues[clue]?.if),
      ...(proven ? (rule.proven ?? []) : []),
    ].filter((condition) => condition !== undefined);
    const signal = trigger === 'signal' ? rule.triggers.flatMap((one) => one.signal ?? []) : [];
    const names = [...new Set([...conditions.flatMap(factsOf), ...signal])];
    const broken = leading.candidate.limits?.broken ?? [];
    return [
      ...names.map((name) => ({ name, at: placeOf(name, facts), cause: rule.id })),
      ...broken.map(({ field, at }) => ({ name: `request.json.${field}`, at, cause: rule.id })),
    ];
  });
}

function placeOf(name: string, facts: FactContext): Place | undefined {
  const fact = facts.fact(name);
  return fact.is === 'known' ? fact.at : undefined;
}

/** The leading cause whose evidence speaks of a difference, or whose answer names it. */
function explainedBy(
  difference: Difference,
  diagnosis: Diagnosis,
  read: readonly ReadFact[],
): string | undefined {
  if (difference.everyCall) return undefined;
  const place = ownPlace(difference, diagnosis);
  const byFact = read.find(
    ({ name, at }) =>
      (name === 'difference.only' && isTelling(difference)) ||
      difference.facts.some((fact) => name === fact || name.startsWith(`${fact}.`)) ||
      (at !== undefined && place !== undefined && samePlace(at, place)),
  );
  if (byFact) return byFact.cause;
  return difference.name !== undefined && isNamed(difference.name, diagnosis)
    ? diagnosis.faults[0]?.causes[0]?.candidate.rule.id
    : undefined;
}

/** Where a difference stands, unless it shares the place with others: those of a URL or of a whole body. */
function ownPlace({ at }: Difference, { exchange: { request } }: Diagnosis): Place | undefined {
  const body = request && 'at' in request.body ? request.body.at : undefined;
  return at === request?.urlAt || at === body ? undefined : at;
}

/** Whether the answer speaks of a member, parameter or header, by its whole or its last name. */
function isNamed(name: string, { facts }: Diagnosis): boolean {
  const names = [name, name.split('.').at(-1) ?? name].map((one) => one.toLowerCase());
  return ['error.field', 'error.fields', 'error.message'].some((about) => {
    const fact = facts.fact(about);
    const words = fact.is === 'known' && typeof fact.value === 'string' ? fact.value.toLowerCase() : '';
    return names.some(
      (one) => one !== '' && words.split(/[^\w.[\]-]+/).some((word) => trimmed(word) === one),
    );
  });
}

/** A word of a sentence, without the stop behind it. */
function trimmed(word: string): string {
  return word.replace(/^[.-]+|[.-]+$/g, '');
}

/** The same stretch, or a part of it. */
function samePlace(one: Place, other: Place): boolean {
  return (
    JSON.stringify(one.spans) === JSON.stringify(other.spans) &&
    JSON.stringify(one.steps) === JSON.stringify(other.steps)
  );
}
