import { version } from '../version.generated.js';
import { chooseCommand } from './choose-command.js';
import type { Command } from './command.js';
import analyze from './commands/analyze.js';
import { commands } from './commands.generated.js';
import { exitCodes } from './exit-codes.js';
import { findConfig } from './find-config.js';
import type { Io } from './io.js';
import { overview } from './overview.js';
import { plainWords } from './plain-words.js';
import { UsageError } from './usage-error.js';

/**
 * Runs one command line and gives its exit code. Never throws and never ends the process: what breaks
 * inside becomes a short sentence on standard error and exit code 3.
 *
 * @param argv the words after the program's name
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    return await run(argv, io);
  } catch (error) {
    const { breakdown, complain } = await import('./complain.js');
    if (error instanceof UsageError) {
      await complain(io, `error: ${error.message}\n`);
      return exitCodes.usage;
    }
    await complain(io, breakdown(error, argv.includes('-v') || argv.includes('--verbose')));
    return exitCodes.broken;
  }
}

async function run(argv: readonly string[], io: Io): Promise<number> {
  const parsed =
    plainWords(argv, commands) ??
    (await import('./parse-arguments.js')).parseArguments(argv, { version, commands, bare: analyze });
  if (parsed.is === 'answered') {
    await io.stdout.write(parsed.out);
    if (parsed.err) await (await import('./complain.js')).complain(io, parsed.err);
    return parsed.failed ? exitCodes.usage : exitCodes.ok;
  }
  const file = findConfig();
  const config = file ? await (await import('./config.js')).readConfig(file, commands) : undefined;
  const optionsOf = (command: Command) => config?.complete(command, parsed.options) ?? parsed.options;
  const command =
    parsed.command ?? (await chooseCommand({ ...parsed, options: optionsOf(analyze) }, commands, io));
  if (!command?.run) {
    await io.stdout.write(overview(commands));
    return exitCodes.ok;
  }
  const { default: start } = await command.run();
  return start({ arguments: parsed.arguments, options: optionsOf(command), io });
}
