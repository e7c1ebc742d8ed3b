import { describe, expect, it } from 'vitest';
import { proofsIn, proofsOf } from '../support/proofs.js';

const HOST = 'https://staging.api.axyscards.com/v2';
const KEY = { 'X-API-Key': 'ak-errdoctor-7f3c1b9e24d84a55' };
const REFUSED = { status: 422, answer: { status: 'error', message: 'Validation failed' } };

function proofs(call: string, body?: unknown, refused: { status: number; answer: unknown } = REFUSED) {
  return proofsOf({ call: call.replace(' ', ` ${HOST}`), body, headers: KEY, ...refused });
}

const TYPE = 'axys/wrong-field-type';
const LIST = 'axys/enum-out-of-range';
const LONG = 'axys/max-length-exceeded';
const OTHER = 'axys/field-validation-other';

const CARDHOLDER = 'POST /cardholders';
const CARD = 'POST /cards/virtual/10532';
const BANK = 'POST /cardholders/10532/register-bank-account';
const LISTENER = 'POST /otp/listeners';

describe('the documented limits of Axys', () => {
  it.each([
    [CARDHOLDER, 'firstName', 'J', OTHER, 'Jo'],
    [CARDHOLDER, 'firstName', 'J'.repeat(51), LONG, 'J'.repeat(50)],
    [CARDHOLDER, 'firstName', 12, TYPE, 'Jo'],
    [CARDHOLDER, 'lastName', false, TYPE, null],
    [CARDHOLDER, 'emailAdr', 'jordan.shop.example', OTHER, 'jordan@shop.example'],
    [CARDHOLDER, 'gender', 'male', TYPE, 0],
    [CARDHOLDER, 'gender', 0.5, TYPE, 1],
    [CARDHOLDER, 'dob', '14/05/1990', OTHER, '1990-05-14'],
    [CARDHOLDER, 'dob', '1990-02-30', OTHER, '1992-02-29'],
    [CARDHOLDER, 'dob', '1990-05-14T00:00:00Z', OTHER, '1990-05-14'],
    [CARDHOLDER, 'country', 'USA', OTHER, 'US'],
    [CARDHOLDER, 'country', 'usa', OTHER, 'us'],
    [CARDHOLDER, 'placeOfBirth', 'US', OTHER, 'USA'],
    [CARDHOLDER, 'callingCode', 1, TYPE, '001'],
    [CARDHOLDER, 'cellNum', 4155550100, TYPE, '4155550100'],
    [CARDHOLDER, 'transactionLimit', '50000', TYPE, 50000],
    ['PUT /cardholders/10532', 'firstName', 'J', OTHER, 'Jordan'],
    [CARD, 'preferredName', 'J'.repeat(27), LONG, 'J'.repeat(26)],
    [CARD, 'callingCode', '0044', LONG, '044'],
    [CARD, 'callingCode', '+1', OTHER, '001'],
    [CARD, 'transactionLimit', 99.5, TYPE, 9950],
    [BANK, 'senderAccountName', 'J'.repeat(51), LONG, 'J'.repeat(50)],
    [BANK, 'senderAccountNumber', '123456', OTHER, '1234567'],
    [BANK, 'senderAccountNumber', '1'.repeat(35), LONG, '1'.repeat(34)],
    [BANK, 'senderRoutingNumber', '02100', OTHER, '021000'],
    [BANK, 'senderRoutingNumber', '0'.repeat(13), LONG, '021000021000'],
    [BANK, 'senderRoutingNumber', 21000021, TYPE, '021000021'],
    ['POST /cards/88121/bank-deposit', 'transactionAmount', 250.75, TYPE, 25075],
    ['POST /wallets/3301/bank-deposit', 'transactionAmount', '25075', TYPE, 25075],
    ['POST /wallets/transfer', 'amount', '2500', TYPE, 2500],
    ['POST /wallets', 'currency', 7, LIST, 3],
    ['POST /wallets', 'currency', 'EUR', LIST, 0],
  ])('%s: %s', async (call, field, wrong, cause, right) => {
    expect(await proofs(call, { [field]: wrong })).toEqual({ [cause]: [String(wrong)] });
    expect(await proofs(call, { [field]: right })).toEqual({});
  });

  it.each([
    ['limit=201', OTHER, 'limit=200'],
    ['limit=all', TYPE, 'limit=1'],
    ['offset=first', TYPE, 'offset=0'],
    ['sort=newest', LIST, 'sort=DESC'],
    ['before=1790000000000', OTHER, 'before=1790000000'],
    ['after=2026-09-21', OTHER, 'after=0'],
  ])('GET with %s', async (wrong, cause, right) => {
    const call = 'GET /cards/transactions?orderBy=date&';
    expect(Object.keys(await proofs(call + wrong))).toEqual([cause]);
    expect(await proofs(call + right)).toEqual({});
  });

  it.each([
    [{ cardId: 88121, webhookUrl: 'http://hooks.shop.example.com/otp' }, 'http://hooks.shop.example.com/otp'],
    [{ cardId: 88121, webhookUrl: 'https://localhost/otp' }, 'https://localhost/otp'],
    [{ cardId: 88121, webhookUrl: 'https://192.168.0.7/otp' }, 'https://192.168.0.7/otp'],
    [{ webhookUrl: 'https://hooks.shop.example.com/otp' }, '{'],
  ])('a listener is refused as %j', async (body, mark) => {
    expect(await proofs(LISTENER, body)).toEqual({ [OTHER]: [mark] });
  });

  it.each([
    { cardId: 88121, webhookUrl: 'https://hooks.shop.example.com/otp' },
    { cardholderId: 10532 },
    { cardId: '***' },
  ])('a listener may be %j', async (body) => {
    expect(await proofs(LISTENER, body)).toEqual({});
  });

  it('decides between the causes of 400 as between those of 422', async () => {
    const refused = { status: 400, answer: { status: 'error', message: 'Bad request' } };
    expect(await proofs(CARDHOLDER, { firstName: 'J' }, refused)).toEqual({ [OTHER]: ['J'] });
    expect(await proofs(CARDHOLDER, { gender: 'f' }, refused)).toEqual({ [TYPE]: ['f'] });
  });

  it('tells limits of two kinds as two faults, also beside one that the answer speaks of', async () => {
    const body = { firstName: 'J'.repeat(60), gender: 'male' };
    expect(await proofs(CARDHOLDER, body)).toEqual({ [LONG]: ['J'.repeat(60)], [TYPE]: ['male'] });
    const refused = { status: 409, answer: { status: 'error', message: 'Cardholder is under review' } };
    expect(await proofs('PUT /cardholders/10532', { gender: 'male' }, refused)).toEqual({ [TYPE]: ['male'] });
  });

  it('says nothing where a server broke, a value was masked, or other routes hold other limits', async () => {
    expect(
      await proofs(CARDHOLDER, { gender: 'male' }, { status: 500, answer: { status: 'error' } }),
    ).toEqual({});
    const masked = { firstName: '***', dob: '[REDACTED]', country: '***', emailAdr: '<redacted>' };
    expect(await proofs(CARDHOLDER, masked)).toEqual({});
    expect(await proofs('POST /wallets', { firstName: 'J', country: 'USA' })).toEqual({});
  });

  it('proves nothing on a body that a logger rebuilt, or that was not captured', async () => {
    const call = { url: `${HOST}/cardholders`, method: 'POST', headers: KEY };
    const response = { status: 422, headers: {}, body: REFUSED.answer };
    const rebuilt = { request: { ...call, body: { gender: 'male' } }, response };
    expect(await proofsIn(JSON.stringify(rebuilt))).toEqual({});
    expect(await proofsIn(JSON.stringify({ request: call, response }))).toEqual({});
  });
});
