import type { FactContext } from '../facts/fact.js';
import type { FactQuestion, FactQuestioner } from './fact-question.js';
import { questionGroups } from './questions.generated.js';

const catalogue: ReadonlyMap<string, FactQuestion | FactQuestioner> = new Map(
  questionGroups.flatMap((group) => Object.entries(group)),
);

/** How a person is asked for this fact of an exchange; undefined where nobody can be asked. */
export function questionFor(name: string, context: FactContext): FactQuestion | undefined {
  const found = catalogue.get(name);
  if (found) return asked(found, context, '');
  const parts = name.split('.');
  for (let length = parts.length - 1; length > 0; length--) {
    const family = catalogue.get(`${parts.slice(0, length).join('.')}.*`);
    if (family) return asked(family, context, parts.slice(length).join('.'));
  }
  return undefined;
}

/** Names of facts and families that somebody can be asked for. */
export function questionNames(): readonly string[] {
  return [...catalogue.keys()];
}

function asked(
  found: FactQuestion | FactQuestioner,
  context: FactContext,
  rest: string,
): FactQuestion | undefined {
  return typeof found === 'function' ? found(context, rest) : found;
}
