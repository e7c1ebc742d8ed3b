import { type JsonScalar, readJsonBytes } from '../json/read-json.js';
import { contentOf } from '../json/string-styles.js';
import { defineMistakes, type Variant } from '../mistake.js';
import { isForm, parsePairs } from '../pairs.js';
import { varyStep } from '../vary-step.js';

/** The largest body of which other forms are made: forms are small. */
const LARGEST = 100_000;

/** A form signed as JSON or the reverse, and values that were changed on the way into it. */
export default defineMistakes({
  mistakes: {
    'body-multipart': {
      often: 'medium',
      done: 'over the body as {detail}',
      fix: 'Sign the encoded body that is sent, with its own boundary, and not the fields that it was made of.',
    },
    'val-bool': {
      often: 'low',
      done: 'with {detail} for the booleans',
      fix: 'Write booleans as true and false before signing, as they are sent.',
    },
    'val-space': {
      often: 'low',
      done: 'with the spaces around values trimmed',
      fix: 'Trim the values before the request is built, so that what is signed is what is sent.',
    },
  },
  atoms: {
    *body(value) {
      if (value === '' || value.length > LARGEST) return;
      yield* otherForms(value);
      yield* values(value);
    },
    query: (value) => values(value),
    field: text,
    param: text,
    form: text,
  },
  *steps(before, steps, { material }, atom) {
    if (!('body' in atom)) return;
    yield* varyStep(before, steps, material, function* (sent, step) {
      if (typeof step !== 'object' || !('pairs' in step) || !isForm(sent)) return;
      const { without = [] } = step.pairs;
      const pairs = parsePairs(sent).filter(({ name }) => !without.includes(name));
      const json = JSON.stringify(Object.fromEntries(pairs.map(({ name, value }) => [name, value])));
      yield { id: 'body-multipart', detail: 'it was sent', value: sent };
      yield { id: 'body-multipart', detail: 'JSON', value: json };
    });
  },
});

function* values(value: string): Iterable<Variant> {
  yield* booleans(value, /([:[,=]\s{0,8})(true|false)(?=\s{0,8}(?:[,\]}&]|$))/gi);
  const trimmed = value
    .replace(/(:\s{0,8}"|=)(?: |\+|%20){1,8}/g, '$1')
    .replace(/(?: |\+|%20){1,8}(?="\s{0,8}[,}]|&|$)/g, '');
  yield { id: 'val-space', value: trimmed };
  if (!isForm(value)) return;
  const numbers = (detail: string, write: (number: string) => string): Variant => ({
    id: 'num-format',
    detail,
    value: value.replace(/(?<==)\d{1,9}\.\d{1,9}(?=&|$)/g, write),
  });
  yield numbers('JavaScript', (number) => String(Number(number)));
  yield numbers('Python', (number) => number.replace(/(?<=\.\d+)0+$/, ''));
  yield numbers('a fixed format', (number) => Number(number).toFixed(2));
}

function* text(value: string): Iterable<Variant> {
  yield* booleans(value, /^()(true|false)$/gi);
  yield { id: 'val-space', value: value.trim() };
}

function* booleans(value: string, found: RegExp): Iterable<Variant> {
  const write = (detail: string, word: (boolean: string) => string): Variant => ({
    id: 'val-bool',
    detail,
    value: value.replace(found, (_, before: string, boolean: string) => before + word(boolean.toLowerCase())),
  });
  yield write('True and False', (boolean) => boolean.slice(0, 1).toUpperCase() + boolean.slice(1));
  yield write('true and false', (boolean) => boolean);
  yield write('1 and 0', (boolean) => (boolean === 'true' ? '1' : '0'));
}

function* otherForms(value: string): Iterable<Variant> {
  const id = 'body-multipart';
  if (/^--[^\r\n]{1,70}\r?\n/.test(value)) {
    const fields = partsOf(Buffer.from(value, 'latin1').toString());
    yield { id, detail: 'form pairs, without its boundary', value: encode(fields) };
    yield { id, detail: 'JSON', value: bytes(JSON.stringify(Object.fromEntries(fields))) };
    return;
  }
  const hasPairs = /^[\w.~%[\]*+-]+=[^\s&]*(?:&[\w.~%[\]*+-]+=[^\s&]*)*$/.test(value);
  const pairs = hasPairs ? [...new URLSearchParams(value)] : pairsOfJson(value);
  if (!pairs) return;
  const sorted = pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  if (hasPairs) {
    yield { id, detail: 'JSON', value: bytes(JSON.stringify(Object.fromEntries(pairs))) };
  }
  yield { id, detail: 'form pairs', value: encode(pairs) };
  yield { id, detail: 'sorted form pairs', value: encode(sorted) };
  yield {
    id,
    detail: 'sorted pairs, not encoded',
    value: bytes(sorted.map((pair) => pair.join('=')).join('&')),
  };
}

/** The members of an object without nested ones. */
function pairsOfJson(value: string): [string, string][] | undefined {
  const root = readJsonBytes(value)?.root;
  if (root?.is !== 'object' || !root.items.every((item): item is JsonScalar => 'token' in item))
    return undefined;
  const textOf = ({ is, token }: JsonScalar) => (is === 'string' ? contentOf(token) : token);
  return root.items.map((item, index) => [
    textOf(root.names[index] as JsonScalar),
    textOf(item as JsonScalar),
  ]);
}

/** The text fields of a multi-part body. */
function partsOf(value: string): [string, string][] {
  const boundary = value.slice(0, value.search(/\r?\n/));
  return value.split(boundary).flatMap((part): [string, string][] => {
    const [head = '', ...rest] = part.split(/\r?\n\r?\n/);
    const name = /\bname="([^"]*)"/i.exec(head)?.[1];
    return name === undefined || /\bfilename=/i.test(head)
      ? []
      : [[name, rest.join('\n\n').replace(/\r?\n$/, '')]];
  });
}

function encode(pairs: readonly [string, string][]): string {
  return new URLSearchParams([...pairs]).toString();
}

function bytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
