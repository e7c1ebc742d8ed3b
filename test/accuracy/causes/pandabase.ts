import { ALWAYS, type CauseSource } from '../cause.js';
import { answered, type Draft, sentBy } from '../calls/draft.js';
import { failures } from '../calls/failures.js';
import { failure, id, routes } from '../calls/pandabase.js';
import { coded, codedCase, OWN_HEADERS } from '../calls/pandabase-answers.js';
import { unanswered } from '../calls/refusal.js';
import { dropField, setField } from '../exchange.js';
import type { Random } from '../random.js';
import { records } from './pandabase-webhooks.js';
import { signatures } from './pandabase-signature.js';

const { intent, readIntent, capture, cancel, refund, merchant, readMerchant, upgrade, document } = routes;
const { balance, hold, releaseHold, transfer, payout, readPayout, settlement, settlements } = routes;

/** Something else that is wrong with the request, and that a later check would have refused. */
const LATER_FAULTS: readonly (readonly [label: string, plant: (draft: Draft) => void])[] = [
  ['pandabase/currency-not-supported', ({ json }) => json && Object.assign(json, { currency: 'EUR' })],
  ['pandabase/amount-too-low', ({ json }) => json && Object.assign(json, { amount: 25 })],
  ['pandabase/invalid-return-url', ({ json }) => json && Object.assign(json, { returnUrl: '/return' })],
  [
    'pandabase/metadata-key-too-long',
    ({ json }) => json && Object.assign(json, { metadata: { ['k'.repeat(44)]: '1' } }),
  ],
];

const SHARE_OF_TWO_FAULTS = 0.15;

/** Refused before the body was looked at: a second fault may wait behind the first. */
function refusedFirst(
  name: string,
  code: string,
  status: number,
  change: (draft: Draft, random: Random) => void,
): CauseSource {
  const cause = `pandabase/${name}`;
  return {
    id: cause,
    tells: ALWAYS,
    make(random, words) {
      const two = random.chance(SHARE_OF_TWO_FAULTS);
      const draft = two
        ? intent(random)
        : random.pick([intent, merchant, balance, refund, readMerchant])(random);
      change(draft, random);
      const labels = [cause];
      if (two) {
        const [later, plant] = random.pick(LATER_FAULTS);
        plant(draft);
        labels.push(later);
      }
      const made = { id: cause, code, status, draft, random, words, tells: ALWAYS, among: [cause], labels };
      return codedCase(made);
    },
  };
}

const nothing = () => {};

const authentication: CauseSource[] = [
  refusedFirst('missing-authorization', 'MISSING_AUTHORIZATION', 401, (draft, random) => {
    const value = draft.headers[0]?.[1] ?? '';
    dropField(draft.headers, 'authorization');
    if (random.chance(0.4)) draft.headers.push(['Authorization', value.replace('Platform', 'Bearer')]);
  }),
  refusedFirst('invalid-platform-id', 'INVALID_PLATFORM_ID', 401, (draft, random) => {
    const wrong = random.pick(['plt', 'psk', 'mpk', 'shp']);
    setField(draft.headers, 'authorization', `Platform ${id(wrong, random)}`);
  }),
  refusedFirst('timestamp-expired', 'TIMESTAMP_EXPIRED', 401, (draft, random) => {
    const late = draft.now - random.between(6, 600) * 60_000;
    const stamp = random.chance(0.4) ? Math.floor(draft.now / 1000) : late;
    setField(draft.headers, 'x-request-timestamp', String(stamp));
  }),
  refusedFirst('timestamp-missing', 'TIMESTAMP_MISSING', 401, (draft) =>
    dropField(draft.headers, 'x-request-timestamp'),
  ),
  refusedFirst('platform-suspended', 'PLATFORM_SUSPENDED', 403, nothing),
  refusedFirst('platform-terminated', 'PLATFORM_TERMINATED', 403, nothing),
  refusedFirst('environment-mismatch', 'ENVIRONMENT_MISMATCH', 401, nothing),
];

const set = (values: object) => (draft: Draft) => {
  draft.json = { ...draft.json, ...values };
};
const pickedValue =
  (name: string, values: readonly unknown[]) =>
  (draft: Draft, random: Random): void => {
    draft.json = { ...draft.json, [name]: random.pick(values) };
  };

