import { checkJson } from '../../exchange/json-syntax.js';
import type { Told } from './prose.js';

/** JSON text in a text, as far as it goes. */
export interface ToldJson extends Told {
  /** The writer left out the end. */
  readonly cut: boolean;
  /** It was written inside a string: `value` is without the escapes, and offsets in it lead nowhere. */
  readonly escaped: boolean;
}

/** A bracket that begins JSON, and not a log's `[worker]` or a program's `{ ok: 1 }`. */
const BEGIN = /\{\s{0,100}(?:\\{0,3}"|\}(?!\w))|\[\s{0,100}(?:\{\s{0,100}\\{0,3}"|\\{0,3}")/g;
const TRIED = 8;
/** Depth of escapes that is undone: text in JSON in JSON. */
const DEEPEST = 3;

/** The first JSON object or list of a text, also cut off or escaped. */
export function findJson(text: string): ToldJson | undefined {
  const begin = new RegExp(BEGIN);
  for (let tried = 0; tried < TRIED; tried++) {
    const match = begin.exec(text);
    if (!match) return undefined;
    const found = match[0].includes('\\"') ? readEscaped(text, match.index) : readPlain(text, match.index);
    if (found) return found;
  }
  return undefined;
}

function readPlain(text: string, from: number): ToldJson | undefined {
  const bytes = Buffer.from(text.slice(from), 'latin1');
  const syntax = checkJson(bytes);
  if (syntax.is === 'malformed' && !(syntax.keep > 1 && isLeftOut(text, from, syntax.end))) return undefined;
  if (syntax.is === 'cut' && syntax.keep <= 1) return undefined;
  const cut = syntax.is !== 'ok';
  const written = bytes.toString('latin1', 0, syntax.end).replace(cut ? CUT_MARK : /$^/, '');
  return { value: written, from, to: from + written.length, cut, escaped: false };
}

/** `{\"ok\":false…` as it stands in a string of a program or of other JSON. */
function readEscaped(text: string, from: number): ToldJson | undefined {
  const lineEnd = text.indexOf('\n', from);
  let value = text.slice(from, lineEnd < 0 ? text.length : lineEnd);
  const written = value;
  for (let depth = 0; depth < DEEPEST && /^[{[]\s*(?:\{\s*)?\\+"/.test(value); depth++) {
    value = value.replace(/\\(["\\/])/g, '$1');
  }
  const found = readPlain(value, 0);
  return found && { ...found, from, to: from + (found.cut ? written.length : endOf(written)), escaped: true };
}

/** The escaped text ends with the bracket that stands last, or where the string around it does. */
function endOf(written: string): number {
  const end = Math.max(written.lastIndexOf('}'), written.lastIndexOf(']')) + 1;
  return end > 0 ? end : written.length;
}

const CUT_MARK = /\s*(?:\.{3}|\xe2\x80\xa6|\[?\(?truncated[^\n]{0,40})\s*$/;

/** Whether JSON stops with the marks of somebody who left out the rest; inside a string they look like its content. */
function isLeftOut(text: string, from: number, length: number): boolean {
  const end = from + length;
  return (
    /^\s*(?:\.{2,3}|\xe2\x80\xa6|\[\.{3}\]|[([]?truncated|\d+ more)/.test(text.slice(end, end + 40)) ||
    (text[end] === '\n' && CUT_MARK.test(text.slice(Math.max(from, end - 60), end)))
  );
}
