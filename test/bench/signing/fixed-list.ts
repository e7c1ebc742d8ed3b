import { createHmac } from 'node:crypto';
import { defineMistakes } from '../../../src/signing/mistake.js';
import { Search, type SearchInput } from '../../../src/signing/search.js';

/**
 * A list of candidates whose length never changes: a string of 14 parts and 200 bytes in all, each with 4 to 8 wrong
 * forms. Three of them wrong at the same time make 75,430 candidates, four 1,224,533.
 */
const WRONG_FORMS = [4, 4, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 8];
const LENGTH = 200;
const KEY = 'errdoctor example secret';

const parts = WRONG_FORMS.map((_, index) => {
  const length = Math.floor(LENGTH / WRONG_FORMS.length) + (index < LENGTH % WRONG_FORMS.length ? 1 : 0);
  return `part-${index}-`.padEnd(length, 'x');
});

const input: SearchInput = {
  scheme: {
    name: 'fixed list',
    by: 'client',
    mac: 'hmac-sha256',
    message: { join: '', of: parts.map((_, index) => ({ param: `p${index}` })) },
    encode: 'hex',
    at: { header: 'x-signature' },
    causes: {},
    references: [],
  },
  material: {
    method: 'GET',
    url: undefined,
    host: '',
    path: '/',
    query: parts.map((value, index) => `p${index}=${value}`).join('&'),
    body: '',
    wireBody: '',
    bodyIsExact: true,
    headers: [],
    unseen: [],
  },
  tokens: {},
  secret: KEY,
  otherSecrets: [],
  // What none of the candidates gives.
  targets: [{ bytes: 'x'.repeat(32), mistakes: [] }],
};

const family = defineMistakes({
  mistakes: { fixed: { often: 'medium', done: '', fix: '' } },
  atoms: {
    *param(value, _context, atom) {
      const index = Number('param' in atom && atom.param.slice(1));
      for (let form = 1; form <= (WRONG_FORMS[index] as number); form++)
        yield { id: 'fixed', value: value.slice(0, -1) + form };
    },
  },
});

/** The search over the list; from the documented form to so many wrong parts. */
export function tryFixedList(levels: number, number: number, of: number): number {
  const search = new Search(input, [family]);
  let tried = 0;
  for (let level = 0; level <= levels; level++)
    tried += search.run({ level, number, of, deadline: Number.POSITIVE_INFINITY }).tried;
  return tried;
}

/** The same strings made one after the other, as one would without a search: each is put together and signed anew. */
export function signAfresh(rounds: number): number {
  let found = 0;
  for (let round = 0; round < rounds; round++) {
    const index = round % parts.length;
    let text = '';
    for (let part = 0; part < parts.length; part++)
      text += part === index ? (parts[part] as string).slice(0, -1) + (round % 10) : parts[part];
    if (createHmac('sha256', KEY).update(text).digest('hex') === 'x') found++;
  }
  return found;
}
