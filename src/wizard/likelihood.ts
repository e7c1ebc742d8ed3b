import type { CompiledClue } from '../causes/compiled.js';
import { factsOf, holds } from '../causes/condition.js';
import type { FactSource } from '../causes/condition.js';
import { type Candidate, weighClues } from '../causes/match-rule.js';
import type { Ranking } from '../causes/rank-causes.js';
import { type Fact, known } from '../facts/fact.js';
import { fitsPath } from '../causes/path-template.js';

/** What a route that a rule does not speak of is worth to it, and a value that excludes it. */
const EXCLUDED = 0.01;

/**
 * How likely each value of a fact is, by what rules say of it: each cause makes the values likelier that speak for it, as
 * many times as its clues say, and none of them leaves what is common otherwise.
 *
 * @returns as many numbers as values, which sum to 1
 */
export function likelihoods(
  fact: string,
  values: readonly unknown[],
  { causes, noneOfThese }: Ranking,
): number[] {
  const clues = causes.flatMap(({ candidate }) => candidate.rule.clues.filter(isOnlyOn(fact)));
  const common = normalised(clues.length > 0 ? commonness(values, clues) : shareOfFaults(values));
  const found = values.map((_, index) => noneOfThese * (common[index] as number));
  for (const { candidate, probability } of causes) {
    const own = normalised(
      values.map((value, index) => (common[index] as number) * factorOf(candidate, fact, value)),
    );
    own.forEach((share, index) => {
      found[index] = (found[index] as number) + probability * share;
    });
  }
  return normalised(found);
}

/** How many times likelier a value makes a cause: what its clues then weigh against what they weigh now. */
function factorOf({ rule, facts }: Candidate, name: string, value: unknown): number {
  const then = { fact: (one: string): Fact => (one === name ? known(value) : facts.fact(one)) };
  const weight = (given: FactSource) =>
    weighClues(rule, given).steps.reduce((product, { factor }) => product * factor, 1);
  const excluded =
    rule.unless.some((condition) => holds(condition, then) === true) ||
    (name === 'request.path' &&
      !rule.triggers.some(({ paths }) => !paths || paths.some((one) => fitsPath(one, String(value)))));
  return (weight(then) / weight(facts)) * (excluded ? EXCLUDED : 1);
}

/**
 * How common each value is where none of the causes is at work. A clue says how many times likelier its test holds, and fails,
 * under its cause; only one share of other calls fits both. Values that no clue tells apart share what they have.
 */
function commonness(values: readonly unknown[], clues: readonly CompiledClue[]): number[] {
  const kinds = values.map((value) =>
    clues.map((clue) => holds(clue.if, { fact: () => known(value) }) === true),
  );
  const names = kinds.map(String);
  return kinds.map((kind, index) => {
    const alike = names.filter((name) => name === names[index]).length;
    return clues.reduce((product, clue, number) => {
      const share = shareOf(clue);
      return product * (kind[number] ? share : 1 - share);
    }, 1 / alike);
  });
}

function shareOf({ yes, no }: CompiledClue): number {
  return yes === no ? 0.5 : Math.min(0.99, Math.max(0.01, (1 - no) / (yes - no)));
}

/** Where no clue speaks of a fact: as often nothing is wrong as anything is. */
function shareOfFaults(values: readonly unknown[]): readonly number[] {
  const faults = values.filter(Boolean).length;
  return values.map((value) => (value ? 1 / faults : 1 / (values.length - faults)));
}

function isOnlyOn(fact: string): (clue: CompiledClue) => boolean {
  return ({ if: condition }) => factsOf(condition).every((one) => one === fact);
}

function normalised(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, one) => total + one, 0);
  return weights.map((one) => (sum > 0 ? one / sum : 1 / weights.length));
}
