import type { Candidate } from '../causes/match-rule.js';
import type { Symptom } from '../causes/symptom.js';
import type { SymptomFacts } from '../facts/fact.js';
import type { Facts } from '../facts/facts.js';
import { type Faults, isTold } from './fault.js';

/**
 * An envelope that lists several faults gives one list of candidates for each item that has rules of its own, and
 * one for what is left; items that lead to the same rules are one fault.
 *
 * @param explain the candidates for one symptom
 */
export function splitFaults(
  main: Symptom & SymptomFacts,
  facts: Facts,
  explain: (symptom: Symptom & SymptomFacts) => Candidate[],
): Faults {
  const faults: Candidate[][] = [];
  const seen = new Set<string>();
  for (const { code, message, field } of facts.envelope.items) {
    const item = {
      code: code?.text,
      saidCode: code,
      message: message?.text,
      saidMessage: message,
      field,
    };
    const own = explain(item).filter(isTold);
    const key = own.map(({ rule }) => rule.id).join();
    if (own.length === 0 || seen.has(key)) continue;
    seen.add(key);
    faults.push(own);
  }
  const rest = explain(main);
  const known = new Set(faults.flat().map(({ rule }) => rule.id));
  if (faults.length === 0) return [rest];
  const left = rest.filter((one) => !one.rule.fallback && isTold(one) && !known.has(one.rule.id));
  const explained = new Set(faults.flat().flatMap(({ rule }) => rule.explains));
  return left.some(({ rule }) => !explained.has(rule.id)) && faults.length < facts.envelope.items.length
    ? [...faults, left]
    : faults;
}
