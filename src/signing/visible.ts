import { figure } from '../figure.js';
/**
 * A byte string as people can read it: UTF-8 text with line ends, tabs, control characters, invisible characters and
 * what is no UTF-8 written as escapes.
 *
 * @param limit bytes after which the middle is left out
 */
export function visible(bytes: string, limit = Number.POSITIVE_INFINITY): string {
  if (bytes.length <= limit) return escaped(bytes);
  const half = Math.floor(limit / 2);
  return `${escaped(bytes.slice(0, half))} … ${figure(bytes.length - 2 * half)} bytes … ${escaped(bytes.slice(-half))}`;
}

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };

function escaped(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  const isText = Buffer.from(text).toString('latin1') === bytes;
  if (!isText)
    return [...bytes]
      .map((byte) => NAMES[byte] ?? (/[ -~]/.test(byte) ? byte : hex(byte.charCodeAt(0), 'x', 2)))
      .join('');
  // Controls, format characters, and every space but the plain one.
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]|(?! )\p{Zs}/gu, (character) => {
    const code = character.codePointAt(0) as number;
    return NAMES[character] ?? (code < 0x100 ? hex(code, 'x', 2) : hex(code, 'u', 4));
  });
}

function hex(code: number, letter: string, digits: number): string {
  return `\\${letter}${code.toString(16).padStart(digits, '0')}`;
}
