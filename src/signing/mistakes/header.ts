import type { Material } from '../material.js';
import { defineMistakes, type Variant } from '../mistake.js';
import { applyStep } from '../steps.js';
import { varyLines, varyStep } from '../vary-step.js';

/** More headers are never left out one at a time: it would cost more than it finds. */
const MANY = 8;

/** A header that was signed with another value than it was sent. */
export default defineMistakes({
  mistakes: {
    'hdr-signed-list': {
      often: 'high',
      done: 'with {detail}',
      fix: 'Sign only headers that nothing on the way changes or adds; leave out Accept-Encoding, Connection and User-Agent.',
    },
    'hdr-case': {
      often: 'low',
      done: 'with {detail}',
      fix: 'Write header names and values in the documented form: names in lower case, values trimmed.',
    },
    'hdr-length': {
      often: 'low',
      done: 'with Content-Length counted in {detail}',
      fix: 'Count Content-Length in bytes of the encoded body, not in characters of the text.',
    },
  },
  atoms: {
    *header(value, { material }, atom) {
      if (!('header' in atom) || value === '') return;
      const name = atom.header.toLowerCase();
      yield* otherValues(name, value, material);
      yield { id: 'hdr-case', detail: `the value of ${name} trimmed`, value: value.trim() };
      if (/[A-Z]/.test(value))
        yield { id: 'hdr-case', detail: `the value of ${name} in lower case`, value: value.toLowerCase() };
    },
  },
  *steps(before, steps, { material }) {
    yield* varyLines(before, steps, material, (name, value) => otherValues(name, value, material));
    yield* varyStep(before, steps, material, (list, step) =>
      step === 'headerLines' ? otherLines(list, material) : [],
    );
  },
});

function* otherLines(list: string, material: Material): Iterable<Variant> {
  const names = list.split(';').filter(Boolean);
  const lines = (of: readonly string[]) => applyStep('headerLines', of.join(';'), material);
  const as = (write: (name: string, value: string) => string) =>
    names.map((name) => `${write(name, material.header(name) ?? '')}\n`).join('');
  if (names.length > 1 && names.length <= MANY) {
    for (const left of names) {
      const kept = names.filter((name) => name !== left);
      yield { id: 'hdr-signed-list', detail: `${left} in the list, but not signed`, value: lines(kept) };
    }
  }
  const lower = names.map((name) => name.toLowerCase());
  yield {
    id: 'hdr-case',
    detail: 'the headers in the order of their names',
    value: lines(lower.toSorted()),
  };
  yield {
    id: 'hdr-case',
    detail: 'header values not trimmed',
    value: as((name, value) => `${name}:${value}`),
  };
  yield {
    id: 'hdr-case',
    detail: 'header names with capitals',
    value: as((name, value) => `${capitalised(name)}:${value.trim()}`),
  };
  yield {
    id: 'hdr-case',
    detail: 'a space after each colon',
    value: as((name, value) => `${name}: ${value.trim()}`),
  };
}

function capitalised(name: string): string {
  return name.toLowerCase().replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** What clients write before a library or a proxy puts its own value in its place. */
function* otherValues(name: string, value: string, material: Material): Iterable<Variant> {
  const as = (changed: string): Variant => ({
    id: 'hdr-signed-list',
    detail: changed ? `${name}: ${changed}` : `an empty ${name}`,
    value: changed,
  });
  if (name === 'content-length') yield* otherLengths(material);
  if (name === 'content-type') {
    const type = (value.split(';', 1)[0] as string).trim();
    for (const other of [
      '',
      type,
      `${type}; charset=utf-8`,
      `${type};charset=utf-8`,
      `${type}; charset=UTF-8`,
    ])
      yield as(other);
  } else for (const other of USUAL[name] ?? []) yield as(other);
}

const USUAL: Readonly<Record<string, readonly string[]>> = {
  'accept-encoding': ['', 'identity', 'gzip', 'gzip, deflate', 'gzip, deflate, br'],
  accept: ['', '*/*', 'application/json'],
  connection: ['', 'keep-alive', 'close'],
  'content-length': ['', '0'],
  'user-agent': [''],
};

function* otherLengths({ body }: Material): Iterable<Variant> {
  if (!body) return;
  const text = Buffer.from(body, 'latin1').toString();
  yield { id: 'hdr-length', detail: 'characters', value: String([...text].length) };
  yield { id: 'hdr-length', detail: 'UTF-16 code units', value: String(text.length) };
}
