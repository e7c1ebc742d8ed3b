import type { Choice } from './prompts.js';

/** As many choices as there are digits for; longer lists are searched. */
export const MOST_LISTED = 9;

/** Numbers of the choices that hold every word of a text, those that begin with it before the others. */
export function searchChoices(choices: readonly Choice<unknown>[], text: string): number[] {
  const wanted = text.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const found = [...choices.keys()].filter((at) => {
    const { label, hint = '' } = choices[at] as Choice<unknown>;
    const all = `${label} ${hint}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const begins = (at: number) => (choices[at] as Choice<unknown>).label.toLowerCase().startsWith(wanted);
  return [...found.filter(begins), ...found.filter((at) => !begins(at))];
}
