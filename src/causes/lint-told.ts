import { compileCondition, leavesOf, list } from './condition.js';
import type { PackSettings } from './pack.js';
import type { Condition } from './rule.js';

export type Questions = NonNullable<PackSettings['questions']>;

const COMPARING: ReadonlySet<string> = new Set(['is', 'isnt', 'in', 'notIn']);

/** What is wrong with how a condition reads the answers of people: a question that is not put, an answer that it does not have. */
export function lintTold(condition: Condition, questions: Questions): string[] {
  return leavesOf(compileCondition(condition)).flatMap(({ fact, tests }) =>
    lintAnswers(
      fact,
      tests.flatMap(([operator, operand]) => (COMPARING.has(operator) ? list(operand) : [])),
      questions,
    ),
  );
}

/** The same of values that stand beside the name of a fact; a fact that no person tells has none of these faults. */
export function lintAnswers(fact: string, values: readonly unknown[], questions: Questions): string[] {
  const name = /^told\.(.+)$/.exec(fact)?.[1];
  if (name === undefined) return [];
  if (!Object.hasOwn(questions, name)) return [`neither the pack nor http has a question named ${name}`];
  const answers = questions[name]?.answers;
  return values
    .filter((value) => !(answers ? Object.hasOwn(answers, String(value)) : typeof value === 'boolean'))
    .map((value) => `the question ${name} has no answer ${value}`);
}
