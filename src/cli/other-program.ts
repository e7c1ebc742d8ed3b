import type { Command } from './command.js';
import { spellingsOf, takesValue } from './option-flags.js';

/**
 * A command line in which the words of another program stand behind a `--`, which users may leave out where they
 * name no options of errdoctor (`errdoctor curl -sS https://…`).
 */
export function wordsApart(argv: readonly string[], commands: readonly Command[], bare: Command): string[] {
  const at = commandAt(argv, bare);
  const words = argv.slice(at + 1);
  const passesOn = commands.some(({ name, passesOn }) => passesOn && name === argv[at]);
  if (!passesOn || words.includes('--') || words.length === 0 || isHelp(words)) return [...argv];
  return [...argv.slice(0, at + 1), '--', ...words];
}

/** Whether words that are no options stand before the `--`, so that nobody knows whose they are. */
export function mixesWords(found: readonly string[], argv: readonly string[]): boolean {
  const at = argv.indexOf('--');
  return at >= 0 && found.length > argv.length - at - 1;
}

function isHelp(words: readonly string[]): boolean {
  return words.length === 1 && (words[0] === '-h' || words[0] === '--help');
}

/** Where the command's name stands: options of errdoctor may come before it. */
function commandAt(argv: readonly string[], { options = [] }: Command): number {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] as string;
    if (!word.startsWith('-') || word === '-') return at;
    if (options.some((option) => takesValue(option) && spellingsOf(option).includes(word))) at++;
  }
  return argv.length;
}
