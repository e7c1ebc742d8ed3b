import type { Look } from '../causes/pack.js';
import type { FactContext } from '../facts/fact.js';

/** How a person is asked for a fact. Facts without one are never asked for. */
export interface FactQuestion {
  /**
   * The question, one sentence; a function where it depends on the exchange or the pack, or makes no sense for some:
   * then it gives undefined. `rest` is what stands for `*` in the fact's name.
   */
  readonly ask: string | ((context: FactContext, rest: string) => string | undefined);
  readonly look: Look;
  /** How it is found out, where that is not plain: a sentence, with a command where there is one. */
  readonly how?: string | ((context: FactContext, rest: string) => string | undefined);
  /**
   * Value → what the answer is called. Without them the answers are those that the rules ask for, named by what the fact says of each.
   * Where they are given, they are all the answers there are.
   */
  readonly labels?: Readonly<Record<string, string>>;
  /** Typed, because the possible values cannot be listed; `number` in the fact's unit, `json` as it stands in a body. */
  readonly typed?: 'text' | 'number' | 'json';
}

/** Words for the facts of one group, by name; a name ending in `.*` is a family. The folder `questions/` is the catalogue. */
export function defineQuestions(questions: Record<string, FactQuestion>): Record<string, FactQuestion> {
  return questions;
}
