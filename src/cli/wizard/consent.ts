import type { Aside, Prompts, Reply } from './prompts.js';

/** Asks whether something may be done. */
export function consent(
  question: string,
  prompts: Prompts,
  asides: readonly Aside[],
): Promise<Reply<boolean>> {
  return prompts.choose(
    question,
    [
      { value: true, label: 'yes', key: 'y' },
      { value: false, label: 'no', key: 'n' },
    ],
    asides,
  );
}
