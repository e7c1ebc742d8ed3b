import { secretsIn } from '../exchange/secret.js';

/** A word in one case, or with a capital, and perhaps a short number. */
const WORD = /^(?:[A-Z]?[a-z]{0,20}|[A-Z]{0,20})\d{0,4}$/;

/**
 * Whether a text can be told from a secret that was given by mistake: words with something between them. Whatever
 * else it may be, it is not repeated to the user.
 */
export function looksLikeName(text: string): boolean {
  const words = text.split(/[\s_./\\:~-]/);
  const isPlain = words.every((word) => WORD.test(word)) && secretsIn(text).length === 0;
  return isPlain && (words.length > 1 || /^[A-Z]+$/.test(text));
}
