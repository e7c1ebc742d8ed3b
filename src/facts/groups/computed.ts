import type { Computation } from '../../causes/pack.js';
import { keyPlace, valuePlace } from '../../exchange/body.js';
import { isRedacted } from '../../exchange/headers.js';
import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { masked } from '../message-facts.js';
import { isObject, valueAt } from '../json-reading.js';

/** Arithmetic over what was captured, as the pack describes it under `computed`: a documented limit becomes a proof. */
export default defineFacts({
  'computed.*': {
    means:
      'a number that the pack computes from other facts (`computed` in pack.yaml): a sum over items, a ratio, a difference, the longest key or value',
    get: (context, name) => {
      const computation = context.pack?.computed?.[name];
      return computation ? compute(computation, context) : known(undefined);
    },
    says: (value, context, name) => explain(value, context, context.pack?.computed?.[name]),
  },
});

function compute(computation: Computation, context: FactContext): Fact {
  if ('sum' in computation) return sum(computation, context);
  if ('longestKey' in computation) return longest(computation.longestKey, context, ([key]) => key, keyPlace);
  if ('longestValue' in computation)
    return longest(computation.longestValue, context, ([, value]) => value, valuePlace);
  const [first, second] = 'divide' in computation ? computation.divide : computation.subtract;
  const one = context.fact(first);
  const other = context.fact(second);
  if (one.is !== 'known') return one;
  if (other.is !== 'known') return other;
  const decimals = [one.value, other.value].every(
    (value) => typeof value === 'string' && DECIMAL.test(value),
  );
  const [a, b] = [one.value, other.value].map(decimals ? Number : quantity);
  if (a === undefined || b === undefined) return known(undefined, one.at);
  return known('divide' in computation ? (b === 0 ? undefined : a / b) : tidy(a - b), one.at);
}

function sum({ sum: name, of, times }: Extract<Computation, { sum: string }>, context: FactContext): Fact {
  const items = context.fact(name);
  if (items.is !== 'known') return items;
  const list: unknown[] = Array.isArray(items.value) ? items.value : [];
  const hidden = list.flatMap((item, place) =>
    [of, times ?? of].filter((part) => isRedacted(`${Object(item)[part]}`)).map((part) => `${place}.${part}`),
  );
  if (hidden.length > 0) return masked(`${name}.${hidden[0]}`);
  const products = list.map((item: unknown) => {
    const { [of]: factor, [times ?? of]: count } = Object(item) as Record<string, unknown>;
    if (typeof factor !== 'number' || typeof count !== 'number') return Number.NaN;
    return times === undefined ? factor : factor * count;
  });
  const total = products.reduce((all, one) => all + one, 0);
  return known(products.length === 0 || Number.isNaN(total) ? undefined : tidy(total), items.at);
}

/** Length in characters of the longest key or text of an object of the request's body, with its own place. */
function longest(
  name: string,
  context: FactContext,
  pick: (entry: [string, unknown]) => unknown,
  place: typeof keyPlace,
): Fact {
  const object = context.fact(`request.json.${name}`);
  const { request } = context.exchange;
  if (object.is !== 'known' || !isObject(object.value) || !request) return object;
  const body = context.body('request');
  const { path } = valueAt(body.is === 'json' ? body.value : undefined, name);
  let length = -1;
  let found = '';
  for (const [key, value] of Object.entries(object.value)) {
    const text = pick([key, value]);
    if (typeof text === 'string' && isRedacted(text)) return masked(`${name}.${key}`);
    if (typeof text !== 'string' || [...text].length <= length) continue;
    length = [...text].length;
    found = key;
  }
  return length < 0 ? known(undefined, object.at) : known(length, place(request.body, [...path, found]));
}

function explain(value: unknown, context: FactContext, computation: Computation | undefined): string {
  if (!computation || value === undefined) return 'this cannot be computed from the capture';
  if ('sum' in computation) {
    const items = context.fact(computation.sum);
    const terms = items.is === 'known' && Array.isArray(items.value) ? items.value : [];
    const { of, times } = computation;
    const shown = terms
      .slice(0, 5)
      .map((item) => (times === undefined ? `${item[of]}` : `${item[times]} x ${item[of]}`));
    return `${[...shown, ...(terms.length > 5 ? ['…'] : [])].join(' + ')} = ${value}`;
  }
  if ('longestKey' in computation)
    return `the longest key of ${computation.longestKey} has ${value} characters`;
  if ('longestValue' in computation)
    return `the longest value of ${computation.longestValue} has ${value} characters`;
  const [sign, [first, second]] =
    'divide' in computation ? ['/', computation.divide] : ['-', computation.subtract];
  const shown = (name: string) => {
    const fact = context.fact(name);
    return fact.is === 'known' ? String(fact.value) : name;
  };
  return `${shown(first)} ${sign} ${shown(second)} = ${value}`;
}

/** Amounts written as text; only where both are, because one text beside a number is a mistake of its own. */
const DECIMAL = /^-?\d{1,15}(?:\.\d{1,12})?$/;

/** A number, or the epoch seconds of an ISO date (RFC 3339, also without a time). */
function quantity(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(?:T[\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)?)?$/.test(value))
    return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time / 1000;
}

/** Sums of decimal fractions without the last bits of binary ones. */
function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
