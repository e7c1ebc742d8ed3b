import { figure } from '../../figure.js';
import { stripControls } from '../strip-controls.js';

/** HTML that is safe to put into a page; only {@link html} and the code of this folder make it. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = Markup | string | number | false | null | undefined | readonly Part[];

/** Nobody reads more of one text on a page; a server may send megabytes. */
const LONGEST = 2000;

/**
 * A template of HTML. Everything filled in is text, and becomes neither element nor attribute, unless it is
 * {@link Markup} itself: control characters and marks that reorder text are removed, what is long is cut. Values of
 * attributes have to stand in double quotes.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  for (const [index, part] of parts.entries()) text += written(part) + (strings[index + 1] ?? '');
  return new Markup(text);
}

/** Several parts with something between them. */
export function joined(parts: readonly Part[], between: string): Part {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [between, part]));
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return part ? part.map(written).join('') : '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return stripControls(cut(text)).replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}… (${figure(text.length)} characters)`;
}
