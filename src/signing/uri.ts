/**
 * Percent-encoding on byte strings (see scheme.ts): one character is one byte, so that bytes which are not UTF-8 come
 * through unharmed.
 */

/** How bytes are percent-encoded: as RFC 3986, section 2.3 asks, or as forms are (WHATWG URL, section 5.2). */
export type PercentEncoding = 'rfc3986' | 'form';

/** Everything but the unreserved characters as `%XX`; `form` also keeps `*`, encodes `~` and writes a space as `+`. */
export function percentEncode(text: string, encoding: PercentEncoding): string {
  return encoding === 'form'
    ? text.replace(/[^\w*.\- ]/g, escapeByte).replaceAll(' ', '+')
    : text.replace(/[^\w.~-]/g, escapeByte);
}

function escapeByte(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** Percent-decoded; what is no valid escape, and `+`, stay as they are. */
export function decodeUri(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Decoded as a form's names and values are: `+` is a space. */
export function decodeForm(text: string): string {
  return decodeUri(text.replaceAll('+', ' '));
}

/**
 * Each segment of a path percent-encoded. `once` starts from the decoded segment, so a path that was sent too loosely
 * encoded is signed well. `twice` encodes the segments as sent, in which one encoding is already, after
 * {@link normalizePath}. An empty path is `/`.
 */
export function encodePath(path: string, times: 'once' | 'twice'): string {
  const segments = times === 'once' ? path.split('/').map(decodeUri) : normalizePath(path).split('/');
  return segments.map((segment) => percentEncode(segment, 'rfc3986')).join('/') || '/';
}

/**
 * Without `.`, `..` and empty segments. RFC 3986, section 5.2.4 keeps the empty ones, and a slash after a final dot
 * segment; signing libraries drop both.
 */
export function normalizePath(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '' && segment !== '.') kept.push(segment);
  }
  return `/${kept.join('/')}${path.endsWith('/') && kept.length > 0 ? '/' : ''}`;
}
