import {
  type Arrangement,
  defineMistakes,
  type JoinPart,
  type LayoutVariant,
  type Variant,
} from '../mistake.js';
import { isForm, orderedPairs, type Pair, parsePairs, writePairs } from '../pairs.js';
import type { Atom, PairsStep, Step } from '../scheme.js';
import { urlParts, writeUrl } from '../url-parts.js';
import { varyStep } from '../vary-step.js';

const AS_SENT: PairsStep = { pair: '=', join: '&' };
/** More parameters are never left out one at a time: it would cost more than it finds. */
const MANY = 8;
/** A longer body is no list of parameters. */
const LONG = 65_536;

/** Which parameters were signed, in which order, and from where. */
export default defineMistakes({
  mistakes: {
    'can-param-sort': {
      often: 'high',
      done: 'with the parameters {detail}',
      fix: 'Bring the parameters into the documented order, and send them in the order in which they were signed where none is documented.',
    },
    'can-sorted-wrongly': {
      often: 'low',
      done: 'with {detail}',
      fix: 'Write names, values and what stands between them as documented.',
    },
    'par-placement': {
      often: 'medium',
      done: 'with {detail}',
      fix: 'Sign parameters as query or as body, whichever they are sent in.',
    },
    'par-sig-position': {
      often: 'medium',
      done: '{detail}',
      fix: 'Collect all parameters, sign them, and add the signature as the last one.',
    },
  },
  atoms: {
    *query(value, { material, scheme }, atom) {
      if (!rewritten(atom)) yield* sorted(value, (query) => query);
      const { body } = material;
      if (body && body.length < LONG) {
        yield place('the body in place of the query string', body);
        if (value) yield place('query string and body joined by &', `${value}&${body}`);
      }
      yield* signaturePosition(value, scheme.at.param);
    },
    *target(value) {
      const parts = urlParts(value);
      yield* sorted(parts.query ?? '', (query) => writeUrl({ ...parts, query }));
    },
    *url(value) {
      const parts = urlParts(value);
      yield* sorted(parts.query ?? '', (query) => writeUrl({ ...parts, query }));
    },
    *body(value, { material }, atom) {
      if (isForm(value) && !rewritten(atom)) yield* sorted(value, (form) => form);
      const { query } = material;
      if (!query || value.length >= LONG) return;
      yield place('the query string in place of the body', query);
      if (value) yield place('query string and body joined by &', `${query}&${value}`);
    },
  },
  layouts: sortedFields,
  *steps(before, steps, { material, scheme }) {
    yield* varyStep(before, steps, material, function* (text, step) {
      if (typeof step !== 'object' || !('pairs' in step)) return;
      yield* otherOrders(text, step.pairs);
      yield* otherForms(text, step.pairs);
      const name = scheme.at.param ?? scheme.at.form;
      if (name !== undefined && step.pairs.without?.includes(name)) {
        const emptied = parsePairs(text).map((pair) => (pair.name === name ? `${name}=` : pair.raw));
        const value = writePairs(emptied.join('&'), { ...step.pairs, without: [] });
        yield { id: 'par-sig-position', detail: 'with an empty signature parameter left in', value };
      }
    });
  },
});

/** Fields of fixed places, taken for a list that is sorted by name. */
function* sortedFields(_separator: string, parts: readonly JoinPart[]): Iterable<LayoutVariant> {
  if (parts.length < 3 || !parts.every(({ atom }) => FIELDS.has(atom))) return;
  const names = parts.map(({ label }) => label.split(/[. ]/).at(-1) ?? '');
  const order = names.map((_, index) => index).sort((a, b) => byBytes(names[a] ?? '', names[b] ?? ''));
  const as = (detail: string, write: Arrangement['write']): LayoutVariant => ({
    id: 'can-sorted-wrongly',
    detail,
    write,
  });
  yield as('the fields sorted by name', (values, between) =>
    order.map((index) => values[index]).join(between),
  );
  yield as('the sorted names before the values', (values, between) =>
    [...order.map((index) => names[index]), ...order.map((index) => values[index])].join(between),
  );
  yield as('the fields sorted by name and written as a query string', (values) =>
    order.map((index) => `${names[index]}=${values[index]}`).join('&'),
  );
}

