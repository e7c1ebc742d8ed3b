import { defineFacts, type FactContext, known } from '../fact.js';
import { idempotencyKey } from '../idempotency-key.js';
import { isPlaceholder } from '../placeholder.js';
import { mayHaveHappened } from '../uncertain.js';

export default defineFacts({
  'idempotency.state': {
    means:
      '`absent`, `empty`, `too-long`, `from-missing-value` (ends in undefined, null or None), `changed` (an earlier attempt that may have been carried out had another key) or `ok`',
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
              : isChanged(context)
                ? 'changed'
                : 'ok';
      return known(state, key.at);
    },
    says: (value, { pack }) =>
      `the idempotency key (${pack?.idempotency?.header ?? pack?.idempotency?.field ?? 'Idempotency-Key'}) is ${STATES[value as string] ?? value}`,
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
  'idempotency.unprotected': {
    means:
      'whether a POST or PATCH without an idempotency key failed in a way that leaves open whether it was carried out; not told where the provider takes keys in the body or not at all',
    get: (context) => {
      const { pack, exchange } = context;
      if ((pack && !pack.idempotency?.header) || !mayBeRepeated(context)) return known(false);
      const state = context.fact('idempotency.state');
      const unfit = state.is === 'known' && (state.value === 'absent' || state.value === 'empty');
      const named = exchange.request?.headers.list.some(({ name }) => KEY_HEADERS.test(name));
      return known(unfit && !named, exchange.request?.methodAt);
    },
    says: (_value, { exchange }) => `the ${exchange.request?.method} carries no idempotency key`,
  },
  'idempotency.lifetimeHours': {
    means:
      'how many hours the provider remembers the idempotency key of a failed write that may have been carried out; absent otherwise, or where it documents none',
    get: (context) => {
      const hours = context.pack?.idempotency?.lifetimeHours;
      if (hours === undefined || !mayBeRepeated(context)) return known(undefined);
      const state = context.fact('idempotency.state');
      return state.is === 'known' && state.value === 'ok' ? known(hours, state.at) : known(undefined);
    },
    says: (value) => `an idempotency key was sent, which lives ${value} hours`,
  },
  'idempotency.outlived': {
    means:
      'whether the time stated with --now lies beyond the lifetime of the key, counted from the Date of the answer',
    get: (context) => {
      const hours = context.fact('idempotency.lifetimeHours');
      const date = context.fact('response.header.date');
      const { now } = context.stated;
      if (hours.is !== 'known' || typeof hours.value !== 'number' || now === undefined) return known(false);
      const sent = date.is === 'known' ? Date.parse(String(date.value)) : Number.NaN;
      return known(now - sent > hours.value * 3_600_000, date.is === 'known' ? date.at : undefined);
    },
    says: () => 'the key has outlived the time for which the provider remembers it',
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

/** Other names of the header, for APIs that no pack describes. */
const KEY_HEADERS = /idempoten|request-id$|^(?:x-)?(?:deduplication|client-token)/i;

const STATES: Readonly<Record<string, string>> = {
  'from-missing-value': 'built from a missing value',
  changed: 'another one than that of the attempt before, which may have been carried out',
};

function isChanged(context: FactContext): boolean {
  const repeat = context.fact('history.blindRepeat');
  return repeat.is === 'known' && repeat.value === 'other-key';
}

function mayBeRepeated({ exchange }: FactContext): boolean {
  return /^(?:POST|PATCH)$/i.test(exchange.request?.method ?? '') && mayHaveHappened(exchange);
}

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
