import type { Command, Option } from './command.js';

/** The same on every terminal and in a pipe. */
const WIDTH = 100;

/**
 * What `--help` prints of a command.
 *
 * @param path the command, behind the one that it belongs to
 */
export function helpPage(path: readonly Command[]): string {
  const command = path.at(-1) as Command;
  const { summary, examples = [] } = command;
  const words = ['errdoctor', ...path.map(({ name }) => name)].join(' ');
  const parts: readonly (readonly [title: string, rows: readonly Row[]])[] = [
    ['Arguments', (command.arguments ?? []).map(({ syntax, summary: says }) => [bareName(syntax), says])],
    ['Options', [...(command.options ?? []).map(optionRow), ['-h, --help', 'show this help']]],
    ['Commands', (command.commands ?? []).map((inner) => [usage(inner, inner.name), inner.summary])],
  ];
  const column = Math.max(...parts.flatMap(([, rows]) => rows.map(([term]) => term.length)));
  const sections = [
    [`Usage: ${usage(command, words)}`],
    [`${summary[0]?.toUpperCase()}${summary.slice(1)}.`],
    ...parts
      .filter(([, rows]) => rows.length > 0)
      .map(([title, rows]) => [`${title}:`, ...rows.flatMap((row) => inColumns(row, column))]),
    ...(examples.length > 0 ? [['Examples:', ...examples.map((example) => `  ${example}`)]] : []),
  ];
  return sections.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

type Row = readonly [term: string, says: string];

function usage({ arguments: words = [], commands }: Command, name: string): string {
  return [name, '[options]', ...words.map(({ syntax }) => syntax), ...(commands ? ['[command]'] : [])].join(
    ' ',
  );
}

function bareName(syntax: string): string {
  return syntax.slice(1, -1).replace('...', '');
}

function optionRow({ flags, summary, choices, perScheme }: Option): Row {
  const listed = choices && !perScheme;
  return [flags, listed ? `${summary} (choices: ${choices.map((one) => `"${one}"`).join(', ')})` : summary];
}

function inColumns([term, says]: Row, column: number): string[] {
  const room = WIDTH - column - 4;
  const lines = says.match(new RegExp(`\\S.{0,${room - 1}}(?=\\s|$)`, 'gu')) ?? [];
  return lines.map((line, number) => `  ${(number === 0 ? term : '').padEnd(column)}  ${line}`);
}