const FIELDS: ReadonlySet<JoinPart['atom']> = new Set(['field', 'form', 'param']);

function place(detail: string, value: string): Variant {
  return { id: 'par-placement', detail, value };
}

/** Whether steps bring the parameters into an order of their own. */
function rewritten(atom: Atom): boolean {
  const { then = [] } = atom as { then?: readonly Step[] };
  return then.some((step) => typeof step === 'object' && 'pairs' in step && step.pairs.sort);
}

function* sorted(query: string, write: (query: string) => string): Iterable<Variant> {
  if (query === '') return;
  const as = (detail: string, value: string): Variant => ({ id: 'can-param-sort', detail, value });
  yield as('sorted by name', write(writePairs(query, { ...AS_SENT, sort: 'name' })));
  yield as('sorted by name and value', write(writePairs(query, { ...AS_SENT, sort: 'pair' })));
  yield as('sorted as whole pairs', write(query.split('&').toSorted(byBytes).join('&')));
}

function* otherOrders(text: string, step: PairsStep): Iterable<Variant> {
  const { sort, encode, ...rest } = step;
  const as = (detail: string, value: string): Variant => ({ id: 'can-param-sort', detail, value });
  yield as('in the order in which they were sent', writePairs(text, { ...rest, ...(encode && { encode }) }));
  yield as('sorted by name', writePairs(text, { ...step, sort: 'name' }));
  yield as('sorted by name and value', writePairs(text, { ...step, sort: 'pair' }));
  if (!sort) return;
  const ordered = (compare: (a: Pair, b: Pair) => number) => {
    const pairs = parsePairs(text).toSorted(compare);
    return writePairs(pairs.map(({ raw }) => raw).join('&'), { ...rest, ...(encode && { encode }) });
  };
  yield as(
    'sorted before they were encoded',
    ordered((a, b) => byBytes(a.name, b.name) || byBytes(a.value, b.value)),
  );
  yield as(
    'sorted without regard to case',
    ordered((a, b) => byBytes(a.name.toLowerCase(), b.name.toLowerCase())),
  );
  yield as(
    'sorted as whole pairs',
    ordered((a, b) => byBytes(a.raw, b.raw)),
  );
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Names put in or left out, and other text between. */
function* otherForms(text: string, step: PairsStep): Iterable<Variant> {
  const as = (detail: string, value: string): Variant => ({ id: 'can-sorted-wrongly', detail, value });
  const values = orderedPairs(text, step).map(([, value = '']) => value);
  yield as('the values of the parameters alone', values.join(step.join));
  for (const [pair, join, detail] of [
    ['=', '&', 'the parameters written as a query string'],
    ['=', '', 'nothing between the parameters'],
    ['', '', 'nothing between names and values'],
  ] as const)
    yield as(detail, writePairs(text, { ...step, pair, join }));
}

function* signaturePosition(query: string, name: string | undefined): Iterable<Variant> {
  const as = (detail: string, raws: readonly string[]): Variant => ({
    id: 'par-sig-position',
    detail,
    value: raws.join('&'),
  });
  const pairs = parsePairs(query);
  const raws = pairs.map(({ raw }) => raw);
  const at = pairs.findIndex((pair) => pair.name === name);
  if (at >= 0 && at < pairs.length - 1)
    yield as('without the parameters that stand after the signature', raws.slice(0, at));
  const others = pairs.filter((pair) => pair.name !== name);
  if (others.length < 2 || others.length > MANY) return;
  for (const { name: left, raw } of others) {
    const kept = raws.filter((each) => each !== raw);
    yield { ...as(`without the parameter ${left}`, kept), often: 'low' };
  }
}
