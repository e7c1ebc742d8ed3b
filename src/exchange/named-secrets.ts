import { credentialRanges, isSecretText, schemeLength, unquoted } from './credential-ranges.js';
import type { Span } from './place.js';
import {
  isAuthorizationCode,
  isPersonalMember,
  isSecretHeader,
  isSecretMember,
  isSecretParameter,
  SECRET_NAME_PART,
} from './secret-names.js';
import { type Found, maskOf, stickyMatch } from './secret-shapes.js';

/** A name and the separator behind it, in JSON (also inside a JSON string), forms, URLs, logs and header lines. */
const PAIR = /(?<![\w.-])([\w.-]{1,64})\]?(\\*["'])?[ \t]{0,4}(=>|[:=]|%3[ADad])[ \t]{0,4}(\\*["'])?/g;
/** Everything that is looked for holds one of these: most texts do not, and need no closer look. */
const HINT = new RegExp(`${SECRET_NAME_PART.source}|code(?:=|%3d)|//[^\\s/]{0,512}@`, 'i');
const USER_INFO = /\/\/([^\s/@:"'<>\\]{0,256})(?::([^\s/@"'<>\\]{0,256}))?@/g;
const SPOKEN =
  /\b[Aa](?:uthorization|UTHORIZATION)\b["'`]?[ \t]{1,4}["'`]?[A-Z][\w-]{1,30}[ \t]{1,4}([^\s"'`,;\\]{8,8192})/g;
const ELEMENT = /<([A-Za-z][\w.:-]{0,63})>([^<]{1,8192})<\//g;
const PART = /\bname="([^"]{1,64})"[^\n]{0,256}\r?\n(?:[^\r\n]{1,256}\r?\n){0,4}\r?\n([^\r\n]{1,8192})/g;

/** A JSON number, or what a log wrote without quotes; two plain words are a sentence that quotes a name. */
const SCALAR = /(?!true|false|[a-z]{1,12} [a-z]{1,12}\b)[\w.+-]*/y;

/** How far a header line is looked at before its token, which may be of any length, is taken whole. */
const LINE = 2048;

/** Whether a closer look is worth its time. */
export function mayNameSecret(text: string): boolean {
  return HINT.test(text);
}

/** What names say to be personal, in the same texts: a copy to share leaves it out. */
export function findPersonal(text: string): Span[] {
  return /bvn|ssn|iban|social|account/i.test(text) ? pairs(text, isPersonalMember) : [];
}

/**
 * Finds secrets by the name that stands before them, in text that no reader took apart: log lines, malformed or
 * cut JSON, forms, URLs, header lines, HAR name/value pairs. Linear time.
 */
export function findNamed(text: string): Found[] {
  if (!mayNameSecret(text)) return [];
  const spans = [
    ...pairs(text),
    ...userInfo(text),
    ...tagged(text, ELEMENT),
    ...tagged(text, PART),
    ...spoken(text),
  ];
  return spans.map(({ start, end }) => ({ start, end, shown: maskOf(text.slice(start, end)) }));
}

function pairs(text: string, isNamed = isSecretName): Span[] {
  const found: Span[] = [];
  const pattern = PAIR;
  pattern.lastIndex = 0;
  let harName: string | undefined;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const name = withoutEscape(text, match.index, match[1] as string);
    const start = pattern.lastIndex;
    const [, , closing, separator = '', opening] = match;
    if (opening && name === 'name') {
      harName = /^[\w-]*/.exec(text.slice(start, start + 64))?.[0];
      continue;
    }
    const owner = opening && name === 'value' && harName !== undefined ? harName : name;
    const named = owner === harName && isNamed === isSecretName ? isSecretHeader(owner) : isNamed(owner);
    harName = undefined;
    if (separator === ':' && !closing && !opening) {
      if (isNamed === isSecretName) found.push(...headerLine(text, start, name));
    } else if (
      named ||
      (isNamed === isSecretName && !opening && isSecretQuery(text, match.index, start, name))
    ) {
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
  return (
    inQuery &&
    (isSecretParameter(name) || isAuthorizationCode(name, stickyMatch(/[^\s&#"'%]*/y, text, start)))
  );
}

function within(text: string, start: number, end: number, name: string): Span[] {
  const ranges = credentialRanges(name, text.slice(start, end));
  return ranges.map((range) => ({ start: start + range.start, end: start + range.end }));
}

/** `Name: value`. In prose ("token: expired") only what looks like a token is taken. */
function headerLine(text: string, start: number, name: string): Span[] {
  if (!isSecretHeader(name)) return [];
  const isCookie = /cookie$/i.test(name);
  if (!isCookie && isProse(text.slice(start, start + 64))) return [];
  const line = text.slice(start, lineEnd(text, start));
  if (isCookie) return within(text, start, start + line.length, name);
  const scheme = schemeLength(line);
  const rest = line.slice(scheme);
  const token = /[=,]/.test(rest) ? rest : (/^\S*/.exec(rest)?.[0] ?? '');
  return within(text, start, start + scheme + token.length, name).filter((range) =>
    looksLikeToken(text.slice(range.start, range.end)),
  );
}

/** A short first word without a digit, and not the beginning of parameters. */
function isProse(text: string): boolean {
  const word = /^\S*/.exec(text.slice(schemeLength(text)).trimStart())?.[0] ?? '';
  return word.length < 20 && !/[\d=,]/.test(word);
}

function looksLikeToken(value: string): boolean {
  return value.length >= 20 ? !/\s/.test(value) : value.length >= 8 && /\d/.test(value) && !/\s/.test(value);
}

/** `bad header authorization Platform plt_…`: a scheme word as it was sent, and a token behind it. */
function spoken(text: string): Span[] {
  return [...text.matchAll(SPOKEN)].flatMap((match) => {
    const [whole, token = ''] = match;
    const end = match.index + whole.length;
    return looksLikeToken(token) ? [{ start: end - token.length, end }] : [];
  });
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
 * The end of a quoted value, or of its line when it was cut off. In JSON inside a JSON string the quotes carry one
 * backslash, one level deeper three; a quote with another number of them belongs to the value.
 */
function quotedEnd(text: string, start: number, opening: string): number {
  const level = opening.length - 1;
  const quote = opening.at(-1) as string;
  const newline = text.indexOf('\n', start);
  const limit = newline < 0 ? text.length : newline;
  for (let end = text.indexOf(quote, start); end >= 0 && end < limit; end = text.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (end - slashes > start && text[end - slashes - 1] === '\\') slashes++;
    if (slashes % (2 * (level + 1)) === level) return end - level;
  }
  return limit;
}

function bareEnd(text: string, start: number, scalar: boolean): number {
  if (scalar) return start + stickyMatch(SCALAR, text, start).length;
  const value = stickyMatch(/[^\s&"'<>\\;]*/y, text, start).replace(/%2[63].*$/, '');
  const isMask = /…\(\d+\)$/.test(value.slice(-12));
  return start + (isMask ? value : value.replace(/[),.\]}]{1,8}$/, '')).length;
}

function lineEnd(text: string, start: number): number {
  const line = text.slice(start, start + LINE);
  const end = line.search(/\\[rn]|[\r\n"'`]/);
  if (end >= 0) return start + end;
  return start + line.length + stickyMatch(/[^\s"'`\\]*/y, text, start + line.length).length;
}
