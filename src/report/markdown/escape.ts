import { isPlainAddress } from '../plain-address.js';
import { stripControls } from '../strip-controls.js';

/**
 * A text as running words of a Markdown paragraph: nothing in it is markup, HTML, a link, a mention or a reference to
 * an issue (CommonMark 0.31 and GitHub's extensions). One line, because a second one could begin a block.
 */
export function prose(text: string): string {
  return stripControls(text, 'join')
    .replace(/[\\`*_[\]|~$^]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^(?:[-+=#]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/:(?=\/\/)|(?<=\b(?:mailto|xmpp)):|(?<=\bwww)\./gi, '\\$&')
    .replace(/@|#(?=\d)|\bGH-(?=\d)/gi, `$&${NO_WIDTH}`);
}

/** Stands, visible in the source, behind what sites turn into mentions and references after Markdown was rendered. */
const NO_WIDTH = '&#8203;';

/** A text as a code span, in which nothing is interpreted; its fence is longer than any run of backticks inside. */
export function code(text: string): string {
  const line = stripControls(text, 'join');
  if (line === '') return '(empty)';
  const fence = '`'.repeat(longestRun(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** References come from packs, which may be a stranger's. */
export function link(reference: string): string {
  return isPlainAddress(reference) ? `<${reference}>` : code(reference);
}

/** Lines as a fenced code block; its fence is longer than any run of backticks inside. */
export function fenced(lines: readonly string[], language: string): string[] {
  const text = stripControls(lines.join('\n'));
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}${language}`, text, fence];
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
