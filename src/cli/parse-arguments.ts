import {
  Command as Commander,
  CommanderError,
  Option as CommanderOption,
  InvalidArgumentError,
} from 'commander';
import type { Command, Option } from './command.js';
import { overview } from './overview.js';
import { mixesWords, wordsApart } from './other-program.js';
import { UsageError } from './usage-error.js';

/** The same on every terminal and in a pipe. */
const HELP_WIDTH = 100;
const OURS_FIRST = 'before -- stand options of errdoctor, behind it all words of the other program';

export type Parsed =
  | {
      readonly is: 'call';
      /** undefined when no command was named. */
      readonly command: Command | undefined;
      readonly arguments: readonly string[];
      readonly options: Readonly<Record<string, unknown>>;
    }
  /** Help, the version or a complaint: what remains is to print it. */
  | { readonly is: 'answered'; readonly out: string; readonly err: string; readonly failed: boolean };

export interface Program {
  readonly version: string;
  readonly commands: readonly Command[];
  readonly bare: Command;
}

/**
 * Reads a command line. Without a command's name the options of `bare` hold, before or after the words.
 */
export function parseArguments(argv: readonly string[], { version, commands, bare }: Program): Parsed {
  const printed = { out: '', err: '' };
  let parsed: Parsed | undefined;

  const build = (target: Commander, command: Command): Commander => {
    target
      .exitOverride()
      .configureOutput({
        writeOut: (text) => {
          printed.out += text;
        },
        writeErr: (text) => {
          printed.err += text;
        },
        getOutHelpWidth: () => HELP_WIDTH,
        getErrHelpWidth: () => HELP_WIDTH,
        getOutHasColors: () => false,
        getErrHasColors: () => false,
      })
      .description(`${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.`)
      .summary(command.summary)
      .helpOption('-h, --help', 'show this help');
    for (const { syntax, summary } of command.arguments ?? []) target.argument(syntax, summary);
    for (const option of command.options ?? []) target.addOption(declare(option));
    for (const inner of command.commands ?? []) build(target.command(inner.name), inner);
    if (command.commands) target.helpCommand(false);
    if (command.passesOn) target.showHelpAfterError(`(${OURS_FIRST})`);
    if (command.examples)
      target.addHelpText('after', `\nExamples:\n${command.examples.map(indent).join('')}`);
    if (command.run) {
      target.action(() => {
        const given = { ...optionsBefore(target), ...target.opts() };
        if (command.passesOn && mixesWords(target.args, argv)) target.error(`error: ${OURS_FIRST}`);
        parsed = { is: 'call', command, arguments: target.args, options: given };
      });
    }
    return target;
  };

  // Only the command that is called: to declare all of them costs a fifth of Node's own start.
  const called = commands.filter(({ name }) => argv.includes(name));
  const program = build(new Commander('errdoctor'), { ...bare, commands: called, examples: undefined });
  program
    .version(version, '-V, --version')
    .enablePositionalOptions()
    .helpCommand('help [command]', 'show the options of a command')
    .configureHelp({ formatHelp: () => overview(commands) })
    .action(() => {
      parsed = { is: 'call', command: undefined, arguments: program.args, options: program.opts() };
    });
  try {
    program.parse(wordsApart(argv, commands, bare), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const failed = error.exitCode !== 0;
    return { is: 'answered', ...printed, failed };
  }
  return parsed ?? { is: 'answered', ...printed, failed: true };
}

/**
 * Options that stand before the command's name (`errdoctor --json analyze FILE`).
 *
 * @throws CommanderError when the command does not know one of them
 */
function optionsBefore(target: Commander): Record<string, unknown> {
  const options: Record<string, unknown> = {};
  for (let outer = target.parent; outer; outer = outer.parent) {
    for (const [name, value] of Object.entries(outer.opts())) {
      const own = target.options.find((option) => option.attributeName() === name);
      const flag = outer.options.find((option) => option.attributeName() === name)?.long;
      if (!own) target.error(`error: option '${flag}' is not for '${target.name()}'`);
      options[name] = value;
    }
  }
  return options;
}

function declare(option: Option): CommanderOption {
  const declared = new CommanderOption(option.flags, option.summary);
  if (option.choices && !option.perScheme) declared.choices(option.choices);
  const { read } = option;
  if (option.repeatable) {
    declared.argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
  } else if (read) {
    declared.argParser((text) => {
      try {
        return read(text);
      } catch (error) {
        if (error instanceof UsageError) throw new InvalidArgumentError(error.message);
        throw error;
      }
    });
  }
  return declared;
}

function indent(line: string): string {
  return `  ${line}\n`;
}
