import { stripControls } from '../report/strip-controls.js';

/** A stretch of text, or the variable that holds it when the script runs. */
export type Piece = string | { readonly variable: string };

/**
 * One word of a shell's command line.
 *
 * @param pieces byte strings (see scheme.ts)
 */
export function shellWord(pieces: readonly Piece[]): string {
  const isPlain = pieces.every(
    (piece) => typeof piece === 'object' || /^[\w .:,;=&/?@%+~#()*-]*$/.test(piece),
  );
  if (isPlain && pieces.some((piece) => typeof piece === 'object')) {
    const inner = pieces.map((piece, index) => {
      if (typeof piece === 'string') return piece;
      const next = pieces[index + 1];
      return typeof next === 'string' && /^\w/.test(next) ? `\${${piece.variable}}` : `$${piece.variable}`;
    });
    return `"${inner.join('')}"`;
  }
  return pieces
    .map((piece) => (typeof piece === 'object' ? `"$${piece.variable}"` : literal(piece)))
    .join('');
}

/** In single quotes; in `$'…'`, which bash and zsh know, where a terminal would lose or change something. */
function literal(bytes: string): string {
  const buffer = Buffer.from(bytes, 'latin1');
  const text = buffer.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(buffer) && !text.includes('\t');
  if (isText && stripControls(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${bytes.replace(/[\\']|[^\x20-\x7e]/g, escaped)}'`;
}

/** Three octal digits, so that a digit after it stays what it is. */
function escaped(sign: string): string {
  if (sign === '\n') return '\\n';
  if (sign === '\\' || sign === "'") return `\\${sign}`;
  return `\\${sign.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/** A text as it stands between double quotes. */
export function inDoubleQuotes(text: string): string {
  return text.replace(/[\\$`"]/g, '\\$&');
}

/** A text as it stands in a format of printf in single quotes. */
export function inFormat(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('%', '%%').replaceAll('\n', '\\n').replaceAll("'", "'\\''");
}

/** Whether nothing is written. */
export function isEmpty(pieces: readonly Piece[]): boolean {
  return pieces.every((piece) => piece === '');
}

/** With neighbouring texts as one. */
export function merged(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') result[result.length - 1] = last + piece;
    else if (piece !== '') result.push(piece);
  }
  return result.length > 0 ? result : [''];
}
