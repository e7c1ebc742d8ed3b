import { isUtf8 } from 'node:buffer';
import { findShapes, knownPrefix } from '../exchange/secret-shapes.js';
import { isPlaceholder } from '../facts/placeholder.js';
import { substituteToken } from './substitute-token.js';

/** How text stands for bytes; a substitute takes as many of them as the secret. */
export type TextEncoding = 'utf8' | 'latin1';

/** Which text stands in for secrets of one alphabet; long enough ones hold a character that marks the alphabet. */
const PATTERNS: readonly (readonly [alphabet: RegExp, pattern: string])[] = [
  [/^[0-9a-f]*$/, 'ed0c'],
  [/^[0-9A-F]*$/, 'ED0C'],
  [/^[0-9A-Fa-f]*$/, 'eD0c'],
  [/^[A-Za-z0-9]*$/, 'maskedByErrdoctor'],
  [/^[A-Za-z0-9+/]*$/, 'masked/by/errdoctor/'],
  [/^[A-Za-z0-9-]*$/, 'masked-by-errdoctor-'],
  [/^[\w-]*$/, 'masked_by_errdoctor_'],
  [/^/, 'masked*by*errdoctor*'],
];

const PLACEHOLDER = 'errdoctor-masked-';

/** Scheme words, also doubled or with a colon: that they are there is a diagnosis. */
const SCHEMES = /^(?:(?:bearer|basic|token|apikey|api-key|key|jwt)\b:?(?:\s+|$))+/i;
/** Words of a prefix that say what a key is for; no part of it is secret. */
const PURPOSE =
  /^(?:[a-z]{2,10}[_-])?(?:test|sandbox|staging|stg|live|prod|production)[_-]|^(?:pk|pub|public|publishable)[_-]/i;

/** White space, what separates the parts of a credential, and escapes, which stay escapes. */
const GROUP = /\\+u[0-9a-f]{4}|\\+(?:[^\\]|$)|%[0-9a-f]{2}|[\s:"',;=()[\]{}<>]|./gisu;

/**
 * What stands in a masked copy in place of a secret. It has the secret's length in bytes, alphabet, documented prefix,
 * scheme words, stray white space, quotes and separators; a token keeps its times and audience, a card number its last
 * four digits. Nothing else of the secret is in it, and the substitute of a substitute is that substitute.
 *
 * @param secret as it is written, escapes included
 * @param prefixes further prefixes that stay, as packs document them
 */
export function substitute(
  secret: string,
  prefixes: readonly string[] = [],
  encoding: TextEncoding = 'utf8',
): string {
  const scheme = SCHEMES.exec(secret)?.[0].length ?? 0;
  const kept = scheme + prefixLength(secret.slice(scheme), prefixes);
  const rest = secret.slice(kept);
  const instead = isPlaceholder(secret.slice(scheme)) ? placeholder(rest, kept > scheme) : undefined;
  return (
    secret.slice(0, kept) +
    (instead ??
      substituteToken(rest, substituteWord) ??
      substituteDigits(rest) ??
      substituteIban(rest) ??
      substituteWord(rest, encoding))
  );
}

/** Whether a text is part of what substitutes are made of, and so tells nothing wherever it stands. */
export function isOurs(text: string): boolean {
  return PATTERNS.some(([, pattern]) => pattern.repeat(2).includes(text));
}

function prefixLength(value: string, prefixes: readonly string[]): number {
  const found = [
    knownPrefix(value),
    PURPOSE.exec(value)?.[0] ?? '',
    ...prefixes.filter((one) => value.startsWith(one)),
  ];
  const longest = Math.max(...found.map(({ length }) => length));
  return longest < value.length ? longest : 0;
}

/** What may be a placeholder is not shown, as it may be a key, but stays one for the diagnosis. */
function placeholder(text: string, behindPrefix: boolean): string | undefined {
  const { length } = text;
  if (behindPrefix) return length >= 3 ? 'x'.repeat(length) : undefined;
  return length >= 4 ? `{{${repeated(PLACEHOLDER, 0, length - 4)}}}` : undefined;
}

/** Digits stay digits, because a JSON number must stay one; undefined for anything else. */
function substituteDigits(text: string): string | undefined {
  if (!/^\d[\d -]*$/.test(text)) return undefined;
  const digits = text.replace(/\D/g, '');
  const isCard = findShapes(text).some(({ start, end }) => start === 0 && end === text.length);
  const keepsLast = isCard || /^90{8,14}\d{4}$/.test(digits);
  const from = keepsLast ? digits.length - 4 : digits.length;
  let index = 0;
  return text.replace(/\d/g, (digit) => {
    const at = index++;
    if (at >= from) return digit;
    return at === 0 ? '9' : '0';
  });
}

/** An account number (ISO 13616) keeps its country. */
function substituteIban(text: string): string | undefined {
  if (!/^[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}$/.test(text)) return undefined;
  return text.slice(0, 2) + text.slice(2).replace(/\d/g, '0').replace(/[A-Z]/g, 'X');
}

function substituteWord(text: string, encoding: TextEncoding = 'utf8'): string {
  const inner = decodedBase64(text);
  if (inner !== undefined) return Buffer.from(substitute(inner)).toString('base64');
  let result = '';
  let run: string[] = [];
  for (const group of text.match(GROUP) ?? []) {
    if (!isKept(group)) {
      run.push(group);
      continue;
    }
    // What stands between separators may be found by itself the next time: it is replaced by itself as well.
    result += substituteRun(run, encoding) + group;
    run = [];
  }
  return result + substituteRun(run, encoding);
}

function substituteRun(groups: readonly string[], encoding: TextEncoding): string {
  const characters = groups.filter((group) => !isEscape(group)).join('');
  const pattern = PATTERNS.find(([alphabet]) => alphabet.test(characters))?.[1] as string;
  let index = 0;
  return groups
    .map((group) => {
      const start = index;
      index += isEscape(group) ? 1 : Buffer.byteLength(group, encoding);
      if (!isEscape(group)) return repeated(pattern, start, index);
      const code = (pattern.codePointAt(start % pattern.length) as number).toString(16);
      if (group.startsWith('%')) return `%${code}`;
      return group.replace(/u?[^\\]*$/, (end) => (end.length > 1 ? `u00${code}` : '/'));
    })
    .join('');
}

function isEscape(group: string): boolean {
  return /^[\\%]./.test(group);
}

function repeated(pattern: string, from: number, to: number): string {
  const first = from % pattern.length;
  const end = first + to - from;
  return pattern.repeat(Math.ceil(end / pattern.length)).slice(first, end);
}

function isKept(group: string): boolean {
  return /^(?:[\s:"',;=()[\]{}<>]|\\+["'nrt]?)$/.test(group);
}

/** The text that a whole, canonical base64 value holds (`user:password`, a digest in hexadecimal). */
function decodedBase64(text: string): string | undefined {
  if (text.length < 8 || text.length % 4 > 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const inner = bytes.toString();
  return isUtf8(bytes) && /^[\t\r\n -~]+$/.test(inner) && bytes.toString('base64') === text
    ? inner
    : undefined;
}
