import { describe, expect, it } from 'vitest';
import { captureOf, proofsIn, proofsOf, reportOn } from '../support/proofs.js';

const HOST = 'https://stg-api.contro.dev/v1/partner';
const KEY = { 'x-contro-api-key': 'sk_test_errdoctor4f1b7c20a9' };
const REFUSED = { status: 400, answer: { success: false, error: 'Validation failed' } };

function proofs(call: string, body?: unknown, refused: { status: number; answer: unknown } = REFUSED) {
  return proofsOf({ call: call.replace(' ', ` ${HOST}`), body, headers: KEY, ...refused });
}

const TYPE = 'contro/wrong-field-type';
const VALUE = 'contro/invalid-field-value';
const EMAIL = 'contro/invalid-email';
const MISSING = 'contro/missing-required-field';
const QUERY = 'contro/invalid-query-parameter';

const CARDHOLDER = 'POST /cardholders';
const CARD = 'POST /cards';
const LIMITS = 'PATCH /cards/card_errdoctor1/limits';
const WEBHOOKS = 'PATCH /webhooks/config';
const PERSON = { externalUserId: 'user-1001', email: 'jordan@shop.example', phoneNumber: '+14155550100' };
const ISSUED = { cardholderId: 'ch_errdoctor1', programId: 'prog_errdoctor1' };

