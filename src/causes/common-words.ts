/*
 * Texts in which words that come often stand as one or two characters beyond ASCII: what packs such texts further
 * makes less of them than of the words.
 */

/** In the texts of packs most names and words are such parts: `afterFix` and `after-fix` have two. Names of members are one. */
const WORD = /"[A-Za-z]+":|[A-Z]?[a-z]+/g;

/** The words that come most often are one character, the others two. */
const CODE = /[\x80-\xbf]|[\xc0-\xff][\x80-\xff]/g;
const ONE_CHARACTER = 0xc0 - 0x80;
const FIRST_OF_TWO = 0x100 - 0xc0;
const SECOND_OF_TWO = 0x100 - 0x80;

/** Words that save fewer characters take more room in the list than they spare. */
const WORTH_LISTING = 45;

/** The words to shorten in these texts, which are ASCII. */
export function commonWords(texts: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [word] of text.matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts]
    .filter(([word, count]) => count * (word.length - 2) >= WORTH_LISTING)
    .sort(([, one], [, other]) => other - one)
    .slice(0, ONE_CHARACTER + FIRST_OF_TWO * SECOND_OF_TWO)
    .map(([word]) => word);
  // Words that begin alike pack better next to each other.
  return [...words.slice(0, ONE_CHARACTER), ...words.slice(ONE_CHARACTER).sort()];
}

/** Writes texts shorter by these words. */
export function shortener(words: readonly string[]): (text: string) => string {
  const codes = new Map(words.map((word, number) => [word, codeOf(number)]));
  return (text) => text.replace(WORD, (word) => codes.get(word) ?? word);
}

/** Writes out in full what `shortener` wrote with these words. */
export function lengthener(words: readonly string[]): (text: string) => string {
  const byCode = new Map(words.map((word, number) => [codeOf(number), word]));
  // A function of our own V8 would optimize, at once and at the cost of all that it has to do in a short run.
  const wordOf = byCode.get.bind(byCode) as (code: string) => string;
  return (text) => text.replace(CODE, wordOf);
}

function codeOf(number: number): string {
  const further = number - ONE_CHARACTER;
  if (further < 0) return String.fromCharCode(0x80 + number);
  return String.fromCharCode(0xc0 + Math.floor(further / SECOND_OF_TWO), 0x80 + (further % SECOND_OF_TWO));
}
