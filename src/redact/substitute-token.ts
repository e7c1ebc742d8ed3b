/** Claims and header parameters that diagnosis reads and that open nothing (RFC 7519, section 4.1). */
const KEPT_CLAIMS = new Set(['exp', 'nbf', 'iat', 'auth_time', 'aud', 'alg', 'typ']);
/** A member name, a string or a number of a JSON text, the last one perhaps cut. */
const JSON_WORD = /"((?:[^"\\]|\\.)*)(?:"(\s*:)?|\\?$)|-?\d[\d.eE+-]*/gs;

/**
 * Replaces a JSON Web Token (RFC 7519), also one that is cut, by one of the same length and number of parts whose
 * claims hold nothing but times and audience, and whose signature is none; undefined for any other text.
 */
export function substituteToken(text: string, word: (text: string) => string): string | undefined {
  const token = /^eyJ[\w-]*(?:\.[\w-]*)+/.exec(text)?.[0];
  if (token === undefined) return undefined;
  const parts = token.split('.').map((part) => withoutClaims(part, word) ?? word(part));
  return parts.join('.') + word(text.slice(token.length));
}

function withoutClaims(part: string, word: (text: string) => string): string | undefined {
  const json = Buffer.from(part, 'base64url').toString('latin1');
  if (!/^\s*\{/.test(json)) return undefined;
  let name = '';
  const masked = json.replace(JSON_WORD, (whole, text: string | undefined, colon: string | undefined) => {
    if (colon !== undefined) name = text ?? '';
    if (colon !== undefined || KEPT_CLAIMS.has(name)) return whole;
    if (text === undefined) return '9'.padEnd(whole.length, '0');
    return whole.replace(text, () => latin1Word(text, word));
  });
  return Buffer.from(masked, 'latin1').toString('base64url').padEnd(part.length, 'A').slice(0, part.length);
}

function latin1Word(text: string, word: (text: string) => string): string {
  return word(text.replace(/[^ -~]/g, '*'));
}
