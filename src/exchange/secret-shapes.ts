import { isStandIn } from './stand-in.js';

/** A stretch of a text (UTF-16 offsets) that must not be printed, and what is printed instead. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
}

/** Prefixes that issuers document, each with the least that must follow. What is matched may be printed. */
const KNOWN_PREFIX =
  /(?:(?:psk|mpk|sk|pk|rk|stk|shk|rzp)_(?:(?:live|test|sandbox|prod|production|dev|staging)_)?|whsec_|whs_|gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|xapp-|shp(?:at|ss|ca|pa)_)(?=[\w+/-]{8})|sk-(?:proj-|ant-)?(?=[\w-]{20})|npm_(?=[A-Za-z0-9]{30})|A[KS]IA(?=[A-Z0-9]{12})|AIza(?=[\w-]{30})/;
const AT_START = new RegExp(`^(?:${KNOWN_PREFIX.source})`);
const IN_RUN = new RegExp(`(?<![A-Za-z0-9])(?:${KNOWN_PREFIX.source})`);

/**
 * What is printed in place of a secret: a documented prefix, an ellipsis and the number of characters,
 * `psk_live_…(41)`. The reader of headers takes this form for a masked value again.
 *
 * @param prefixes further prefixes that may be printed, as packs document them
 */
export function maskOf(value: string, prefixes: readonly string[] = []): string {
  const documented = prefixes.filter(
    (prefix) => value.startsWith(prefix) && value.length >= prefix.length + 4,
  );
  const known = AT_START.exec(value)?.[0] ?? '';
  const visible = documented.reduce(
    (longest, prefix) => (prefix.length > longest.length ? prefix : longest),
    known,
  );
  return `${visible || (value.startsWith('eyJ') && value.includes('.') ? 'eyJ' : '')}…(${[...value].length})`;
}

/** Finds secrets that show by their shape alone: known prefixes, JWTs, PEM private keys, card numbers. Linear time. */
export function findShapes(text: string): Found[] {
  return [...findTokens(text), ...findPrivateKeys(text), ...findCards(text)];
}

/** Runs of word characters are taken whole, so that no position is looked at twice. */
function findTokens(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(/[\w-]{8,}/g)) {
    const escaped = escapeBefore(text, match.index);
    const start = match.index + escaped;
    const run = match[0].slice(escaped);
    const end = match.index + match[0].length;
    const token = jsonWebToken(text, run, start, end) ?? prefixed(text, run, start, end);
    if (token && !isStandIn(token.value))
      found.push({ start: token.start, end: token.end, shown: maskOf(token.value) });
  }
  return found;
}

interface Token {
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Three or five base64url parts, the first a JSON object (RFC 7515, section 3.1; RFC 7516). */
function jsonWebToken(text: string, run: string, start: number, end: number): Token | undefined {
  const from = run.indexOf('eyJ');
  if (from < 0 || run.length - from < 12 || text[end] !== '.') return undefined;
  const rest = stickyMatch(/(?:\.[\w-]*){1,4}/y, text, end);
  if (rest.length < 5) return undefined;
  return { start: start + from, end: end + rest.length, value: text.slice(start + from, end + rest.length) };
}

function prefixed(text: string, run: string, start: number, end: number): Token | undefined {
  // `+` and `/` do not belong to a run, but to keys in base64; the few characters behind the run decide those.
  const known = IN_RUN.exec(run + text.slice(end, end + 8));
  if (!known || known.index >= run.length) return undefined;
  const from = start + known.index;
  const last = known[0].startsWith('whs') ? end + stickyMatch(/[\w+/=-]*/y, text, end).length : end;
  return { start: from, end: last, value: text.slice(from, last) };
}

/** Characters of a run that belong to an escape before it: `\nsk_…`, `\u0022sk_…`, `%20sk_…`. */
function escapeBefore(text: string, index: number): number {
  const before = text[index - 1];
  if (before === '%') return stickyMatch(/[0-9A-Fa-f]{2}/y, text, index).length;
  if (before === '\\') return stickyMatch(/u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrtbf]/y, text, index).length;
  return 0;
}

function stickyMatch(pattern: RegExp, text: string, index: number): string {
  pattern.lastIndex = index;
  return pattern.exec(text)?.[0] ?? '';
}

/** PEM (RFC 7468); one that is cut off counts up to the last character that may belong to it. */
function findPrivateKeys(text: string): Found[] {
  const found: Found[] = [];
  const begin = /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY-----/g;
  for (let match = begin.exec(text); match; match = begin.exec(text)) {
    const start = begin.lastIndex;
    const closing = text.indexOf('-----END', start);
    const end = closing >= 0 ? closing : start + stickyMatch(/[A-Za-z0-9+/=\s\\:,-]*/y, text, start).length;
    if (end > start && text[start] !== '…') found.push({ start, end, shown: `…(${end - start})` });
    begin.lastIndex = end;
  }
  return found;
}

const CARD =
  /(?<=^|[^0-9A-Za-z%\\.]|\\[nrtbf]|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2})(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5})(?![0-9A-Za-z])/g;

/** First digits in use (ISO/IEC 7812); without them one in ten timestamps in milliseconds would pass for a card. */
const CARD_ISSUER = /^(?:4|5[0-8]|3|6|2[2-7])/;

function findCards(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(CARD)) {
    const digits = match[0].replace(/\D/g, '');
    if (!CARD_ISSUER.test(digits) || !passesLuhn(digits)) continue;
    found.push({ start: match.index, end: match.index + match[0].length, shown: cardMask(digits) });
  }
  return found;
}

/** A card number keeps its last four digits. */
export function cardMask(digits: string): string {
  return `…${digits.slice(-4)}`;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
