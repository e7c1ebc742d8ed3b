import { describe, expect, it } from 'vitest';
import { diagnoseCapture } from '../../src/diagnose-capture.js';
import { type Call, engine, harOf, logOf } from '../support/sessions.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The leading cause of the last of some calls, in words. */
async function last(calls: readonly Call[]): Promise<string> {
  const { diagnoses } = await diagnoseCapture(engine, harOf(calls));
  const [cause] = diagnoses.at(-1)?.causes ?? [];
  return `${cause?.certainty} ${cause?.id}: ${cause?.title}`;
}

/** What the evidence of the leading cause says. */
async function evidence(calls: readonly Call[]): Promise<string> {
  const { diagnoses } = await diagnoseCapture(engine, logOf(calls));
  return (diagnoses.at(-1)?.causes[0]?.evidence ?? []).map(({ says }) => says).join('; ');
}

describe('Pandabase', () => {
  const pandabase = (path: string, more: Partial<Call>): Call => ({
    host: 'api.pandabase.io',
    path: `/v2/platforms${path}`,
    method: 'POST',
    headers: { Authorization: 'Platform plt_errdoctor_0001', 'X-Merchant-Context': 'shp_errdoctor1' },
    answer: { ok: true },
    ...more,
  });
  const refused = (path: string, code: string, status: number, more: Partial<Call> = {}): Call =>
    pandabase(path, {
      at: 100,
      status,
      answer: { ok: false, error: { code, message: 'refused', status } },
      ...more,
    });
  const intent = (status: string, at = 10): Call =>
    pandabase('/intents/int_1', { at, method: 'GET', answer: { ok: true, data: { status } } });
  const made = (at: number): Call =>
    pandabase('/intents', { at, body: { amount: 2500 }, answer: { ok: true, data: { id: 'int_1' } } });

  it.each<[string, RegExp, readonly Call[]]>([
    [
      'an externalId given before',
      /^proven pandabase\/merchant-already-exists: This externalId was given to the merchant shp_errdoctor7 90 s before$/,
      [
        pandabase('/merchants', {
          at: 10,
          body: { externalId: 'seller-1' },
          answer: { ok: true, data: { merchantId: 'shp_errdoctor7', status: 'PENDING_REVIEW' } },
        }),
        refused('/merchants', 'MERCHANT_ALREADY_EXISTS', 409, { body: { externalId: 'seller-1' } }),
      ],
    ],
    [
      'a merchant under review',
      /^proven .*merchant-not-active: The merchant was PENDING_REVIEW when last seen, 90 s before/,
      [
        pandabase('/merchants/shp_errdoctor1', {
          at: 10,
          method: 'GET',
          answer: { ok: true, data: { status: 'PENDING_REVIEW' } },
        }),
        refused('/intents', 'MERCHANT_NOT_ACTIVE', 403),
      ],
    ],
    [
      'a merchant that was active when last seen',
      /merchant-not-active: The merchant is not in ACTIVE status/,
      [
        pandabase('/merchants/shp_errdoctor1', {
          at: 10,
          method: 'GET',
          answer: { ok: true, data: { status: 'PENDING_REVIEW' } },
        }),
        pandabase('/merchants/shp_errdoctor1', {
          at: 20,
          method: 'GET',
          answer: { ok: true, data: { status: 'ACTIVE' } },
        }),
        refused('/intents', 'MERCHANT_NOT_ACTIVE', 403),
      ],
    ],
    [
      'a completed intent',
      /^proven .*intent-not-cancellable: .* it was COMPLETED when last seen, 90 s before$/,
      [intent('COMPLETED'), refused('/intents/int_1/cancel', 'INTENT_NOT_CANCELLABLE', 409)],
    ],
    [
      'an intent that may be cancelled as far as was seen',
      /^stated .*intent-not-cancellable/,
      [intent('REQUIRES_PAYMENT'), refused('/intents/int_1/cancel', 'INTENT_NOT_CANCELLABLE', 409)],
    ],
    [
      'another intent',
      /^stated .*intent-already-captured/,
      [
        pandabase('/intents/int_2/capture', { at: 10 }),
        refused('/intents/int_1/capture', 'INTENT_ALREADY_CAPTURED', 409),
      ],
    ],
    [
      'a capture that failed',
      /^stated .*intent-already-captured/,
      [
        pandabase('/intents/int_1/capture', { at: 10, status: 403 }),
        refused('/intents/int_1/capture', 'INTENT_ALREADY_CAPTURED', 409),
      ],
    ],
    [
      'refunds that add up',
      /^proven .*refund-exceeds-amount: A refund of 10\.00 dollars is too much: 20\.00 of 25\.00 are refunded already$/,
      [
        made(1),
        pandabase('/intents/int_1/refund', { at: 10, body: { amount: 1500 } }),
        pandabase('/intents/int_1/refund', { at: 20, body: { amount: 500 } }),
        refused('/intents/int_1/refund', 'REFUND_EXCEEDS_AMOUNT', 400, { body: { amount: 1000 } }),
      ],
    ],
    [
      'refunds that were not all seen',
      /^stated .*refund-exceeds-amount/,
      [made(1), refused('/intents/int_1/refund', 'REFUND_EXCEEDS_AMOUNT', 400, { body: { amount: 1000 } })],
    ],
    [
      'a capture of more than was authorised',
      /^proven .*capture-exceeds-authorization/,
      [
        made(1),
        refused('/intents/int_1/capture', 'CAPTURE_EXCEEDS_AUTHORIZATION', 400, { body: { amount: 2600 } }),
      ],
    ],
    [
      'a payment above the limit that the merchant was created with',
      /^proven .*amount-too-high/,
      [
        pandabase('/merchants', {
          at: 1,
          body: { externalId: 'seller-1' },
          answer: {
            ok: true,
            data: { merchantId: 'shp_errdoctor1', limits: { maxTransactionAmount: 50000 } },
          },
        }),
        refused('/intents', 'AMOUNT_TOO_HIGH', 400, { body: { amount: 60000 } }),
      ],
    ],
    [
      'a refund that runs',
      /refund-in-progress: The refund sent 90 s before is still being processed$/,
      [
        pandabase('/intents/int_1/refund', { at: 10, body: { amount: 1500 } }),
        refused('/intents/int_1/refund', 'REFUND_IN_PROGRESS', 409, { body: { amount: 1000 } }),
      ],
    ],
    [
      'a hold released before',
      /^proven .*hold-already-released: The hold was released 90 s before$/,
      [
        pandabase('/holds/hold_1/release', { at: 10 }),
        refused('/holds/hold_1/release', 'HOLD_ALREADY_RELEASED', 409),
      ],
    ],
  ])('%s', async (_name, words, calls) => {
    expect(await last(calls)).toMatch(words);
  });

  it('evidence names the earlier calls', async () => {
    const late = refused('/intents/int_1/capture', 'INTENT_CAPTURE_EXPIRED', 409, { at: 9 * DAY });
    expect(await evidence([made(0), late])).toContain(
      'the intent was made 9 days before; seven days are allowed',
    );
    const balance = pandabase('/merchants/shp_errdoctor1/balance', {
      at: 10,
      method: 'GET',
      answer: { ok: true, data: { available: 900 } },
    });
    expect(
      await evidence([balance, refused('/payouts', 'INSUFFICIENT_BALANCE', 400, { body: { amount: 1000 } })]),
    ).toContain('the available balance was last seen as 9.00 dollars, 90 s before');
    const payout = pandabase('/payouts', { at: 10 });
    expect(await evidence([payout, refused('/payouts', 'PAYOUT_IN_PROGRESS', 409)])).toContain(
      'another payout was requested',
    );
    const transfers = Array.from({ length: 100 }, (_, index) => pandabase('/transfers', { at: index / 2 }));
    expect(await evidence([...transfers, refused('/transfers', 'TRANSFER_DAILY_LIMIT', 429)])).toContain(
      'holds 100 transfers',
    );
    expect(await evidence([made(1), refused('/balances', 'PLATFORM_SUSPENDED', 403)])).not.toContain(
      'refused',
    );
  });
});

