import type { RuleText } from '../causes/compiled.js';
import { type CompiledCondition, factsOf } from '../causes/condition.js';
import type { Candidate } from '../causes/match-rule.js';
import type { Place } from '../exchange/place.js';
import type { Evidence, FactContext } from '../facts/fact.js';
import { findFact } from '../facts/facts.js';
import { show } from '../facts/message-facts.js';
import type { Input } from '../input/input.js';
import { locate } from '../input/locate.js';
import type { EvidenceReport, Position } from './diagnosis.js';
import { fill } from './words.js';

/** More than this is not read. */
const LIMIT = 6;

/** The capture that is diagnosed, and other files that evidence may point into. */
export interface EvidenceInputs {
  readonly input: Input;
  readonly others?: readonly Input[] | undefined;
}

/** The symptom first, then what speaks for the cause, strongest first; each sentence and each place once. */
export function evidenceOf(candidate: Candidate, text: RuleText, inputs: EvidenceInputs): EvidenceReport[] {
  const { facts, rule, steps } = candidate;
  const telling = steps.filter(({ factor }) => factor > 1).sort((a, b) => b.factor - a.factor);
  const clues = telling.flatMap(({ clue, held }): readonly Evidence[] => {
    const condition = rule.clues[clue]?.if as CompiledCondition;
    const says = held ? text.clueSays[clue] : null;
    return says
      ? [{ says: fill(says, facts), at: placeOf(condition, facts) }]
      : conditionEvidence(condition, facts);
  });
  const told = new Set(telling.flatMap(({ clue }) => factsOf(rule.clues[clue]?.if as CompiledCondition)));
  const proofs = (candidate.proven ? (rule.proven ?? []) : [])
    .filter((condition) => !factsOf(condition).some((name) => told.has(name)))
    .flatMap((condition) => conditionEvidence(condition, facts));
  const limits = (candidate.limits?.broken ?? []).map(({ says, at }): Evidence => ({ says: says(), at }));
  const symptom = symptomEvidence(candidate);
  return distinct([...symptom, ...limits, ...clues, ...proofs])
    .slice(0, Math.max(LIMIT, symptom.length))
    .map(({ says, at }) => {
      const input = at?.in === undefined ? inputs.input : inputs.others?.find(({ name }) => name === at.in);
      const position = at && input && positionOf(input, at);
      return { says, ...(position && { at: position }) };
    });
}

/** The sentence of one fact, when it is known and has one. */
export function factEvidence(name: string, facts: FactContext): readonly Evidence[] {
  const fact = facts.fact(name);
  const found = findFact(name);
  if (fact.is !== 'known' || !found) return [];
  if (found.definition.evidence) return found.definition.evidence(facts);
  if (!found.definition.says) return [];
  return [{ says: found.definition.says(fact.value, facts, found.rest), at: fact.at }];
}

function conditionEvidence(condition: CompiledCondition, facts: FactContext): readonly Evidence[] {
  return 'fact' in condition ? factEvidence(condition.fact, facts) : [];
}

function symptomEvidence({ facts, trigger, rule, limits }: Candidate): readonly Evidence[] {
  const { symptom, exchange, envelope } = facts;
  switch (trigger) {
    case 'code':
      return [{ says: `the answer's code is ${symptom.code}`, at: symptom.saidCode?.at }];
    case 'message':
      return [{ says: `the answer says ${show(symptom.message)}`, at: symptom.saidMessage?.at }];
    case 'transport':
      return [{ says: exchange.transport?.says ?? '', at: exchange.transport?.at }];
    case 'signal': {
      if (limits) return [{ says: 'the answer does not speak of it: the request shows it', at: undefined }];
      const held = rule.triggers.find(({ signal }) => signal !== undefined && isTrue(signal, facts));
      return factEvidence(held?.signal ?? '', facts);
    }
    case 'status': {
      const { status, statusAt } = exchange.response ?? {};
      if (status !== undefined) return [{ says: `the HTTP status is ${status}`, at: statusAt }];
      return [
        { says: `the answer gives the status ${envelope.status?.number}`, at: envelope.status?.said.at },
      ];
    }
  }
}

/** Where the fact of a condition stands; of several the first that does more than name the route. */
function placeOf(condition: CompiledCondition, facts: FactContext): Place | undefined {
  const names = factsOf(condition);
  for (const name of [...names.filter((one) => !ROUTE.has(one)), ...names]) {
    const fact = facts.fact(name);
    if (fact.is === 'known' && fact.at) return fact.at;
  }
  return undefined;
}

const ROUTE: ReadonlySet<string> = new Set([
  'request.method',
  'request.path',
  'request.isWrite',
  'response.status',
]);

function distinct(found: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return found.filter(({ says, at }) => {
    const keys = [says, ...(at ? [JSON.stringify(at)] : [])];
    const known = keys.some((key) => seen.has(key));
    for (const key of keys) seen.add(key);
    return says !== '' && !known;
  });
}

/** Resolves a place of the input; undefined when it cannot be pointed at. */
export function positionOf(input: Input, place: Place): Position | undefined {
  const span = locate(input, place);
  if (!span) return undefined;
  const { start, end } = span;
  return { file: input.name, ...input.position(start), offset: start, length: end - start };
}

function isTrue(name: string, facts: FactContext): boolean {
  const fact = facts.fact(name);
  return fact.is === 'known' && Boolean(fact.value);
}
