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
const ANYWHERE = new RegExp(KNOWN_PREFIX, 'g');
const AT_START = new RegExp(`^(?:${KNOWN_PREFIX.source})`);

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
  const known = knownPrefix(value);
  const visible = documented.reduce(
    (longest, prefix) => (prefix.length > longest.length ? prefix : longest),
    known,
  );
  return `${visible || (value.startsWith('eyJ') && value.includes('.') ? 'eyJ' : '')}…(${[...value].length})`;
}

/** The prefix, documented by its issuer, that a value begins with; empty without one. */
export function knownPrefix(value: string): string {
  return AT_START.exec(value)?.[0] ?? '';
}

/** Finds secrets that show by their shape alone: known prefixes, JWTs, PEM private keys, card numbers. Linear time. */
export function findShapes(text: string): Found[] {
  return [...findPrefixed(text), ...findJsonWebTokens(text), ...findPrivateKeys(text), ...findCards(text)];
}

function findPrefixed(text: string): Found[] {
  const found: Found[] = [];
  const pattern = ANYWHERE;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [prefix] = match;
    if (!startsWord(text, match.index)) continue;
    // Only secrets of webhooks are plain base64; elsewhere `/` and `+` end a key.
    const rest = prefix.startsWith('whs') ? /[\w+/=-]*/y : /[\w-]*/y;
    const value = prefix + stickyMatch(rest, text, pattern.lastIndex);
    const end = match.index + value.length;
    if (value.length >= prefix.length + 8 && !isStandIn(value)) {
      found.push({ start: match.index, end, shown: maskOf(value) });
    }
    pattern.lastIndex = end;
  }
  return found;
}

/** Three or five base64url parts, the first a JSON object (RFC 7515, section 3.1; RFC 7516), also when cut off. */
function findJsonWebTokens(text: string): Found[] {
  const found: Found[] = [];
  for (let start = text.indexOf('eyJ'); start >= 0; start = text.indexOf('eyJ', start)) {
    const first = stickyMatch(/[\w-]*/y, text, start);
    const rest = stickyMatch(/(?:\.[\w-]*){1,4}/y, text, start + first.length);
    const end = start + first.length + rest.length;
    if (first.length >= 12 && rest.length >= 5)
      found.push({ start, end, shown: maskOf(text.slice(start, end)) });
    start = end;
  }
  return found;
}

/** Whether a word starts here; the last character of an escape (`\n`, `\u0022`, `%20`) is no part of one. */
export function startsWord(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 6), index);
  return !/[A-Za-z0-9]$/.test(before) || /(?:\\[nrtbf]|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2})$/.test(before);
}

/** What a sticky pattern matches at an index; empty when it does not. */
export function stickyMatch(pattern: RegExp, text: string, index: number): string {
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
  /\d(?:\d{12,18}|\d{3}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|\d{3}([ -])\d{6}\2\d{4,5})(?![0-9A-Za-z])/g;

/** First digits in use (ISO/IEC 7812); without them one in ten timestamps in milliseconds would pass for a card. */
const CARD_ISSUER = /^(?:4|5[0-8]|3|6|2[2-7])/;

function findCards(text: string): Found[] {
  const found: Found[] = [];
  const pattern = CARD;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const digits = match[0].replace(/\D/g, '');
    const isWord = startsWord(text, match.index) && !/[.%\\]/.test(text[match.index - 1] ?? '');
    if (isWord && CARD_ISSUER.test(digits) && passesLuhn(digits)) {
      found.push({ start: match.index, end: pattern.lastIndex, shown: cardMask(digits) });
    } else {
      // The digits of an escape (`%20`), or a group of other digits, may stand before a card number.
      pattern.lastIndex = match.index + 1;
    }
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
