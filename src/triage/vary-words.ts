/** A stretch of a line. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/**
 * Copies of a line in which some words are others of the same form: smallest, largest, longest, and twice any. A number
 * of up to eight digits may become shorter or longer, as amounts do; other words keep their length and their letters'
 * case and range, so that hexadecimal stays so.
 */
export function variantsOf(text: string, words: readonly Word[], varied: readonly number[]): string[] {
  if (varied.length === 0) return [];
  const random = seeded(text.length);
  return [
    (word: string) => (isAmount(word) ? '0' : word.replace(/\d/g, '0')),
    (word: string) => word.replace(/\d/g, '9'),
    (word: string) => (isAmount(word) ? '73912846' : other(word, random)),
    (word: string) => other(word, random),
  ].map((vary) => {
    let copy = '';
    let from = 0;
    for (const number of varied) {
      const { start, end } = words[number] as Word;
      copy += text.slice(from, start) + vary(text.slice(start, end));
      from = end;
    }
    return copy + text.slice(from);
  });
}

function isAmount(word: string): boolean {
  return /^\d{1,8}$/.test(word);
}

function other(word: string, random: (below: number) => number): string {
  const isHexadecimal = /^[\da-f]+$/i.test(word);
  return word.replace(/[a-z\d]/gi, (character, at: number) => {
    // No number of JSON begins with a zero.
    if (/\d/.test(character)) return String(at === 0 ? 1 + random(9) : random(10));
    const letter = 'abcdefghijklmnopqrstuvwxyz'[random(isHexadecimal ? 6 : 26)] as string;
    return character < 'a' ? letter.toUpperCase() : letter;
  });
}

/** Numbers that look random and are the same in every run (Park and Miller). */
function seeded(seed: number): (below: number) => number {
  let state = seed + 1;
  return (below) => {
    state = (state * 48271) % 0x7fffffff;
    return state % below;
  };
}
