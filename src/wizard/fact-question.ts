import type { Look } from '../causes/pack.js';
import type { FactContext, FactValue } from '../facts/fact.js';

/** How a person is asked for a fact. Facts without one are never asked for. */
export interface FactQuestion {
  /** One sentence. */
  readonly ask: string;
  readonly look: Look;
  /** How it is found out, where that is not plain: a sentence, with a command where there is one. */
  readonly how?: string | undefined;
  /**
   * All answers there are. Without them they are those that the rules ask for, named by what the fact says of each.
   */
  readonly answers?: readonly FactAnswer[] | undefined;
  /** Typed, because the possible values cannot be listed; `number` in the fact's unit, `json` as it stands in a body. */
  readonly typed?: 'text' | 'number' | 'json';
}

/** The value that the fact then has, undefined for what is known to be absent, and what the answer is called. */
export type FactAnswer = readonly [value: FactValue, label: string];

/**
 * The same where the words depend on the exchange or the pack; undefined where the question makes no sense. `rest` is
 * what stands for `*` in the fact's name.
 */
export type FactQuestioner = (context: FactContext, rest: string) => FactQuestion | undefined;

/** By the name of the fact; a name ending in `.*` is a family. */
export type FactQuestions = Readonly<Record<string, FactQuestion | FactQuestioner>>;

/** Words for the facts of one group. The folder `questions/` is the catalogue. */
export function defineQuestions(questions: FactQuestions): FactQuestions {
  return questions;
}

/** The answers to a fact that is true or false, by what each is called. */
export function yesNo(yes: string, no: string): readonly FactAnswer[] {
  return [
    [true, yes],
    [false, no],
  ];
}
