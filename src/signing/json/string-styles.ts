import type { TokenStyle } from './print-json.js';

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** Only what RFC 8259 wants escaped. JavaScript, Ruby, and Python with `ensure_ascii=False`. */
export const leastEscapes: TokenStyle = { write: (token) => JSON.stringify(contentOf(token)) };

export const pythonStrings = escaping(/["\\]|[^ -~]/g);
export const railsStrings = escaping(/["\\&<>\u2028\u2029]|[^ -\uffff]/g);
/** PHP, with slashes and what is beyond ASCII escaped or not. */
export const phpStrings = (escapes: { readonly slashes: boolean; readonly unicode: boolean }) =>
  escaping(
    new RegExp(
      `["\\\\\\u2028\\u2029${escapes.slashes ? '/' : ''}]|[^ -${escapes.unicode ? '\\x7f' : '\\uffff'}]`,
      'g',
    ),
    { ...SHORT, '/': '\\/' },
  );
/** Up to Go 1.21; later ones write \b and \f too. */
const GO_SHORT = { ...SHORT, '\b': '\\u0008', '\f': '\\u000c' };
export const goStrings = escaping(/["\\&<>\u2028\u2029]|[^ -\uffff]/g, GO_SHORT);
export const goStringsWithoutHtml = escaping(/["\\\u2028\u2029]|[^ -\uffff]/g, GO_SHORT);
export const gsonStrings = escaping(/["\\&<>='\u2028\u2029]|[^ -\uffff]/g);
export const jacksonStrings = escaping(/["\\]|[^ -\uffff]/g, SHORT, 'upper');
export const newtonsoftStrings = escaping(/["\\\u0085\u2028\u2029]|[^ -\uffff]/g);
export const systemTextStrings = escaping(/["\\&<>'+`]|[^ -~]/g, { ...SHORT, '"': '\\u0022' }, 'upper');

/** The text that a string token stands for. */
export function contentOf(token: string): string {
  return JSON.parse(token) as string;
}

function escaping(
  escaped: RegExp,
  short: Readonly<Record<string, string>> = SHORT,
  hex: 'lower' | 'upper' = 'lower',
): TokenStyle {
  const written = (character: string) => {
    const digits = character.charCodeAt(0).toString(16).padStart(4, '0');
    return short[character] ?? `\\u${hex === 'upper' ? digits.toUpperCase() : digits}`;
  };
  return { write: (token) => `"${contentOf(token).replace(escaped, written)}"` };
}
