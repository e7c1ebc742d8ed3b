import type { Command } from './command.js';
import { spellingsOf, takesValue } from './option-flags.js';
import { UsageError } from './usage-error.js';

/**
 * A command line in which the words of another program stand behind a `--`, which users may leave out where all words
 * are that program's (`errdoctor curl -sS https://…`).
 *
 * @throws UsageError, with the line as it has to be, where a `--` is missing
 */
export function wordsApart(argv: readonly string[], commands: readonly Command[], bare: Command): string[] {
  const at = commandAt(argv, bare);
  const words = argv.slice(at + 1);
  const command = commands.find(({ name }) => name === argv[at]);
  if (!command?.passesOn || words.includes('--') || words.length === 0 || isHelp(words)) return [...argv];
  if (command.passesOn === 'all words') return [...argv.slice(0, at + 1), '--', ...words];
  const program = at + 1 + commandAt(words, command);
  if (program === argv.length) return [...argv];
  const line = [...argv.slice(0, program), '--', ...argv.slice(program)].map(shown).join(' ');
  throw new UsageError(`Before the program stands a --: errdoctor ${line}`);
}

/** As it would be typed. */
function shown(word: string): string {
  return /^[\w.,:;=&/?@%+~#-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
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
