import type { FactContext } from '../facts/fact.js';
import type { Facts } from '../facts/facts.js';
import type { RuleLimits } from '../limits/check-request.js';
import type { CompiledClue, CompiledRule, CompiledTrigger, PackMatch, TriggerKind } from './compiled.js';
import { type CompiledCondition, type FactSource, factsOf, holds } from './condition.js';
import { lookUp } from './look-up.js';
import { fitsAny, messageWords } from './message-template.js';
import { fitsPath } from './path-template.js';
import { isDisguised, isUnanswered, type Symptom, statusKeys } from './symptom.js';

/** One rule against one symptom. */
export type Verdict = Candidate | RuledOut;

export interface RuledOut {
  readonly is: 'ruled-out';
  readonly pack: PackMatch;
  readonly number: number;
  /** Which of the rule's `unless` entries holds, or why the request excludes it. */
  readonly because: number | string;
}

export interface Candidate {
  readonly is: 'candidate';
  readonly pack: PackMatch;
  /** Number of the rule in its pack. */
  readonly number: number;
  readonly rule: CompiledRule;
  readonly trigger: TriggerKind;
  /** Triggered by a class of statuses (`4xx`), not by this one. */
  readonly broad: boolean;
  /** @internal */
  readonly facts: Facts;
  /** Clues whose fact is known, strongest of each group; in the order of the rule. */
  readonly steps: readonly Step[];
  readonly proven: boolean;
  /** @internal The documented limits that lead to this cause. */
  readonly limits?: RuleLimits | undefined;
  /** @internal Conditions that would have weighed but could not be decided. */
  readonly undecided: readonly CompiledCondition[];
}

export interface Step {
  /** Number of the clue in its rule. */
  readonly clue: number;
  readonly held: boolean;
  readonly factor: number;
}

/** From this factor on a clue shows the fault in the request itself. */
const EVIDENT = 5;
/** From this factor on the words of an answer tell the fault under whatever status. */
const TOLD = 3;

/**
 * One rule against one symptom: a candidate with its steps, ruled out with the reason, or nothing at all.
 *
 * @param failed whether causes are looked for: what succeeded has notes alone
 */
export function matchRule(
  pack: PackMatch,
  number: number,
  symptom: Symptom,
  facts: Facts,
  failed = true,
): Verdict | undefined {
  const rule = pack.rules.at(number) as CompiledRule;
  const plain = fitting(rule, pack, symptom, facts);
  const disguised = !plain && isDisguised(symptom, facts);
  const trigger = plain ?? (disguised ? rule.triggers.find((one) => underAnyStatus(one, facts)) : undefined);
  if (!trigger) return undefined;
  const unless = rule.unless.findIndex((condition) => holds(condition, facts) === true);
  if (unless >= 0) return disguised ? undefined : { is: 'ruled-out', pack, number, because: unless };
  if (!failed && !rule.note) return undefined;

  const good = facts.stated.good?.facts.of(facts.symptom);
  const { steps, undecided } = weighClues(rule, facts, good);
  const limits = limitsOf(rule, trigger, facts, good);
  const broken = limits?.broken ?? [];
  const needed = trigger.evident ? EVIDENT : disguised ? TOLD : 0;
  if (needed && broken.length === 0 && !steps.some(({ held, factor }) => held && factor >= needed))
    return undefined;
  let isProven = rule.proven !== undefined;
  for (const condition of rule.proven ?? []) {
    const truth = holds(condition, facts);
    if (truth === undefined) undecided.push(condition);
    if (truth !== true) isProven = false;
  }
  return {
    is: 'candidate',
    pack,
    number,
    rule,
    trigger: trigger.kind,
    broad: trigger.kind === 'status' && !trigger.statuses?.includes(String(symptom.status)),
    facts,
    steps,
    // A fault that is seen in the request need not be the one that an answer without a code speaks of; that a
    // documented limit is broken is a fault whatever the answer speaks of.
    proven:
      broken.some(({ exact }) => exact) ||
      (!trigger.evident &&
        isProven &&
        onExactBytes(rule, facts) &&
        !isByHand(rule, facts) &&
        !(good && isProofShared(rule, good))),
    limits,
    undecided,
  };
}

/** Which clues of a rule weigh how much by what is known, the strongest of each group, and which cannot be decided. */
export function weighClues(
  rule: CompiledRule,
  facts: FactSource,
  good?: Facts,
): { readonly steps: Step[]; readonly undecided: CompiledCondition[] } {
  const undecided: CompiledCondition[] = [];
  const steps: Step[] = [];
  for (let index = 0; index < rule.clues.length; index++) {
    const clue = rule.clues[index] as CompiledClue;
    const truth = holds(clue.if, facts);
    if (truth === undefined) {
      if (clue.yes >= 2 || clue.no <= 0.5) undecided.push(clue.if);
      continue;
    }
    const factor = truth ? clue.yes : clue.no;
    const shared = good && factor > 1 && isShared(clue.if, truth, good);
    const step = { clue: index, held: truth, factor: shared ? 1 : factor };
    const rival = steps.findIndex((one) => rule.clues[one.clue]?.group === clue.group);
    if (rival >= 0) {
      if (!isStronger(step, steps[rival] as Step)) continue;
      steps.splice(rival, 1);
    }
    steps.push(step);
  }
  return { steps, undecided };
}

