/** Shorter words of letters may be anything. */
const SHORTEST = 10;

/**
 * Whether a word of letters alone is an id that happens to hold no digit, and no word of a language: its case changes
 * all the time, or it has hardly a vowel.
 */
export function looksRandom(word: string): boolean {
  if (word.length < SHORTEST || !/^[a-z]+$/i.test(word)) return false;
  const changes = word.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  const vowels = word.match(/[aeiouy]/gi)?.length ?? 0;
  return changes * 3 >= word.length || vowels * 5 < word.length || /[^aeiouy]{6}/i.test(word);
}
