import { lastWins } from './member-orders.js';
import { javaNumbers, pythonNumbers, rubyNumbers } from './number-styles.js';
import { type PrintStyle, printJson, type TokenStyle } from './print-json.js';
import type { JsonText } from './read-json.js';
import { contentOf } from './string-styles.js';

/** Longer texts are left out: each form takes time, and such a text is rarely made by hand. */
const LONGEST = 1_000_000;

/** What languages write when a parsed JSON value is turned into a text without a JSON printer. */
export function* languageForms(json: JsonText): Generator<readonly [name: string, text: string]> {
  const { root, source } = json;
  if ((root.is !== 'object' && root.is !== 'array') || source.length > LONGEST) return;
  yield ["Python's str()", printJson(root, python)];
  if (root.is === 'object') yield ["JavaScript's String()", '[object Object]'];
  yield ["Ruby's inspect", printJson(root, ruby(' => '))];
  yield ["Ruby's inspect (before 3.4)", printJson(root, ruby('=>'))];
  yield ["Java's toString()", printJson(root, java)];
  yield ["PHP's string conversion", 'Array'];
}

const strings = (write: (content: string) => string): TokenStyle => ({
  every: true,
  write: (token) => write(contentOf(token)),
});

const literals = (words: Readonly<Record<string, string>>): TokenStyle => ({
  every: true,
  write: (token) => words[token] ?? token,
});

/** What Python and Ruby take for not printable: controls, formats, separators, what is not assigned. */
const HIDDEN = /[^\P{C}]|(?! )\p{Z}/gu;

const PYTHON_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const python: PrintStyle = {
  layout: { comma: ', ', colon: ': ' },
  order: lastWins,
  number: pythonNumbers,
  literal: literals({ true: 'True', false: 'False', null: 'None' }),
  string: strings((content) => {
    const quote = content.includes("'") && !content.includes('"') ? '"' : "'";
    const text = content
      .replace(/[\\']/g, (found) => (found === "'" && quote === '"' ? found : `\\${found}`))
      .replace(HIDDEN, (hidden) => {
        const hex = (hidden.codePointAt(0) as number).toString(16);
        const [letter, length] = hex.length < 3 ? ['x', 2] : hex.length < 5 ? ['u', 4] : ['U', 8];
        return PYTHON_ESCAPES[hidden] ?? `\\${letter}${hex.padStart(length as number, '0')}`;
      });
    return quote + text + quote;
  }),
};

const RUBY_ESCAPES: Readonly<Record<string, string>> = {
  ...PYTHON_ESCAPES,
  '\f': '\\f',
  '\v': '\\v',
  '\b': '\\b',
  '\x07': '\\a',
  '\x1b': '\\e',
};

const ruby = (colon: string): PrintStyle => ({
  layout: { comma: ', ', colon },
  order: lastWins,
  number: rubyNumbers,
  literal: literals({ null: 'nil' }),
  string: strings((content) => {
    const text = content.replace(/["\\]|#(?=[{$@])/g, '\\$&').replace(HIDDEN, (hidden) => {
      const hex = (hidden.codePointAt(0) as number).toString(16).toUpperCase();
      return RUBY_ESCAPES[hidden] ?? (hex.length < 5 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`);
    });
    return `"${text}"`;
  }),
});

const java: PrintStyle = {
  layout: { comma: ', ', colon: '=' },
  order: lastWins,
  number: javaNumbers,
  string: strings((content) => content),
};
