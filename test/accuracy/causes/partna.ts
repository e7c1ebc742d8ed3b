import { ALWAYS, type CauseSource, NEVER } from '../cause.js';
import type { Draft } from '../calls/draft.js';
import { HOSTS, keyWithoutMark, NAMED, rateKey, refusal, routes, stagingKey } from '../calls/partna.js';
import { breakJson, change, omit, refusing } from '../calls/refusal.js';
import { type AnyOf, dropField, findField, setField } from '../exchange.js';
import type { Random } from '../random.js';

const named = (...names: string[]) => names.map((name) => `partna/${name}`);
const BAD_REQUEST = named('missing-required-field', 'invalid-parameter-value', 'malformed-body');
const UNKNOWN_KEY = named('invalid-api-key', 'wrong-environment-credentials');
const UNAUTHORIZED = [...UNKNOWN_KEY, ...named('missing-api-key-header', 'missing-api-user-header')];
const UNPROCESSABLE = named('unprocessable-other', 'kyc-not-completed', 'insufficient-payout-balance');
const CONFLICT = named(
  'conflicting-request-in-progress',
  'pending-ramp-request',
  'rate-key-expired',
  'rate-key-malformed',
);
const RATE_KEY = named('rate-key-expired', 'rate-key-malformed');

const { ramp, rate, readRamp, account, verify, initiate, balances, keys, newKey, withdraw } = routes;
const IN_BODY: AnyOf = [['request-body']];
const BODY_OF_ROUTE: AnyOf = [['line', 'request-body']];

const refused = refusing({
  named: NAMED,
  answer: (draft, random, status, text) => refusal(draft, random, status, text),
});

/** Wrong in a way that its own value shows. */
function plantKey(draft: Draft, random: Random): AnyOf | undefined {
  if (random.chance(0.65)) return undefined;
  const key = findField(draft.headers, 'x-api-key')?.[1] ?? '';
  setField(draft.headers, 'x-api-key', random.pick([`"${key}"`, '<api-key>', 'YOUR_API_KEY', '$PARTNA_KEY']));
  return [['value:x-api-key']];
}

/** A staging key on the production host shows; production keys carry no mark. */
function plantOtherEnvironment(draft: Draft, random: Random): AnyOf | undefined {
  const shows = random.chance(0.6);
  draft.host = HOSTS[shows ? 0 : 1];
  setField(draft.headers, 'x-api-key', shows ? stagingKey(random) : keyWithoutMark(random));
  return shows ? [['line', 'value:x-api-key']] : NEVER;
}

const eitherStatus = { status: [400, 409], distinct: true } as const;

