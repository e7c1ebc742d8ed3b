import type { Command, Known, Option } from '../command.js';
import { spellingsOf, takesPath, takesValue } from '../option-flags.js';

/** What may follow a command's name, for the scripts that complete a command line. */
export interface Stage {
  /** `` before any command's name, `rules lint` after both words. */
  readonly path: string;
  /** Words that may come next, each with what it means. */
  readonly words: readonly (readonly [word: string, summary: string])[];
  readonly options: readonly OptionStage[];
  readonly files: boolean;
  readonly known?: Known | undefined;
}

export interface OptionStage {
  /** `-f` and `--format`. */
  readonly spellings: readonly string[];
  readonly summary: string;
  readonly takes: 'nothing' | 'text' | 'path' | Known | readonly string[];
}

/** Shell commands that print what only the rule packs know. */
export const LISTINGS: Readonly<Record<Known, string>> = {
  causes: "errdoctor rules list 2>/dev/null | cut -d' ' -f1",
  packs: 'errdoctor rules list 2>/dev/null | cut -d/ -f1 | sort -u',
};

/** The stages of a command line: before any command's name what `bare` takes, then each command and its own. */
export function stagesOf(commands: readonly Command[], bare: Command): Stage[] {
  const start = stageOf('', { ...bare, commands });
  return [start, ...commands.flatMap((command) => below('', command))];
}

function below(outer: string, command: Command): Stage[] {
  const path = outer === '' ? command.name : `${outer} ${command.name}`;
  return [stageOf(path, command), ...(command.commands ?? []).flatMap((inner) => below(path, inner))];
}

function stageOf(path: string, command: Command): Stage {
  const takes = command.arguments ?? [];
  return {
    path,
    words: [
      ...(command.commands ?? []).map(({ name, summary }) => [name, summary] as const),
      ...takes.flatMap(({ choices = [], summary }) => choices.map((choice) => [choice, summary] as const)),
    ],
    options: [...(command.options ?? []).map(optionStage), HELP],
    files: takes.some(({ syntax }) => /files?|dirs/.test(syntax)),
    known: takes.find(({ known }) => known)?.known,
  };
}

function optionStage(option: Option): OptionStage {
  const value = option.choices ?? option.known ?? (takesPath(option) ? 'path' : 'text');
  return {
    spellings: spellingsOf(option),
    summary: option.summary,
    takes: takesValue(option) ? value : 'nothing',
  };
}

const HELP: OptionStage = { spellings: ['-h', '--help'], summary: 'show this help', takes: 'nothing' };

/** A text as one word of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
