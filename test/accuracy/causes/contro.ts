import { ALWAYS, type CauseSource } from '../cause.js';
import { KEY, keyFor, NAMED, refusal, routes } from '../calls/contro.js';
import { answered, type Draft, sentBy } from '../calls/draft.js';
import { failures } from '../calls/failures.js';
import { breakJson, change, omit, refusing, unanswered } from '../calls/refusal.js';
import { type AnyOf, dropField, setField } from '../exchange.js';
import type { Random } from '../random.js';
import type { Words } from '../wordings/wordings.js';

const named = (...names: string[]) => names.map((name) => `contro/${name}`);
const BODY = named(
  'missing-required-field',
  'invalid-field-value',
  'wrong-field-type',
  'invalid-email',
  'malformed-json',
  'content-type-missing',
);
const BAD_REQUEST = [...BODY, 'contro/invalid-query-parameter'];
const UNAUTHORIZED = named(
  'api-key-missing',
  'api-key-invalid',
  'api-key-expired',
  'api-key-environment-mismatch',
  'api-key-revoked-or-rotated',
);
const MISSING = named('resource-id-wrong', 'resource-of-other-partner', 'resource-deleted');
const FAULT = named('server-error', 'server-error-persistent', 'issue-card-retry-without-key');

const { createCardholder, issueCard, freeze, readCard, readCardholder, balance, cards, webhooks, simulate } =
  routes;
const IN_BODY: AnyOf = [['request-body']];
const BODY_OF_ROUTE: AnyOf = [['line', 'request-body']];
const ID = 'contro/server-error';

const refused = refusing({
  named: NAMED,
  answer: (draft, random, status, text) => refusal(draft, random, status, text),
});

const oneOf =
  (values: readonly object[], shown?: AnyOf) =>
  (draft: Draft, random: Random): AnyOf | undefined => {
    change(random.pick(values))(draft);
    return shown;
  };

const BAD = { status: 400, among: BAD_REQUEST, narrowed: { by: [['line']], to: BODY } } as const;
const KEYED = {
  status: 401,
  among: UNAUTHORIZED,
  routes: [balance, cards, issueCard, readCardholder],
} as const;

/** The same call, three times before, with the same answer. */
function failedBefore(route: (random: Random) => Draft) {
  return (random: Random, words: Words) =>
    Array.from({ length: 3 }, () => {
      const draft = route(random);
      const answer = answered(draft, random, 500, { success: false, error: words.free(ID).text });
      return { call: sentBy(draft, random), answer };
    });
}

