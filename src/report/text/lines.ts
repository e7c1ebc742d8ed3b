import { textWidth } from './width.js';

/** Text is not made wider than this: long lines are hard to read. */
const WIDEST = 110;
const NARROWEST = 40;

/** The columns that running text may use on a terminal of this width. */
export function readableWidth(width: number): number {
  return Math.max(NARROWEST, Math.min(WIDEST, width));
}

/**
 * Breaks text at white space to a width, behind a first prefix and, from the second line on, another of the same
 * width. Words are never cut, because a command or URL must stay copyable.
 */
export function wrap(text: string, width: number, first = '', next = ' '.repeat(textWidth(first))): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(/\s+/).filter((part) => part !== '')) {
      const prefix = lines.length === 0 ? first : next;
      if (line === '') line = word;
      else if (textWidth(prefix) + textWidth(line) + 1 + textWidth(word) <= width) line += ` ${word}`;
      else {
        lines.push(prefix + line);
        line = word;
      }
    }
    if (line !== '') lines.push((lines.length === 0 ? first : next) + line);
  }
  return lines;
}

/** `label` in a column of its own, the text wrapped beside it. */
export function labelled(indent: string, label: string, text: string, width: number): string[] {
  return wrap(text, width, `${indent}${label.padEnd(LABEL)}`);
}

export const LABEL = 9;

/** Lines of a command, verbatim and indented so that they can be copied. */
export function command(run: string, indent: string): string[] {
  return run.split('\n').map((line) => `${indent}${line}`.trimEnd());
}

/** `1 failure`, `3 failures`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
