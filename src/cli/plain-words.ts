import type { Command } from './command.js';
import type { Parsed } from './parse-arguments.js';

/**
 * Reads a command line that holds no option, such as `errdoctor analyze call.har`: it needs no parser, and
 * loading one takes a third of the time that Node itself takes to start. undefined where the parser has to look.
 */
export function plainWords(argv: readonly string[], commands: readonly Command[]): Parsed | undefined {
  const [first, ...others] = argv;
  if (first === 'help' || argv.some((word) => word.length > 1 && word.startsWith('-'))) return undefined;
  const command = commands.find(({ name }) => name === first);
  if (!command) return { is: 'call', command, arguments: argv, options: {} };
  // A command that wants certain words, or has commands of its own, can be called wrongly.
  const takesAnyWords =
    command.run &&
    command.passesOn !== 'words behind --' &&
    /^\[.*\.{3}\]$/.test(command.arguments?.[0]?.syntax ?? '');
  return takesAnyWords ? { is: 'call', command, arguments: others, options: {} } : undefined;
}
