import { existsSync, statSync } from 'node:fs';
import type { Command } from './command.js';
import analyze from './commands/analyze.js';
import explain from './commands/explain.js';
import wizard from './commands/wizard.js';
import type { Io } from './io.js';
import { nearest } from '../nearest.js';
import { statesFailure } from '../exchange/statement.js';
import { UsageError } from './usage-error.js';

interface Words {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
}

/**
 * What a command line without a command's name means: a file, a pipe or a stated failure is analyzed, words that
 * the rule packs know are explained, and with nothing at all somebody at a terminal is asked; undefined where nobody can be.
 *
 * @throws UsageError for words that nobody knows, with what was probably meant
 */
export async function chooseCommand(
  words: Words,
  commands: readonly Command[],
  io: Io,
): Promise<Command | undefined> {
  const first = words.arguments[0];
  if (first === undefined) {
    if (!io.stdin.isTTY || statesFailure(words.options)) return analyze;
    // Nobody is asked whose answers or questions go elsewhere.
    return io.stdout.isTTY && io.stderr.isTTY ? wizard : undefined;
  }
  if (first === '-' || isFile(first)) return analyze;

  const [{ openEngine }, { Glossary }] = await Promise.all([
    import('./open-engine.js'),
    import('../causes/glossary.js'),
  ]);
  const engine = await openEngine({ ...words.options, quiet: true }, io);
  const glossary = await Glossary.of(engine.store);
  const phrase = words.arguments.join(' ');
  const misspelt = nearest(
    first,
    commands.map(({ name }) => name),
  );
  // The words of a misspelt command may well stand in a message.
  const isCommand = misspelt !== undefined && words.arguments.length > 1 && glossary.find(first).length === 0;
  if (!isCommand && glossary.find(phrase).length > 0) return explain;
  // A folder, or one missing file among others: analyze says what is wrong with it and reads the rest.
  const looksLikeFile = existsSync(first) || (/[./\\]/.test(first) && words.arguments.slice(1).some(isFile));
  if (!misspelt && looksLikeFile) return analyze;

  const { nearestFile } = await import('./nearest-file.js');
  const meant = misspelt ?? nearestFile(first) ?? nearest(first, glossary.spellings());
  // Nothing else it could be: analyze says that the file is missing.
  if (!meant && /[./\\]/.test(first)) return analyze;
  const hint = meant ? `Did you mean "${meant}"?` : '"errdoctor --help" shows what can be asked.';
  throw new UsageError(
    `"${words.arguments.some(isFile) ? first : phrase}" is no file, no command, and no cause, code or message that is known. ${hint}`,
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === false;
}