describe('the documented limits of Contro', () => {
  it.each([
    [CARDHOLDER, PERSON, 'externalUserId', '', VALUE, 'u'],
    [CARDHOLDER, PERSON, 'externalUserId', 1001, TYPE, '1001'],
    [CARDHOLDER, PERSON, 'email', 'jordan.shop.example', EMAIL, 'jordan@shop.example'],
    [CARDHOLDER, PERSON, 'email', 'jordan@shop..example', EMAIL, 'jordan+1@shop.example'],
    [CARDHOLDER, PERSON, 'email', 'mailto:jordan@shop.example', EMAIL, 'j.reyes@mail.shop.example'],
    [CARDHOLDER, PERSON, 'email', 7, TYPE, 'jordan@shop.example'],
    [CARDHOLDER, PERSON, 'phoneNumber', '+1 415 555 0100', VALUE, '+4930123456'],
    [CARDHOLDER, PERSON, 'phoneNumber', '004930123456', VALUE, '+4930123456'],
    [CARDHOLDER, PERSON, 'phoneNumber', '+04930123456', VALUE, '+4930123456'],
    [CARDHOLDER, PERSON, 'phoneNumber', 4930123456, TYPE, '+4930123456'],
    [CARDHOLDER, PERSON, 'kycSource', 'onfido', VALUE, 'api'],
    [CARDHOLDER, PERSON, 'kycSource', 'stripe', VALUE, 'WEB'],
    [CARDHOLDER, PERSON, 'sumsubShareToken', '', VALUE, 'x'],
    [CARDHOLDER, PERSON, 'firstName', true, TYPE, null],
    [CARD, ISSUED, 'cardholderId', '', VALUE, 'ch_errdoctor2'],
    [CARD, ISSUED, 'programId', 12, TYPE, '12'],
    [CARD, ISSUED, 'idempotencyKey', 1001, TYPE, 'issue-1001'],
    [LIMITS, {}, 'limit', '5000', TYPE, 5000],
    [LIMITS, {}, 'limit', true, TYPE, null],
    [WEBHOOKS, {}, 'webhookUrl', 'http://hooks.shop.example', VALUE, 'https://hooks.shop.example'],
    [WEBHOOKS, {}, 'webhookSecret', 'errdoctor-15-ch', VALUE, 'errdoctor-16-cha'],
    [WEBHOOKS, {}, 'subscribedEvents', 'card.issued', TYPE, ['card.issued']],
    ['POST /sandbox/simulate-transaction', {}, 'amount', '25', TYPE, 25.5],
    ['POST /sandbox/reset-balance', {}, 'amount', '100000', TYPE, 100000],
    ['POST /sandbox/simulate-kyc-approval', {}, 'cardholderId', '', VALUE, 'ch_errdoctor1'],
  ])('%s of %j: %s', async (call, others, field, wrong, cause, right) => {
    expect(await proofs(call, { ...others, [field]: wrong })).toEqual({ [cause]: [String(wrong)] });
    expect(await proofs(call, { ...others, [field]: right })).toEqual({});
  });

  it('reads the caps under spendControl one by one', async () => {
    const caps = (sales: unknown, cash: unknown) => ({ spendControl: { sales, cash } });
    expect(await proofs(LIMITS, caps({ daily: '1000' }, { monthly: 5 }))).toEqual({ [TYPE]: ['1000'] });
    expect(await proofs(LIMITS, caps([1000], { monthly: 5 }))).toEqual({ [TYPE]: ['[1000]'] });
    expect(await proofs(LIMITS, caps({ daily: 1000, allTime: null }, { monthly: 5.5 }))).toEqual({});
  });

  it.each([
    [CARDHOLDER, { email: PERSON.email, phoneNumber: PERSON.phoneNumber }],
    [CARDHOLDER, { ...PERSON, email: null }],
    [CARDHOLDER, { externalUserId: 'u', email: PERSON.email, firstName: 'Jordan' }],
    [CARDHOLDER, { ...PERSON, kycSource: 'sumsub' }],
    [CARD, { programId: ISSUED.programId }],
    [CARD, {}],
  ])('%s lacks a field as %j', async (call, body) => {
    expect(Object.keys(await proofs(call, body))).toEqual([MISSING]);
  });

  it.each([
    [CARDHOLDER, PERSON],
    [CARDHOLDER, { externalUserId: 'u', email: PERSON.email, firstName: 'Jordan', lastName: 'Reyes' }],
    [CARDHOLDER, { externalUserId: '***', email: '[REDACTED]', phoneNumber: '***' }],
    [CARDHOLDER, { ...PERSON, kycSource: 'sumsub', sumsubShareToken: 'errdoctor' }],
    [CARDHOLDER, { ...PERSON, kycSource: 'web' }],
    [CARD, ISSUED],
    ['PATCH /cardholders/ch_errdoctor1', { email: PERSON.email }],
  ])('%s lacks nothing that all editions require as %j', async (call, body) => {
    expect(await proofs(call, body)).toEqual({});
  });

  it.each([
    ['/cards', 'limit=101', 'limit=100'],
    ['/cardholders', 'limit=0', 'limit=1'],
    ['/cards/card_errdoctor1/transactions', 'limit=ten', 'limit=10'],
    ['/cards', 'limit=all', 'limit='],
    ['/cards', 'page=0', 'page=1'],
    ['/cards', 'page=1.5', 'page=2'],
    ['/cards', 'status=canceled', 'status=cancelled'],
    ['/cards', 'status=blocked', 'status=ACTIVE'],
    ['/cards', 'limit=500', 'limit=50&status=frozen'],
  ])('GET %s?%s', async (path, wrong, right) => {
    expect(Object.keys(await proofs(`GET ${path}?${wrong}`))).toEqual([QUERY]);
    expect(await proofs(`GET ${path}?${right}`)).toEqual({});
  });

  it('tells what the answer speaks of first, and a limit that it does not mean beside it', async () => {
    const refused = { status: 400, answer: { success: false, error: 'lastName is required' } };
    const body = { ...PERSON, phoneNumber: '415 555 0100' };
    expect(await proofs(CARDHOLDER, body, refused)).toEqual({ [VALUE]: ['415 555 0100'] });
    const capture = captureOf({ call: `POST ${HOST}/cardholders`, body, headers: KEY, ...refused });
    const [diagnosis] = (await reportOn(capture)).diagnoses;
    expect(diagnosis?.causes[0]).toMatchObject({ id: MISSING, certainty: 'likely', fault: 1 });
    expect(diagnosis?.causes.at(-1)).toMatchObject({ id: VALUE, certainty: 'proven', fault: 2 });
    const state = { status: 400, answer: { success: false, error: 'Card is already cancelled' } };
    expect(await proofs(LIMITS, { limit: '5000' }, state)).toEqual({ [TYPE]: ['5000'] });
  });

  it('says nothing of missing fields where the key was refused, and nothing at all where a server broke', async () => {
    const unauthorized = { status: 401, answer: { success: false, error: 'Invalid API key' } };
    expect(await proofs(CARD, { programId: 12 }, unauthorized)).toEqual({ [TYPE]: ['12'] });
    const broke = { status: 500, answer: { success: false, error: 'Internal server error' } };
    expect(await proofs(CARDHOLDER, { ...PERSON, email: 'jordan' }, broke)).toEqual({});
  });

  it('reads a form as text, where a number in quotes is none', async () => {
    const form = { ...KEY, 'Content-Type': 'application/x-www-form-urlencoded' };
    const call = `PATCH ${HOST}/cards/card_errdoctor1/limits`;
    expect(await proofsOf({ call, body: 'limit=5000', headers: form, ...REFUSED })).not.toHaveProperty(TYPE);
  });

  it('proves nothing on a body that a logger rebuilt, or that was not captured', async () => {
    const request = { url: `${HOST}/cardholders`, method: 'POST', headers: KEY };
    const response = { status: 400, headers: {}, body: REFUSED.answer };
    expect(await proofsIn(JSON.stringify({ request: { ...request, body: {} }, response }))).toEqual({});
    expect(await proofsIn(JSON.stringify({ request, response }))).toEqual({});
  });

  it.each(['errdoctorcanary', 918273645546372, ['errdoctorcanary']])(
    'prints nothing of a secret whose limit is broken: %j',
    async (webhookSecret) => {
      const call = `PATCH ${HOST}/webhooks/config`;
      const capture = captureOf({ call, body: { webhookSecret }, headers: KEY, ...REFUSED });
      expect(Object.keys(await proofsIn(capture))).toHaveLength(1);
      expect(JSON.stringify(await reportOn(capture))).not.toMatch(/canary|918273/);
    },
  );
});
