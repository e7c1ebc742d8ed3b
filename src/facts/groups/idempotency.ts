import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { headerFact, jsonFact } from '../message-facts.js';
import { isPlaceholder } from '../placeholder.js';

export default defineFacts({
  'idempotency.state': {
    means: '`absent`, `empty`, `too-long`, `from-missing-value` (ends in undefined, null or None) or `ok`',
    get: (context) => {
      const key = idempotencyKey(context);
      if (key.is !== 'known') return key;
      const value = key.value;
      if (value === undefined) return known('absent', key.at);
      const text = String(value);
      const limit = context.pack?.idempotency?.maxLength ?? Number.POSITIVE_INFINITY;
      const state =
        text === ''
          ? 'empty'
          : [...text].length > limit
            ? 'too-long'
            : /(?:undefined|null|none)$/i.test(text)
              ? 'from-missing-value'
              : 'ok';
      return known(state, key.at);
    },
    says: (value, { pack }) =>
      `the idempotency key (${pack?.idempotency?.header ?? pack?.idempotency?.field ?? 'Idempotency-Key'}) is ${value === 'from-missing-value' ? 'built from a missing value' : value}`,
  },
  'idempotency.fault': {
    means:
      'what is wrong with the key of a refused call (400, 409, 422) to an API whose keys no pack describes: `empty`, `placeholder`, `from-missing-value` or `too-long` (above 255, the largest limit in use)',
    get: (context) => {
      const { status } = context.exchange.response ?? {};
      if ((status !== 400 && status !== 409 && status !== 422) || context.pack?.idempotency)
        return known(undefined);
      const key = idempotencyKey(context);
      return key.is === 'known' && typeof key.value === 'string'
        ? known(keyFault(key.value), key.at)
        : known(undefined);
    },
    says: (value) => `the idempotency key is ${KEY_FAULTS[value as string] ?? value}`,
  },
  'idempotency.replayed': {
    means:
      'whether a failing answer says that it is the stored answer to an earlier request with the same key',
    get: ({ exchange: { response } }) => {
      if ((response?.status ?? 0) < 400) return known(false);
      const header = response?.headers.list.find(({ name }) => REPLAY_HEADERS.test(name));
      return known(header !== undefined && /^(?:true|1|hit)$/i.test(header.value), header?.at);
    },
    says: () => 'the answer is the stored one of an earlier request with this key',
  },
  'idempotency.length': {
    means: 'length of the idempotency key',
    unit: 'characters',
    get: (context) => {
      const key = idempotencyKey(context);
      return key.is === 'known'
        ? known(key.value === undefined ? undefined : [...String(key.value)].length, key.at)
        : key;
    },
    says: (value) => `the idempotency key has ${value} characters`,
  },
});

const REPLAY_HEADERS = /^(?:x-)?(?:idempoten(?:t|cy))-(?:key-)?replay(?:ed)?$/i;

const KEY_FAULTS: Readonly<Record<string, string>> = {
  placeholder: 'a placeholder that was never filled in',
  'from-missing-value': 'built from a missing value',
  'too-long': 'longer than 255 characters',
};

function keyFault(key: string): string | undefined {
  if (key === '') return 'empty';
  if (/(?:^|[^a-z])(?:undefined|null|none|nan)$/i.test(key)) return 'from-missing-value';
  if (isPlaceholder(key)) return 'placeholder';
  return [...key].length > 255 ? 'too-long' : undefined;
}

function idempotencyKey(context: FactContext): Fact {
  const { header, field } = context.pack?.idempotency ?? {};
  if (field) return jsonFact(context, 'request', field, (value) => value);
  return headerFact(context.exchange, 'request', header ?? 'idempotency-key');
}
