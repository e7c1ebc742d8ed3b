import type { Io } from './io.js';

/**
 * One command, declared so lightly that `--help` can list all of them; its code loads when it runs. The
 * folder `commands/` is the registry: one file, one default export of this shape.
 */
export interface Command {
  readonly name: string;
  /** One line for the list of commands, without a final stop. */
  readonly summary: string;
  readonly arguments?: readonly Argument[];
  readonly options?: readonly Option[];
  /** Words after the name, as in `rules lint`. */
  readonly commands?: readonly Command[];
  /** Words are for another program: all behind the name or, where a `--` stands among them, those behind that alone. */
  readonly passesOn?: 'all words' | 'words behind --';
  readonly examples?: readonly string[] | undefined;
  readonly run?: () => Promise<{ readonly default: Run }>;
}

export interface Argument {
  /** `<file>` when required, `[file]` when not, `[files...]` for many. */
  readonly syntax: string;
  readonly summary: string;
  /** The words that it can be, offered when a command line is completed. */
  readonly choices?: readonly string[];
  readonly known?: Known;
}

/** What the rule packs know the words of. */
export type Known = 'causes' | 'packs';

export interface Option {
  /** `-f, --format <name>`. */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly known?: Known;
  /** The option may be given several times; its value is then a list. */
  readonly repeatable?: boolean;
  /** The id of a signing scheme may stand before the value: `webhook=SHOP_SECRET`. */
  readonly perScheme?: boolean;
  /** Why no configuration file may give a default for it, as a half sentence. */
  readonly commandLineOnly?: string;
  /** Turns the text into a value; throws UsageError with what was expected. */
  readonly read?: (text: string) => unknown;
}

/** What a command gets: its arguments, its options by their names in camelCase, and the world outside. */
export interface Call<Options = Readonly<Record<string, unknown>>> {
  readonly arguments: readonly string[];
  readonly options: Options;
  readonly io: Io;
}

/** Gives the exit code: one of `exitCodes`, or that of the program that was run. */
// biome-ignore lint/suspicious/noExplicitAny: each command names the options that it declared itself
export type Run = (call: Call<any>) => Promise<number>;
