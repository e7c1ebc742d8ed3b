import { credentialRanges, isSecretText, schemeLength, unquoted } from './credential-ranges.js';
import type { Span } from './place.js';
import { isAuthorizationCode, isSecretHeader, isSecretMember, isSecretParameter } from './secret-names.js';
import { type Found, maskOf } from './secret-shapes.js';

/** A name and the separator behind it, in JSON (also inside a JSON string), forms, URLs, logs and header lines. */
const PAIR = /(?<![\w.-])([\w.-]{1,64})\]?(\\*["'])?[ \t]{0,4}(=>|[:=]|%3[ADad])[ \t]{0,4}(\\*["'])?/g;
const USER_INFO = /\/\/([^\s/@:"'<>\\]{0,256})(?::([^\s/@"'<>\\]{0,256}))?@/g;
const ELEMENT = /<([A-Za-z][\w.:-]{0,63})>([^<]{1,8192})<\//g;
const PART = /\bname="([^"]{1,64})"[^\n]{0,256}\r?\n(?:[^\r\n]{1,256}\r?\n){0,4}\r?\n([^\r\n]{1,8192})/g;

/** Nothing longer is looked for under one name, so that hostile text cannot cost more than its length. */
const LONGEST_VALUE = 16_384;
const LONGEST_LINE = 4096;

/**
 * Finds secrets by the name that stands before them, in text that no reader took apart: log lines, malformed or
 * cut JSON, forms, URLs, header lines, HAR name/value pairs. Linear time.
 */
export function findNamed(text: string): Found[] {
  const spans = [...pairs(text), ...userInfo(text), ...tagged(text, ELEMENT), ...tagged(text, PART)];
  return spans.map(({ start, end }) => ({ start, end, shown: maskOf(text.slice(start, end)) }));
}

function pairs(text: string): Span[] {
  const found: Span[] = [];
  const pattern = new RegExp(PAIR);
  let harName: string | undefined;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const name = withoutEscape(text, match.index, match[1] as string);
    const start = pattern.lastIndex;
    const [, , closing, separator = '', opening] = match;
    if (opening && name === 'name') {
      harName = text.slice(start, Math.min(quotedEnd(text, start, opening), start + 64));
      continue;
    }
    const owner = opening && name === 'value' && harName !== undefined ? harName : name;
    const named = owner === harName ? isSecretHeader(owner) : isSecretName(owner);
    harName = undefined;
    if (separator === ':' && !closing && !opening) {
      found.push(...headerLine(text, start, name));
    } else if (named || (!opening && isSecretQuery(text, match.index, start, name))) {
      const end = opening ? quotedEnd(text, start, opening) : bareEnd(text, start, closing !== undefined);
      found.push(...within(text, start, end, owner));
      pattern.lastIndex = Math.max(end, start);
    }
  }
  return found;
}

function isSecretName(name: string): boolean {
  return name.includes('-') ? isSecretHeader(name) : isSecretMember(name);
}

function isSecretQuery(text: string, index: number, start: number, name: string): boolean {
  const inQuery = index === 0 || /^(?:[?&#]|%26|%3F)/i.test(text.slice(index - 1, index + 2));
  if (!inQuery) return false;
  return isSecretParameter(name) || isAuthorizationCode(name, text.slice(start, bareEnd(text, start, false)));
}

function within(text: string, start: number, end: number, name: string): Span[] {
  const ranges = credentialRanges(name, text.slice(start, end));
  return ranges.map((range) => ({ start: start + range.start, end: start + range.end }));
}

/** `Name: value`. In prose ("token: expired") only what looks like a token is taken. */
function headerLine(text: string, start: number, name: string): Span[] {
  if (!isSecretHeader(name)) return [];
  const line = text.slice(start, lineEnd(text, start));
  if (/cookie$/i.test(name)) return within(text, start, start + line.length, name);
  const scheme = schemeLength(line);
  const rest = line.slice(scheme);
  const token = /[=,]/.test(rest) ? rest : (/^\S*/.exec(rest)?.[0] ?? '');
  return within(text, start, start + scheme + token.length, name).filter((range) =>
    looksLikeToken(text.slice(range.start, range.end)),
  );
}

function looksLikeToken(value: string): boolean {
  return value.length >= 20 ? !/\s/.test(value) : value.length >= 8 && /\d/.test(value) && !/\s/.test(value);
}

/** The password of a URL; the user name as well when it is the key (`https://sk_…:@host`). */
function userInfo(text: string): Span[] {
  return [...text.matchAll(USER_INFO)].flatMap((match) => {
    const [whole, user = '', password = ''] = match;
    const end = match.index + whole.length - 1;
    const userEnd = match.index + 2 + user.length;
    const isKey = password === '' || looksLikeToken(user);
    return [
      ...(isKey && isSecretText(user) ? [{ start: match.index + 2, end: userEnd }] : []),
      ...(isSecretText(password) ? [{ start: end - password.length, end }] : []),
    ];
  });
}

function tagged(text: string, pattern: RegExp): Span[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [whole, name = '', value = ''] = match;
    const end = match.index + whole.length - (pattern === ELEMENT ? 2 : 0);
    const range = unquoted(text, { start: end - value.length, end });
    return isSecretMember(name) && isSecretText(text.slice(range.start, range.end)) ? [range] : [];
  });
}

/** `\npassword=` and `%26password=`: the first characters of the run belong to an escape. */
function withoutEscape(text: string, index: number, name: string): string {
  const before = text[index - 1];
  if (before === '%') return name.replace(/^[0-9A-Fa-f]{2}/, '');
  return before === '\\' ? name.replace(/^(?:u[0-9A-Fa-f]{4}|[nrtbf])/, '') : name;
}

/**
 * The end of a quoted value. In JSON inside a JSON string the quotes carry one backslash, one level deeper three;
 * a quote with another number of them belongs to the value.
 */
function quotedEnd(text: string, start: number, opening: string): number {
  const level = opening.length - 1;
  const limit = Math.min(text.length, start + LONGEST_VALUE);
  const quote = opening.at(-1) as string;
  for (let end = text.indexOf(quote, start); end >= 0 && end < limit; end = text.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (end - slashes > start && text[end - slashes - 1] === '\\') slashes++;
    if (slashes % (2 * (level + 1)) === level) return end - level;
  }
  return limit;
}

function bareEnd(text: string, start: number, scalar: boolean): number {
  const value = text.slice(start, start + LONGEST_VALUE);
  if (scalar) return start + (/^(?!true|false)[\w.+-]*/.exec(value)?.[0].length ?? 0);
  const bare = /^(?:[^\s&"'<>\\;%]|%(?!26|23))*/.exec(value)?.[0] ?? '';
  return start + bare.replace(/[),.\]}]{1,8}$/, '').length;
}

function lineEnd(text: string, start: number): number {
  const rest = text.slice(start, start + LONGEST_LINE);
  const end = rest.search(/\\[rn]|[\r\n"'`]/);
  return start + (end < 0 ? rest.length : end);
}
