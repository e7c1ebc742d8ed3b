import type { WrittenMatch, WrittenPage, WrittenText } from './read-rule.js';
import type { Clue, Condition, Rule } from './rule.js';

export interface WrittenRule {
  readonly match: WrittenMatch;
  readonly text: WrittenText;
  readonly pages: WrittenPage;
}

/** Splits a rule by who reads it; empty lists are left out. */
export function writeRule(id: string, rule: Rule): WrittenRule {
  const { prior, gate, fallback, note, when, clues, unless, proven, explains } = rule;
  const { title, cause, variants, fix, retry, references, lookAlikes, answers } = rule;
  return {
    match: {
      id,
      prior,
      ...(gate && { gate }),
      ...(fallback && { fallback: true as const }),
      ...(note && { note: true as const }),
      when,
      ...(clues?.length && { clues: clues.map(({ says: _, ...clue }) => clue as Clue) }),
      ...(unless?.length && { unless: unless.map(({ because: _, ...condition }) => condition as Condition) }),
      ...(proven && { proven }),
      ...(explains?.length && { explains }),
    },
    text: {
      title,
      cause,
      ...(variants?.length && { variants }),
      fix,
      retry,
      ...(clues?.length && { clueSays: clues.map(({ says = null }) => says) }),
      ...(unless?.length && { because: unless.map(({ because }) => because) }),
      references,
    },
    pages: { ...(lookAlikes && { lookAlikes }), ...(answers && { answers }) },
  };
}
