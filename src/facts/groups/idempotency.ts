import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { headerFact, jsonFact } from '../message-facts.js';

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

function idempotencyKey(context: FactContext): Fact {
  const { header, field } = context.pack?.idempotency ?? {};
  if (field) return jsonFact(context, 'request', field, (value) => value);
  return headerFact(context.exchange, 'request', header ?? 'idempotency-key');
}
