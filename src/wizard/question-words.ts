import type { FactContext } from '../facts/fact.js';
import { findFact } from '../facts/facts.js';
import type { FactQuestion } from './fact-question.js';
import type { PackWords } from './standing.js';
import { questionGroups } from './questions.generated.js';

const byName: ReadonlyMap<string, FactQuestion> = new Map(
  questionGroups.flatMap((group) => Object.entries(group)),
);

/** A question for one fact of one exchange, in words. */
export interface Words extends Omit<FactQuestion, 'ask' | 'how'> {
  readonly ask: string;
  readonly how?: string | undefined;
}

/** How a person is asked for this fact; undefined where nobody can be. */
export function wordsFor(
  fact: string,
  context: FactContext,
  packs: readonly Pick<PackWords, 'questions'>[],
): Words | undefined {
  if (fact.startsWith('told.')) return personWords(fact.slice('told.'.length), packs);
  const parts = fact.split('.');
  const families = parts
    .slice(1)
    .map((_, index) => `${parts.slice(0, parts.length - 1 - index).join('.')}.*`);
  const name = [fact, ...families].find((one) => byName.has(one));
  if (name === undefined) return undefined;
  const question = byName.get(name) as FactQuestion;
  const rest = name === fact ? (findFact(fact)?.rest ?? '') : fact.slice(name.length - 1);
  const say = (text: FactQuestion['ask'] | undefined) =>
    typeof text === 'function' ? text(context, rest) : text;
  const ask = say(question.ask);
  return ask === undefined ? undefined : { ...question, ask, how: say(question.how) };
}

function personWords(name: string, packs: readonly Pick<PackWords, 'questions'>[]): Words | undefined {
  const question = packs.find(({ questions }) => Object.hasOwn(questions, name))?.questions[name];
  return question && { ...question, labels: question.answers ?? { true: 'yes', false: 'no' } };
}

/** The value that a label's key stands for. */
export function valueOfLabel(key: string): unknown {
  if (key === 'true') return true;
  if (key === 'false') return false;
  return key === 'absent' ? undefined : key;
}