export default [
  refused({
    ...BAD,
    id: 'contro/missing-required-field',
    routes: [createCardholder, issueCard],
    plant(draft, random) {
      omit(draft.path.endsWith('/cards') ? random.pick(['cardholderId', 'programId']) : 'externalUserId')(
        draft,
      );
      return BODY_OF_ROUTE;
    },
  }),
  refused({
    ...BAD,
    id: 'contro/invalid-field-value',
    routes: [createCardholder],
    plant: oneOf([{ kycSource: 'manual' }, { phoneNumber: '555-0100' }, { kycSource: 'WEB' }], BODY_OF_ROUTE),
  }),
  refused({
    ...BAD,
    id: 'contro/invalid-field-value',
    routes: [webhooks],
    weight: 0.4,
    plant: oneOf(
      [{ webhookUrl: 'http://hooks.shop.example.com' }, { webhookSecret: 'errdoctor' }],
      BODY_OF_ROUTE,
    ),
  }),
  refused({
    ...BAD,
    id: 'contro/wrong-field-type',
    routes: [simulate],
    plant: oneOf([{ amount: '25' }, { amount: '25.00' }], BODY_OF_ROUTE),
  }),
  refused({
    ...BAD,
    id: 'contro/invalid-email',
    routes: [createCardholder],
    tells: IN_BODY,
    plant: oneOf([{ email: 'errdoctor.example.com' }, { email: 'errdoctor@' }, { email: '' }]),
  }),
  refused({
    ...BAD,
    id: 'contro/malformed-json',
    routes: [createCardholder, issueCard],
    tells: IN_BODY,
    plant: breakJson,
  }),
  refused({
    ...BAD,
    id: 'contro/content-type-missing',
    routes: [createCardholder, issueCard],
    tells: [['value:content-type']],
    plant(draft, random) {
      dropField(draft.headers, 'content-type');
      const other = random.pick(['text/plain', 'application/x-www-form-urlencoded']);
      setField(draft.headers, 'Content-Type', other);
      return undefined;
    },
  }),
  refused({
    id: 'contro/invalid-query-parameter',
    status: 400,
    among: BAD_REQUEST,
    routes: [cards],
    tells: [['line']],
    plant(draft, random) {
      Object.assign(
        draft.query,
        random.pick([{ limit: '500' }, { limit: 'all' }, { page: '0' }, { limit: '0' }]),
      );
      return undefined;
    },
  }),
  refused({
    ...KEYED,
    id: 'contro/api-key-missing',
    tells: [[`sent:${KEY}`]],
    plant(draft, random) {
      dropField(draft.headers, KEY);
      const key = keyFor(draft.host, random);
      if (random.chance(0.3)) draft.headers.push(['x-api-key', key]);
      else if (random.chance(0.4)) draft.headers.push(['Authorization', `Bearer ${key}`]);
      return undefined;
    },
  }),
  refused({
    ...KEYED,
    id: 'contro/api-key-invalid',
    plant(draft, random) {
      if (random.chance(0.6)) return undefined;
      const wrong = ['sk_test_your_key_here', '<your-api-key>', '"sk_test_errdoctor_example"', '$CONTRO_KEY'];
      setField(draft.headers, KEY, random.pick(wrong));
      return [[`value:${KEY}`]];
    },
  }),
  refused({ ...KEYED, id: 'contro/api-key-expired', weight: 0.5 }),
  refused({
    ...KEYED,
    id: 'contro/api-key-environment-mismatch',
    tells: [['line', `value:${KEY}`]],
    plant: (draft, random) => void setField(draft.headers, KEY, keyFor(draft.host, random, false)),
  }),
  refused({ ...KEYED, id: 'contro/api-key-revoked-or-rotated', weight: 0.5 }),
  refused({
    id: 'contro/resource-id-wrong',
    status: 404,
    among: MISSING,
    routes: [readCard, readCardholder, freeze],
    plant(draft, random) {
      if (random.chance(0.4)) return undefined;
      draft.path = draft.path.replace(
        /\/(?:card|ch)_\w+/,
        random.pick(['/prog_errdoctor0001', '/undefined', '/ks_errdoctor0001']),
      );
      return [['line']];
    },
  }),
  refused({
    id: 'contro/resource-of-other-partner',
    status: 404,
    among: MISSING,
    routes: [readCard, readCardholder],
    weight: 0.5,
  }),
  refused({
    id: 'contro/resource-deleted',
    status: 404,
    among: MISSING,
    routes: [readCard, freeze],
    weight: 0.5,
  }),
  refused({ id: 'contro/rate-limited', status: 429, routes: [balance, cards], tells: ALWAYS }),
  refused({
    id: 'contro/server-error',
    status: 500,
    among: FAULT,
    narrowed: { by: [['line', 'request-body']], to: ['contro/server-error'] },
    routes: [balance, cards, createCardholder],
    tells: BODY_OF_ROUTE,
  }),
  refused({
    id: 'contro/server-error-persistent',
    status: 500,
    among: FAULT,
    general: 'contro/server-error',
    routes: [balance],
    tells: [['history']],
    earlier: failedBefore(balance),
  }),
  refused({
    id: 'contro/issue-card-retry-without-key',
    status: 500,
    among: FAULT,
    // The fault is at work as well; only the danger of a repeat is special.
    accepts: ['contro/server-error'],
    routes: [issueCard],
    tells: BODY_OF_ROUTE,
    weight: 0.6,
    plant: omit('idempotencyKey'),
  }),
  unanswered({
    id: 'contro/issue-card-retry-without-key',
    routes: [issueCard],
    kinds: [failures.readTimeout],
    named: NAMED,
    general: 'http/timeout',
    tells: BODY_OF_ROUTE,
    plant: omit('idempotencyKey'),
  }),
] satisfies CauseSource[];
