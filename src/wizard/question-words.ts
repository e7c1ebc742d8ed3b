import type { FactContext } from '../facts/fact.js';
import type { FactQuestion, FactQuestioner } from './fact-question.js';
import { yesNo } from './fact-question.js';
import { questionGroups } from './questions.generated.js';
import type { PackWords } from './standing.js';

const byName: ReadonlyMap<string, FactQuestion | FactQuestioner> = new Map(
  questionGroups.flatMap((group) => Object.entries(group)),
);

/** How a person is asked for this fact of an exchange; undefined where nobody can be. */
export function wordsFor(
  fact: string,
  context: FactContext,
  packs: readonly Pick<PackWords, 'questions'>[],
): FactQuestion | undefined {
  if (fact.startsWith('told.')) return personWords(fact.slice('told.'.length), packs);
  const parts = fact.split('.');
  const families = parts
    .slice(1)
    .map((_, index) => `${parts.slice(0, parts.length - 1 - index).join('.')}.*`);
  const name = [fact, ...families].find((one) => byName.has(one));
  if (name === undefined) return undefined;
  const question = byName.get(name);
  return typeof question === 'function' ? question(context, fact.slice(name.length - 1)) : question;
}

/** Names of the facts, and families of them, that a person can be asked for. */
export function askedFacts(): readonly string[] {
  return [...byName.keys()];
}

function personWords(name: string, packs: readonly Pick<PackWords, 'questions'>[]): FactQuestion | undefined {
  const question = packs.find(({ questions }) => Object.hasOwn(questions, name))?.questions[name];
  if (!question) return undefined;
  const { answers, ...words } = question;
  return {
    ...words,
    answers: answers
      ? Object.entries(answers).map(([key, label]) => [valueOfKey(key), label])
      : yesNo('yes', 'no'),
  };
}

/** The value that a key in a pack's file stands for. */
function valueOfKey(key: string): unknown {
  if (key === 'true') return true;
  if (key === 'false') return false;
  return key === 'absent' ? undefined : key;
}
