import type { PackMatch } from '../causes/compiled.js';
import { factsOf } from '../causes/condition.js';
import type { Candidate, RuledOut } from '../causes/match-rule.js';
import type { Symptom } from '../causes/symptom.js';
import { messageWords } from '../causes/message-template.js';
import type { Facts } from '../facts/facts.js';
import type { LimitCheck, Limits } from '../limits/limits.js';
import { computedCandidate, type Faults, isTold } from './fault.js';

/** From this factor on a clue about the message says what the answer is about. */
const TELLING = 5;

/**
 * Puts the documented limits of the request among the faults. A limit that is broken is a fault of its own, whatever
 * the answer speaks of: the server would come to it next. A cause whose limits are all kept is out where the words of
 * the answer leave another one.
 */
export function withLimits(
  faults: Faults,
  pack: PackMatch,
  facts: Facts,
  symptom: Symptom,
): { faults: Faults; ruledOut: readonly RuledOut[] } {
  if (!pack.settings.limits || facts.limits.isEmpty) return { faults, ruledOut: [] };
  const isNamed = faults.flat().some(isTold);
  const isPastFields = namesOtherThanFields(faults, pack);
  const apart = faults
    .map((fault) => (isPastFields ? fault.filter((one) => isTold(one) || !lacksFields(one)) : fault))
    .flatMap(provenApart);
  const ruledOut: RuledOut[] = [];
  const kept = apart.map((fault) => {
    const out = fault.filter((one) => isExcluded(one, fault));
    ruledOut.push(
      ...out.map((one): RuledOut => {
        const says = one.limits?.kept.slice(0, 2).map((check) => check.says()) ?? [];
        return { is: 'ruled-out', pack: one.pack, number: one.number, because: says.join('; ') };
      }),
    );
    return fault.filter((one) => !out.includes(one));
  });
  if (!isRefusal(symptom)) return { faults: kept, ruledOut };
  const known = new Set(faults.flat().map(({ rule }) => rule.id));
  const further = facts.limits.broken
    .filter((id) => !known.has(id))
    .flatMap((id): Faults => {
      const broken = brokenForSure(id, facts, isNamed, isAboutFields(symptom) && !isPastFields);
      if (broken.length === 0) return [];
      const own = computedCandidate(pack, id, facts, { proven: true, limits: { broken, kept: [] } });
      return own ? [[own]] : [];
    });
  return { faults: [...kept, ...further], ruledOut };
}

const causesOfLimits = new WeakMap<Limits, ReadonlySet<unknown>>();

/** A server that names something other than a field had read the fields before. A message says more than a code. */
function namesOtherThanFields(faults: Faults, pack: PackMatch): boolean {
  const told = faults.flat().filter((one) => isTold(one) && one.pack === pack);
  const inWords = told.filter(({ trigger }) => trigger === 'message');
  const named = inWords.length > 0 ? inWords : told;
  const { limits } = pack.settings;
  if (!limits || named.length === 0) return false;
  const ofFields =
    causesOfLimits.get(limits) ?? causesIn(limits.endpoints, new Set(Object.values(limits.causes ?? {})));
  causesOfLimits.set(limits, ofFields);
  return !named.some(({ rule }) => ofFields.has(rule.id));
}

/** Whether nothing but missing fields speaks of a cause's limits. */
function lacksFields({ limits }: Candidate): boolean {
  const broken = limits?.broken ?? [];
  return broken.length > 0 && broken.every(({ keyword }) => keyword === 'required');
}

/** All rules that single limits lead to, wherever they stand in a description. */
function causesIn(description: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof description !== 'object' || description === null) return found;
  for (const [key, value] of Object.entries(description)) {
    if (key !== 'cause') causesIn(value, found);
    else for (const id of typeof value === 'string' ? [value] : Object.values(value as object)) found.add(id);
  }
  return found;
}

/** What proves a cause that the answer does not speak of; a working call that breaks the same limit disproves it. */
function brokenForSure(
  id: string,
  { limits, stated: { good } }: Facts,
  isNamed: boolean,
  tellsMissing: boolean,
): readonly LimitCheck[] {
  return limits
    .brokenOf(id, good?.facts.limits)
    .filter(
      ({ onlyNamed, onlyUnnamed, doubted, exact, keyword }) =>
        exact &&
        !onlyNamed &&
        !(onlyUnnamed && isNamed) &&
        !doubted &&
        (keyword !== 'required' || tellsMissing),
    );
}

/** A server that broke, or was too busy, did not judge the request. */
function isRefusal({ status }: Symptom): boolean {
  return status !== undefined && status >= 400 && status < 500 && status !== 429;
}

/** What is missing is told where the server got as far as the fields: a refused key says nothing of them. */
function isAboutFields({ status }: Symptom): boolean {
  return status === 400 || status === 422;
}

/**
 * Limits that the request breaks are not alternatives: each is a fault of its own, but for one that the answer may
 * speak of. It speaks of none of them where another cause is proven, or where its words are about another one.
 */
function provenApart(fault: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const broken = fault.filter((one) => isBroken(one) && !isTold(one));
  const others = fault.filter((one) => !broken.includes(one));
  const meant = broken.find(namesField) ?? broken.find(isMeant);
  const isTaken = others.some(
    (one) => one.proven || (!meant && isMeant(one) && one.pack === broken[0]?.pack),
  );
  const stays = isTaken ? undefined : (meant ?? broken[0]);
  const apart = broken.filter((one) => one !== stays);
  if (apart.length === 0) return [fault];
  return [fault.filter((one) => !apart.includes(one)), ...apart.map((one) => [one])];
}

/** Whether the words of the answer lead to this cause, by its trigger or by a clue. */
function isMeant(one: Candidate): boolean {
  return (
    isTold(one) ||
    one.steps.some(({ held, factor, clue }) => {
      const condition = one.rule.clues[clue]?.if;
      return (
        held && factor >= TELLING && condition !== undefined && factsOf(condition).includes('error.message')
      );
    })
  );
}

/** Whether the answer names a field whose limit is broken. */
function namesField({ limits, facts }: Candidate): boolean {
  const { message, field } = facts.symptom;
  const words = messageWords(`${message ?? ''} ${field ?? ''}`);
  return (limits?.broken ?? []).some((check) =>
    check.field.split(/[., ]+/).some((name) => /\D/.test(name) && words.includes(name.toLowerCase())),
  );
}

function isBroken({ limits, proven }: Candidate): boolean {
  return proven && (limits?.broken.length ?? 0) > 0;
}

function isKept({ limits }: Candidate): boolean {
  return limits !== undefined && limits.broken.length === 0 && limits.kept.length > 0;
}

/** Kept limits exclude a cause that shares its words with another whose limits are not kept. */
function isExcluded(one: Candidate, fault: readonly Candidate[]): boolean {
  if (!isKept(one)) return false;
  const others = fault.filter((other) => other !== one && !isKept(other) && !other.rule.fallback);
  return others.some((other) => isBroken(other) || (isTold(one) && isTold(other)));
}