export default [
  refused({
    id: 'partna/missing-required-field',
    status: 400,
    among: BAD_REQUEST,
    routes: [ramp, verify],
    plant(draft) {
      omit(draft.path.endsWith('/ramp') ? 'rateKey' : 'verificationMethod')(draft);
      return BODY_OF_ROUTE;
    },
  }),
  refused({
    id: 'partna/invalid-parameter-value',
    status: 400,
    among: BAD_REQUEST,
    routes: [ramp],
    plant(draft, random) {
      const wrong = [
        { type: 'buy' },
        { fromCurrency: 'EUR' },
        { fromNetwork: 'TRC20' },
        { expireAction: 'cancel' },
      ];
      change(random.pick(wrong))(draft);
      return BODY_OF_ROUTE;
    },
  }),
  refused({
    id: 'partna/malformed-body',
    status: 400,
    among: BAD_REQUEST,
    routes: [ramp, account, initiate],
    tells: IN_BODY,
    plant: breakJson,
  }),
  refused({
    id: 'partna/missing-api-key-header',
    status: 401,
    message: 'Unauthorized',
    among: UNAUTHORIZED,
    routes: [balances, rate, ramp],
    tells: [['sent:x-api-key']],
    plant: (draft) => void dropField(draft.headers, 'x-api-key'),
  }),
  refused({
    id: 'partna/missing-api-user-header',
    status: 401,
    message: 'Unauthorized',
    among: UNAUTHORIZED,
    routes: [balances, rate, ramp],
    tells: [['sent:x-api-user']],
    plant: (draft) => void dropField(draft.headers, 'x-api-user'),
  }),
  refused({
    id: 'partna/invalid-api-key',
    status: 401,
    message: 'Invalid API key',
    among: UNKNOWN_KEY,
    routes: [balances, rate, ramp],
    plant: plantKey,
  }),
  refused({
    id: 'partna/invalid-api-key',
    status: 401,
    message: 'Unauthorized',
    among: UNAUTHORIZED,
    routes: [balances, rate, ramp],
    weight: 0.4,
    plant: plantKey,
  }),
  ...['Unauthorized', 'Invalid API key'].map((message) =>
    refused({
      id: 'partna/wrong-environment-credentials',
      status: 401,
      message,
      among: message === 'Unauthorized' ? UNAUTHORIZED : UNKNOWN_KEY,
      routes: [balances, rate, ramp],
      weight: 0.4,
      tells: [['line', 'value:x-api-key']],
      plant: plantOtherEnvironment,
    }),
  ),
  refused({
    id: 'partna/insufficient-key-permission',
    status: 403,
    routes: [ramp, newKey, withdraw],
    tells: ALWAYS,
  }),
  refused({ id: 'partna/resource-not-found', status: 404, routes: [readRamp, keys], tells: ALWAYS }),
  refused({
    id: 'partna/conflicting-request-in-progress',
    status: 409,
    among: CONFLICT,
    routes: [account, withdraw],
    tells: [['answer-body'], ['line']],
  }),
  refused({
    id: 'partna/pending-ramp-request',
    ...eitherStatus,
    message: 'User already has a pending ramp request',
    routes: [ramp],
    tells: ALWAYS,
    plant: (draft, random) => {
      if (random.chance(0.4)) change({ cancelPendingRampRequest: random.pick([false, 'true']) })(draft);
      return undefined;
    },
  }),
  refused({
    id: 'partna/rate-key-expired',
    ...eitherStatus,
    message: 'Invalid rate key',
    among: RATE_KEY,
    routes: [ramp],
    tells: [['request-body', 'answer-date']],
    plant: (draft, random) =>
      change({ rateKey: rateKey(draft.now - random.between(2, 300) * 60_000, random) })(draft),
  }),
  refused({
    id: 'partna/rate-key-malformed',
    ...eitherStatus,
    message: 'Invalid rate key',
    among: RATE_KEY,
    routes: [ramp],
    tells: IN_BODY,
    plant(draft, random) {
      const key = String(draft.json?.rateKey);
      const wrong = [
        key.slice(0, -14),
        key.replaceAll('_', ' '),
        'USDT_to_NGN',
        encodeURIComponent(` ${key}`),
      ];
      return change({ rateKey: random.pick(wrong) })(draft);
    },
  }),
  refused({
    id: 'partna/kyc-not-completed',
    status: 422,
    message: 'KYC not completed',
    routes: [ramp],
    tells: [['answer-body']],
  }),
  refused({
    id: 'partna/insufficient-payout-balance',
    status: 422,
    message: 'Insufficient balance',
    routes: [withdraw],
    tells: [['answer-body']],
  }),
  refused({
    id: 'partna/unprocessable-other',
    status: 422,
    among: UNPROCESSABLE,
    routes: [account, initiate],
    tells: [['answer-body']],
  }),
  refused({ id: 'partna/rate-limited', status: 429, routes: [rate, balances], tells: ALWAYS }),
  refused({ id: 'partna/server-error', status: 500, routes: [ramp, rate, account], tells: ALWAYS }),
  refused({ id: 'partna/service-unavailable', status: 503, routes: [rate, ramp], tells: ALWAYS }),
] satisfies CauseSource[];
