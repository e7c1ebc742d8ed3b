import { holds, type Leaf } from '../causes/condition.js';
import { known } from '../facts/fact.js';
import { gainOf, type Standing } from './standing.js';
import { likelihoods } from './likelihood.js';
import { openConditions } from './open-conditions.js';
import { openTriggers } from './open-triggers.js';
import { type Case, settle, tell } from './case.js';
import type { Outcome, Question } from './question.js';
import type { FactQuestion } from './fact-question.js';
import { wordsFor } from './question-words.js';
import { ANSWER_COST } from './repair-cost.js';
import { SOMETHING_ELSE, supposedValues } from './supposed-values.js';

/** The facts that would decide between the causes, each as a question to a person; those that nobody can be asked for are left out. */
export function factQuestions(standing: Standing): Question[] {
  const { one, diagnosis, words: packs } = standing;
  const open = new Map([...openTriggers(standing), ...openConditions(diagnosis)]);
  return [...open].flatMap(([fact, conditions]) => {
    if (one.settled.has(fact)) return [];
    const words = wordsFor(fact, diagnosis.facts, packs);
    if (!words) return [];
    const outcomes = outcomesOf(fact, conditions, words, standing);
    if (outcomes.length < 2) return [];
    const typed = words.answers ? undefined : (words.typed ?? typedBy(conditions));
    const gain = gainOf(standing, outcomes, ANSWER_COST[words.look]);
    const { ask, how, look } = words;
    const optional = supposedValues(conditions).includes(undefined);
    return [
      {
        id: fact,
        kind: typed ? 'typed' : 'choice',
        ask,
        how,
        look,
        typed,
        optional,
        outcomes,
        gain,
      } as const,
    ];
  });
}

/** The case after a fact was told. */
export function told(one: Case, fact: string, value: unknown): Case {
  return tell(settle(one, fact), fact, value);
}

/** What telling a fact may lead to. */
export function outcomesOf(
  fact: string,
  conditions: readonly Leaf[],
  words: Pick<FactQuestion, 'answers'>,
  { one, diagnosis, suppose }: Pick<Standing, 'one' | 'diagnosis' | 'suppose'>,
): Outcome[] {
  const [main] = diagnosis.faults;
  if (!main) return [];
  const answers =
    words.answers ??
    distinct(supposedValues(conditions), conditions).map((value) => [value, labelOf(value)] as const);
  const likely = likelihoods(
    fact,
    answers.map(([value]) => value),
    main,
  );
  return answers.map(([value, label], index): Outcome => {
    const then = told(one, fact, value);
    return { label, then, diagnosis: suppose(then), likely: likely[index] as number };
  });
}

/** One value of those that make the same conditions hold. */
function distinct(values: readonly unknown[], conditions: readonly Leaf[]): readonly unknown[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const key = conditions.map((condition) => holds(condition, { fact: () => known(value) })).join();
    return !seen.has(key) && seen.add(key);
  });
}

function typedBy(conditions: readonly Leaf[]): Question['typed'] {
  const operators = new Set(conditions.flatMap(({ tests }) => tests.map(([operator]) => operator)));
  if (['above', 'below', 'atLeast', 'atMost'].some((one) => operators.has(one as never))) return 'number';
  return ['startsWith', 'endsWith', 'contains', 'like', 'path'].some((one) => operators.has(one as never))
    ? 'text'
    : undefined;
}

function labelOf(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === undefined) return 'it is not there';
  return value === SOMETHING_ELSE ? 'something else' : String(value);
}