const merchants: CauseSource[] = [
  coded('merchant-not-found', 'MERCHANT_NOT_FOUND', 404, readMerchant),
  coded('merchant-already-exists', 'MERCHANT_ALREADY_EXISTS', 409, merchant),
  coded('merchant-not-active', 'MERCHANT_NOT_ACTIVE', 403, intent),
  coded('merchant-terminated', 'MERCHANT_TERMINATED', 403, intent),
  coded('merchant-restricted', 'MERCHANT_RESTRICTED', 403, payout),
  coded(
    'invalid-country',
    'INVALID_COUNTRY',
    400,
    merchant,
    pickedValue('country', ['us', 'USA', 'Germany', 'KP']),
  ),
  coded(
    'invalid-category',
    'INVALID_CATEGORY',
    400,
    merchant,
    pickedValue('category', ['digital', 'Games', 'OTHER']),
  ),
  coded('tier-upgrade-in-progress', 'TIER_UPGRADE_IN_PROGRESS', 409, upgrade),
  coded('capability-not-available', 'CAPABILITY_NOT_AVAILABLE', 400, merchant),
  coded('merchant-context-missing', 'MERCHANT_CONTEXT_MISSING', 400, intent, ({ headers }) =>
    dropField(headers, 'x-merchant-context'),
  ),
  coded('merchant-context-invalid', 'MERCHANT_CONTEXT_INVALID', 400, intent, ({ headers }, random) =>
    setField(headers, 'x-merchant-context', id(random.pick(['shp', 'plt', 'merchant']), random)),
  ),
  coded('document-too-large', 'DOCUMENT_TOO_LARGE', 400, document, set({ size: 11_534_336 })),
  coded('document-invalid-format', 'DOCUMENT_INVALID_FORMAT', 400, document, (draft, random) => {
    const kind = random.pick(['docx', 'tiff', 'heic']);
    set({ fileName: `passport.${kind}`, mimeType: `image/${kind}` })(draft);
  }),
];

const intents: CauseSource[] = [
  coded('intent-not-found', 'INTENT_NOT_FOUND', 404, readIntent),
  coded('amount-too-low', 'AMOUNT_TOO_LOW', 400, intent, pickedValue('amount', [0, 1, 50, 99, 25.5])),
  coded('amount-too-high', 'AMOUNT_TOO_HIGH', 400, intent, set({ amount: 99_000_000 })),
  coded('platform-fee-too-high', 'PLATFORM_FEE_TOO_HIGH', 400, intent, (draft) =>
    set({ platformFee: Math.ceil(draft.json?.amount * 0.4) })(draft),
  ),
  coded('line-items-mismatch', 'LINE_ITEMS_MISMATCH', 400, intent, ({ json }, random) => {
    if (json) json.amount += random.pick([1, 100, -50, 4999]);
  }),
  coded('line-items-required', 'LINE_ITEMS_REQUIRED', 400, intent, (draft, random) => {
    const items = draft.json?.lineItems;
    delete draft.json?.lineItems;
    if (random.chance(0.6)) set(random.chance(0.5) ? { lineItems: [] } : { line_items: items })(draft);
  }),
  coded(
    'invalid-return-url',
    'INVALID_RETURN_URL',
    400,
    intent,
    pickedValue('returnUrl', ['/return', 'http://shop.example.com/return', 'shop.example.com', 'https://']),
  ),
  coded('intent-not-cancellable', 'INTENT_NOT_CANCELLABLE', 409, cancel),
  coded('intent-already-captured', 'INTENT_ALREADY_CAPTURED', 409, capture),
  coded('intent-capture-expired', 'INTENT_CAPTURE_EXPIRED', 409, capture),
  coded('intent-expired', 'INTENT_EXPIRED', 409, capture),
  coded('merchant-volume-exceeded', 'MERCHANT_VOLUME_EXCEEDED', 400, intent),
  coded(
    'currency-not-supported',
    'CURRENCY_NOT_SUPPORTED',
    400,
    intent,
    pickedValue('currency', ['EUR', 'GBP', 'usd']),
  ),
  coded('capture-exceeds-authorization', 'CAPTURE_EXCEEDS_AUTHORIZATION', 400, capture),
  coded(
    'metadata-key-too-long',
    'METADATA_KEY_TOO_LONG',
    400,
    intent,
    set({ metadata: { ['k'.repeat(41)]: '1' } }),
  ),
  coded(
    'metadata-value-too-long',
    'METADATA_VALUE_TOO_LONG',
    400,
    intent,
    set({ metadata: { note: 'v'.repeat(501) } }),
  ),
  coded(
    'metadata-too-many-keys',
    'METADATA_TOO_MANY_KEYS',
    400,
    intent,
    set({ metadata: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`key${index}`, '1'])) }),
  ),
];

const SHORT_BALANCE = ['pandabase/insufficient-balance-refund', 'pandabase/insufficient-balance-operation'];
const BY_ROUTE = { among: SHORT_BALANCE, tells: [['line']] as const };

