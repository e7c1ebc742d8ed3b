/**
 * Message templates: words in order, without regular expressions, so that a stranger's pack cannot hang the tool.
 * `*` is any words or none, `a|b` one of several words, `{name}` one to five words.
 */
export type TemplateToken =
  | string
  | readonly string[]
  | { readonly gap: readonly [least: number, most: number] };

const ANY_GAP = { gap: [0, 40] } as const;
const NAME_GAP = { gap: [1, 5] } as const;

/** So much of a message is read, and so many messages are remembered: APIs say the same again and again. */
const READ = 2000;
const REMEMBERED = 200;
const remembered = new Map<string, readonly string[]>();
let last: { message: string; words: readonly string[] } | undefined;

/** Splits a message into lower-case words; punctuation and quotes separate and vanish, apostrophes too. */
export function messageWords(message: string): readonly string[] {
  if (last?.message === message) return last.words;
  const words = remembered.get(message) ?? rememberedWords(message);
  last = { message, words };
  return words;
}

function rememberedWords(message: string): readonly string[] {
  const words = wordsIn(message);
  if (message.length > READ) return words;
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(message, words);
  return words;
}

function wordsIn(message: string): readonly string[] {
  return (
    message
      .slice(0, READ)
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Longer templates are nobody's: matching time grows with their length. */
const LONGEST = 500;

/**
 * Parses a template. Throws a RangeError when it is very long, or has no literal word and would fit everything.
 */
export function parseTemplate(template: string): TemplateToken[] {
  if (template.length > LONGEST)
    throw new RangeError(`a message template has more than ${LONGEST} characters`);
  const tokens = template
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((piece): TemplateToken[] => {
      // Most pieces, without the slow pattern that knows all scripts.
      if (/^[a-z\d]+$/.test(piece)) return [piece];
      if (piece === '*') return [ANY_GAP];
      if (/^\{[\w.]+\}$/.test(piece)) return [NAME_GAP];
      if (piece.includes('|')) return [piece.split('|').flatMap(messageWords)];
      return [...messageWords(piece)];
    });
  if (!tokens.some((token) => typeof token === 'string' || Array.isArray(token))) {
    throw new RangeError(`the message template "${template}" has no literal word`);
  }
  return tokens;
}

/** Whether the words hold the template somewhere. Time is bounded by words × tokens. */
export function fitsTemplate(tokens: readonly TemplateToken[], words: readonly string[]): boolean {
  // Most templates fail on one word, and that is cheap to see.
  for (const token of tokens) if (typeof token === 'string' && !words.includes(token)) return false;
  // Positions at which the rest of the template may go on, in order and each once, so that gaps cannot branch
  // exponentially.
  let starts = [...words.keys()];
  for (const token of tokens) {
    const next: number[] = [];
    // What one gap has covered the next need not cover again.
    let covered = -1;
    for (const start of starts) {
      if (typeof token === 'object' && 'gap' in token) {
        const [least, most] = token.gap;
        const end = Math.min(start + most, words.length);
        for (let place = Math.max(start + least, covered + 1); place <= end; place++) next.push(place);
        covered = Math.max(covered, end);
      } else if (typeof token === 'string' ? words[start] === token : token.includes(words[start] ?? '')) {
        next.push(start + 1);
      }
    }
    if (next.length === 0) return false;
    starts = next;
  }
  return true;
}

/** Whether one of several templates does. */
export function fitsAny(templates: readonly (readonly TemplateToken[])[], words: readonly string[]): boolean {
  for (const tokens of templates) if (fitsTemplate(tokens, words)) return true;
  return false;
}

/** The literal words of a template; alternatives count as one entry each. */
export function literalWords(tokens: readonly TemplateToken[]): (readonly string[])[] {
  return tokens.flatMap((token) => (typeof token === 'string' ? [[token]] : 'gap' in token ? [] : [token]));
}