describe('the others', () => {
  const axys = (path: string, more: Partial<Call>): Call => ({
    host: 'production.api.axyscards.com',
    path: `/v2${path}`,
    headers: { 'X-API-Key': 'errdoctor-example-key-one' },
    ...more,
  });
  const missing: Partial<Call> = { at: 100, status: 404, answer: { status: 'error', message: 'Not found' } };
  const partna = (path: string, more: Partial<Call>): Call => ({
    host: 'api.getpartna.com',
    path: `/v4${path}`,
    method: 'POST',
    headers: { 'x-api-key': 'errdoctor-example-key-one', 'x-api-user': 'errdoctorshop' },
    ...more,
  });
  const payfield = (path: string, more: Partial<Call>): Call => ({
    host: 'api.shop.example',
    path: `/api/v1${path}`,
    headers: { 'X-API-Key': 'errdoctor-example-key-one', 'X-Timestamp': '1790000000', 'X-Signature': 'ab' },
    ...more,
  });

  it.each<[string, RegExp, readonly Call[]]>([
    [
      'an OTP token that lapsed',
      /axys\/otp-token-expired: The OTP token was there 90 s before, and has lapsed$/,
      [
        axys('/otp/listeners', {
          at: 10,
          method: 'POST',
          answer: { status: 'success', token: 'errdoctor-otp' },
        }),
        axys('/otp/errdoctor-otp', missing),
      ],
    ],
    [
      'a cardholder of another Program',
      /axys\/wrong-program-scope/,
      [
        axys('/cardholders/10532', { at: 10, headers: { 'X-API-Key': 'errdoctor-example-key-two' } }),
        axys('/cardholders/10532', missing),
      ],
    ],
    [
      'a cardholder of the other environment',
      /axys\/wrong-environment/,
      [
        axys('/cardholders/10532', { at: 10, host: 'staging.api.axyscards.com' }),
        axys('/cardholders/10532', missing),
      ],
    ],
    [
      'a cardholder under review',
      /axys\/compliance-state-restriction/,
      [
        axys('/cardholders/10532/kyc-submit', { at: 10, method: 'PUT', answer: { status: 'success' } }),
        axys('/cards/virtual/10532', {
          at: 20,
          method: 'POST',
          status: 403,
          answer: { status: 'error', message: 'Forbidden' },
        }),
      ],
    ],
    [
      'a verification that was only begun',
      /partna\/kyc-not-completed: The verification of this user was begun 90 s before and not confirmed$/,
      [
        partna('/kyc/initiate', { at: 10, body: { accountName: 'jane1' }, answer: { message: 'success' } }),
        partna('/ramp', {
          at: 100,
          status: 422,
          body: { accountName: 'jane1' },
          answer: { message: 'KYC not completed' },
        }),
      ],
    ],
    [
      'a key that worked',
      /partna\/invalid-api-key: The key worked until 2026-09-21 12:26:50 UTC and never after/,
      [
        partna('/rate', { at: 10, method: 'GET', answer: { message: 'success' } }),
        partna('/rate', { at: 100, method: 'GET', status: 401, answer: { message: 'Invalid API key' } }),
      ],
    ],
    [
      'a payout of another shop',
      /payfield\/payout-not-found: The payout was made in the shop "second"/,
      [
        payfield('/payouts', {
          at: 10,
          method: 'POST',
          status: 201,
          body: { external_id: 'PAY-1' },
          answer: { external_id: 'PAY-1', shop_code: 'second' },
        }),
        payfield('/payouts/PAY-1', { at: 100, status: 404, answer: { message: 'Payout not found' } }),
      ],
    ],
    [
      'a PayIn looked up as a payout',
      /payfield\/payout-not-found: This id was made as a PayIn, not as a payout$/,
      [
        payfield('/payins', {
          at: 10,
          method: 'POST',
          status: 201,
          body: { external_id: 'PAY-1' },
          answer: { external_id: 'PAY-1', shop_code: 'second' },
        }),
        payfield('/payouts/PAY-1', { at: 100, status: 404, answer: { message: 'Payout not found' } }),
      ],
    ],
  ])('%s', async (_name, words, calls) => {
    expect(await last(calls)).toMatch(words);
  });
});