function isStronger(one: Step, other: Step): boolean {
  return Math.abs(Math.log(one.factor)) > Math.abs(Math.log(other.factor));
}

/** What tells of the answer: of a working exchange that is taken to be answered alike it says nothing. */
const OF_ANSWER =
  /^(?:response|error|page|problem|challenge|rate|transport|http2|redirect|delivery|provider|proof)\.(?!value)/;

/** Whether the working request shows the same: then it is not what made this one fail. */
function isShared(condition: CompiledCondition, truth: boolean, good: Facts): boolean {
  if (factsOf(condition).every((name) => OF_ANSWER.test(name))) return false;
  return holds(condition, good) === truth;
}

/** Whether all that a proof says of the request is true of the working one. */
function isProofShared({ proven = [] }: CompiledRule, good: Facts): boolean {
  const ofRequest = proven.filter((condition) => !factsOf(condition).every((name) => OF_ANSWER.test(name)));
  return ofRequest.length > 0 && ofRequest.every((condition) => isShared(condition, true, good));
}

/** What the request shows of the limits behind a rule; some count only where the answer's own words name the rule. */
function limitsOf(
  { id }: CompiledRule,
  { kind }: CompiledTrigger,
  facts: Facts,
  good: Facts | undefined,
): RuleLimits | undefined {
  const found = facts.limits.of(id);
  const isNamed = kind === 'code' || kind === 'message';
  if (!found || (isNamed && !good)) return found;
  return {
    ...found,
    broken: facts.limits
      .brokenOf(id, good?.limits)
      .filter(({ onlyNamed }) => isNamed || !onlyNamed)
      .map((check) => (check.doubted && !isNamed ? { ...check, exact: false } : check)),
  };
}

/** Nothing is proven on a body that a recorder rebuilt. */
function onExactBytes({ proven = [] }: CompiledRule, facts: Facts): boolean {
  const readsBody = proven.flatMap(factsOf).some((name) => OF_BODY.test(name));
  if (!readsBody) return true;
  const exact = facts.fact('request.body.exact');
  return exact.is !== 'known' || exact.value === true;
}

/** What a person said is no proof: people look at the wrong list, too. */
function isByHand({ proven = [] }: CompiledRule, facts: Facts): boolean {
  return proven.flatMap(factsOf).some((name) => facts.isTold(name));
}

const OF_BODY = /^(?:request\.(?:json|type|form|body)\.|openapi\.body)/;

/** The first trigger of a rule that fits a symptom. */
function fitting(
  { triggers }: CompiledRule,
  pack: PackMatch,
  symptom: Symptom,
  facts: Facts,
): CompiledTrigger | undefined {
  for (const one of triggers)
    if (triggered(one, symptom, facts) && narrowed(one, facts) && !namesAnother(one, pack, symptom))
      return one;
  return undefined;
}

function underAnyStatus(trigger: CompiledTrigger, facts: Facts): boolean {
  return trigger.kind === 'status' && narrowed(trigger, facts);
}

/** An evident fault stands aside where the answer itself names one. */
function namesAnother(trigger: CompiledTrigger, { byCode }: PackMatch, { code }: Symptom): boolean {
  return Boolean(trigger.evident && code && lookUp(byCode, code.toLowerCase()));
}

function triggered(trigger: CompiledTrigger, symptom: Symptom, facts: Facts): boolean {
  switch (trigger.kind) {
    case 'code':
      return (
        symptom.code !== undefined &&
        (trigger.codes as readonly string[]).includes(symptom.code.toLowerCase())
      );
    case 'message': {
      if (symptom.message === undefined || !fitsStatus(trigger, symptom)) return false;
      return fitsAny(trigger.messages ?? [], messageWords(symptom.message));
    }
    case 'status':
      return symptom.status !== undefined && fitsStatus(trigger, symptom);
    case 'transport':
      return (
        symptom.transport !== undefined &&
        (trigger.transports as readonly string[]).includes(symptom.transport)
      );
    case 'signal': {
      if (!fitsStatus(trigger, symptom) || (trigger.statuses && isUnanswered(symptom))) return false;
      return isTrue(trigger.signal as string, facts) && !isTrueOfGood(trigger.signal as string, facts);
    }
  }
}

/** A status that was not captured excludes nothing. */
function fitsStatus({ statuses }: CompiledTrigger, symptom: Symptom): boolean {
  if (!statuses) return true;
  const keys = statusKeys(symptom);
  return !keys || statuses.includes(keys[0]) || statuses.includes(keys[1]);
}

function isTrue(name: string, facts: FactContext): boolean {
  const fact = facts.fact(name);
  return fact.is === 'known' && Boolean(fact.value);
}

/** A signal that a working request gives as well leads nowhere. */
function isTrueOfGood(name: string, { stated: { good } }: Facts): boolean {
  return good !== undefined && !OF_ANSWER.test(name) && isTrue(name, good.facts);
}

/** Method and path exclude only what was captured. */
function narrowed(trigger: CompiledTrigger, facts: Facts): boolean {
  if (trigger.methods) {
    const method = facts.fact('request.method');
    if (method.is === 'known' && !trigger.methods.includes(String(method.value))) return false;
  }
  if (trigger.paths) {
    const path = facts.fact('request.path');
    if (path.is === 'known' && !trigger.paths.some((template) => fitsPath(template, String(path.value))))
      return false;
  }
  return true;
}