const money: CauseSource[] = [
  coded('refund-exceeds-amount', 'REFUND_EXCEEDS_AMOUNT', 400, refund),
  coded('refund-window-expired', 'REFUND_WINDOW_EXPIRED', 400, refund),
  coded('insufficient-balance-refund', 'INSUFFICIENT_BALANCE', 400, refund, nothing, BY_ROUTE),
  coded('intent-not-refundable', 'INTENT_NOT_REFUNDABLE', 409, refund),
  coded('refund-in-progress', 'REFUND_IN_PROGRESS', 409, refund),
  coded('settlement-not-found', 'SETTLEMENT_NOT_FOUND', 404, settlement),
  coded('payout-not-found', 'PAYOUT_NOT_FOUND', 404, readPayout),
  coded('invalid-date-range', 'INVALID_DATE_RANGE', 400, settlements, (draft) => {
    draft.query = { from: '2026-04-30', to: '2026-04-01' };
  }),
  coded('insufficient-balance-operation', 'INSUFFICIENT_BALANCE', 400, transfer, nothing, BY_ROUTE),
  coded('hold-not-found', 'HOLD_NOT_FOUND', 404, releaseHold),
  coded('hold-already-released', 'HOLD_ALREADY_RELEASED', 409, releaseHold),
  coded('hold-expired', 'HOLD_EXPIRED', 409, releaseHold),
  coded('hold-exceeds-balance', 'HOLD_EXCEEDS_BALANCE', 400, hold),
  coded('transfer-limit-exceeded', 'TRANSFER_LIMIT_EXCEEDED', 400, transfer, set({ amount: 5_000_100 })),
  coded('transfer-daily-limit', 'TRANSFER_DAILY_LIMIT', 429, transfer),
  coded('transfer-same-merchant', 'TRANSFER_SAME_MERCHANT', 400, transfer, (draft) =>
    set({ destinationMerchant: draft.json?.sourceMerchant })(draft),
  ),
  coded('payout-minimum', 'PAYOUT_MINIMUM', 400, payout, pickedValue('amount', [1, 50, 99])),
  coded('express-not-available', 'EXPRESS_NOT_AVAILABLE', 400, payout, set({ priority: 'express' })),
  coded('payout-in-progress', 'PAYOUT_IN_PROGRESS', 409, payout),
  coded('bank-account-missing', 'BANK_ACCOUNT_MISSING', 400, payout),
  coded('rate-limit-exceeded', 'RATE_LIMIT_EXCEEDED', 429, balance, nothing, {
    answerHeaders: ({ now }, random) => [
      ['X-RateLimit-Limit', '100'],
      ['X-RateLimit-Remaining', '0'],
      ['X-RateLimit-Reset', String(Math.floor(now / 1000) + random.between(1, 60))],
      ...(random.chance(0.5) ? [['Retry-After', String(random.between(1, 60))] as [string, string]] : []),
    ],
  }),
  coded('idempotency-conflict', 'IDEMPOTENCY_CONFLICT', 409, intent),
  coded('idempotency-key-too-long', 'IDEMPOTENCY_KEY_TOO_LONG', 400, intent, ({ headers }, random) =>
    setField(headers, 'x-idempotency-key', `order-${random.hex(random.between(124, 180))}`),
  ),
];

/** An answer without a code, or with one that the documentation does not list. */
function restated(status: number, meanings: readonly string[]): CauseSource {
  const id = `pandabase/http-${status}`;
  return {
    id,
    tells: ALWAYS,
    make(random) {
      const draft = random.pick([routes.intent, routes.balance, routes.refund, routes.readPayout])(random);
      const code = random.chance(0.5)
        ? undefined
        : random.pick(['GENERAL_ERROR', 'UNEXPECTED', 'REQUEST_REFUSED']);
      const answer = answered(draft, random, status, failure(random, status, code, random.pick(meanings)));
      return {
        exchange: { call: sentBy(draft, random), answer },
        labels: [id],
        accepts: [],
        among: [id],
        tells: ALWAYS,
        named: OWN_HEADERS,
        symptom: [['status'], ['answer-body']],
        evidence: 'status',
        planted: { texts: [String(status)], part: 'status' },
      };
    },
  };
}

const networkTimeout = unanswered({
  id: 'pandabase/network-timeout',
  routes: [intent, transfer, balance, payout],
  kinds: [failures.readTimeout, failures.readTimeout, failures.connectTimeout],
  named: [['line']],
  tells: ALWAYS,
});

const fallbacks = [
  restated(400, ['Bad request', 'The request could not be processed']),
  restated(401, ['Unauthorized', 'Not authorised']),
  restated(403, ['Forbidden', 'Access denied']),
  restated(404, ['Not found', 'Nothing here']),
  restated(409, ['Conflict', 'State conflict']),
  restated(422, ['Unprocessable', 'Semantic error']),
  restated(429, ['Too many requests', 'Slow down']),
  restated(500, ['Internal server error', 'Something went wrong']),
  restated(503, ['Service unavailable', 'Temporarily unavailable']),
];

export default [
  ...authentication,
  ...signatures,
  ...merchants,
  ...intents,
  ...money,
  ...records,
  ...fallbacks,
  networkTimeout,
] satisfies CauseSource[];
