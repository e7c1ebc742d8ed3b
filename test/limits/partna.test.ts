import { describe, expect, it } from 'vitest';
import { proofsIn, proofsOf } from '../support/proofs.js';

const HOST = 'https://api.getpartna.com/v4';
const HEADERS = { 'x-api-key': 'ptk-errdoctor-7f3c1b9e24d84a55', 'x-api-user': 'errdoctor-shop' };
const RAMP = {
  rateKey: '1640-USDT_to_NGN-a1b2c3d4-1789993780',
  type: 'cryptoToFiat',
  accountName: 'janedoe',
  fromCurrency: 'USDT',
  fromNetwork: 'tron',
};

function proofs(call: string, body?: unknown, message = 'Bad Request', status = 400) {
  return proofsOf({
    call: call.replace(' ', ` ${HOST}`),
    body,
    headers: HEADERS,
    status,
    answer: { message },
  });
}

const MISSING = 'partna/missing-required-field';
const VALUE = 'partna/invalid-parameter-value';

describe('the documented limits of Partna', () => {
  it.each([
    ['type', 'offramp', 'fiatToCrypto'],
    ['type', 'OnRamp', 'FiatToCrypto'],
    ['expireAction', 'cancel', 'deposit'],
    ['feeBearer', 'customer', 'client'],
    ['fromCurrency', 'EUR', 'GHS'],
    ['fromNetwork', 'TRC20', 'mobileMoney'],
    ['toNetwork', 'lightning', 'bitcoin'],
    ['fromAmount', '10,000', '10000'],
    ['fromAmount', true, 12.5],
    ['toAmount', '5 USDT', '5.00'],
    ['rampExpTime', '1h', '3600'],
    ['accountName', 'j', 'jo'],
    ['accountName', 'j'.repeat(41), 'j'.repeat(40)],
    ['accountName', 'j'.repeat(60), 'Jane Doe'],
  ])('a ramp with %s %s is refused, with %s it is not', async (field, wrong, right) => {
    expect(await proofs('POST /ramp', { ...RAMP, [field]: wrong })).toEqual({ [VALUE]: [String(wrong)] });
    expect(await proofs('POST /ramp', { ...RAMP, [field]: right })).toEqual({});
  });

  it.each([
    ['POST /account', { accountName: 'j', email: 'jane@shop.example' }, 'j'],
    ['POST /withdraw', { amount: 5, feeBearer: 'me' }, 'me'],
    ['POST /kyc/initiate', { accountName: 'janedoe', bvn: '2222222222' }, '2222222222'],
    ['POST /kyc/initiate', { accountName: 'janedoe', bvn: '2222222222x' }, '2222222222x'],
    ['PUT /kyc/confirm-otp', { accountName: 'j' }, 'j'],
    ['PUT /kyc/verification-method', { accountName: 'janedoe', verificationMethod: 'sms' }, 'sms'],
    [
      'PUT /kyc/verification-method',
      { accountName: 'janedoe', verificationMethod: 'email', currency: 'GHS' },
      'GHS',
    ],
  ])('%s with %j', async (call, body, mark) => {
    expect(await proofs(call, body)).toEqual({ [VALUE]: [mark] });
  });

  it.each([
    ['POST /account', { accountName: 'Jane Doe', email: 'jane@shop.example', type: 'individual' }],
    ['POST /kyc/initiate', { accountName: 'janedoe', bvn: '02222222222' }],
    ['POST /kyc/initiate', { accountName: 'janedoe', bvn: 22222222222 }],
    [
      'PUT /kyc/verification-method',
      { accountName: 'janedoe', verificationMethod: 'phone_1', currency: 'KES' },
    ],
  ])('%s may hold %j', async (call, body) => {
    expect(await proofs(call, body)).toEqual({});
  });

  it.each([
    ['limit=1001', 'limit=1000'],
    ['limit=all', 'limit=1'],
    ['type=fiatToCrypto', 'type=onramp'],
    ['status=done', 'status=retried'],
    ['unixStartDate=1789993780000', 'unixStartDate=1789993780'],
    ['unixEndDate=2026-09-21', 'unixEndDate=1789993780'],
    ['unixStartDate=1789993780&unixEndDate=1789993780', 'unixStartDate=1789993779&unixEndDate=1789993780'],
    ['unixStartDate=1789993780&unixEndDate=1789900000', 'unixStartDate=[REDACTED]&unixEndDate=1789993780'],
  ])('a list of transfers with %s is refused, with %s it is not', async (wrong, right) => {
    expect(Object.keys(await proofs(`GET /transfer?${wrong}`))).toEqual([VALUE]);
    expect(await proofs(`GET /transfer?${right}`)).toEqual({});
  });

  it('wants a number as the amount of a rate', async () => {
    const rate = (amount: string) =>
      proofs(`GET /rate?fromCurrency=NGN&toCurrency=USDT&fromAmount=${amount}`);
    expect(await rate('10%2C000')).toEqual({ [VALUE]: ['10%2C000'] });
    expect(await rate('10000.50')).toEqual({});
  });

  it('marks each parameter that breaks a limit', async () => {
    const query = 'unixStartDate=1789993780&unixEndDate=1789900000&limit=5000';
    expect(await proofs(`GET /transfer?${query}`)).toEqual({ [VALUE]: ['5000', '1789993780'] });
  });

  it('tells the reference of the widget from text', async () => {
    const widget = (reference: string) =>
      proofsOf({
        call: `GET https://pay.getpartna.com/v4/pay/offramp?reference=${reference}`,
        headers: HEADERS,
        status: 400,
        answer: { message: 'Bad Request' },
      });
    expect(Object.keys(await widget('order-1041'))).toEqual([VALUE]);
    expect(await widget('e44d0c70000000000000000000000abc')).toEqual({});
  });

  it('misses what is documented as required, where the server got as far as the fields', async () => {
    const { rateKey: _key, ...ramp } = RAMP;
    for (const body of [ramp, { ...ramp, rateKey: null }, { ...ramp, ratekey: RAMP.rateKey }]) {
      expect(Object.keys(await proofs('POST /ramp', body))).toEqual([MISSING]);
      expect(Object.keys(await proofs('POST /ramp', body, 'Invalid rate key'))).toEqual([MISSING]);
      expect(await proofs('POST /ramp', body, 'Unauthorized', 401)).toEqual({});
    }
    for (const name of ['accountName', 'verificationMethod']) {
      const body = { accountName: 'janedoe', verificationMethod: 'email', [name]: undefined };
      expect(Object.keys(await proofs('PUT /kyc/verification-method', body))).toEqual([MISSING]);
    }
    expect(await proofs('POST /account', {})).toEqual({});
    expect(await proofs('GET /ramp')).toEqual({});
  });

  it('knows a rate key that is no text, and never one by its form', async () => {
    const cause = 'partna/rate-key-malformed';
    const ramp = (rateKey: unknown, message?: string) => proofs('POST /ramp', { ...RAMP, rateKey }, message);
    expect(await ramp(1640.5, 'Invalid rate key')).toEqual({ [cause]: ['Invalid rate key', '1640.5'] });
    expect(Object.keys(await ramp(1640.5))).toEqual([cause]);
    expect(await ramp('USDT_to_NGN', 'Invalid rate key')).toEqual({});
  });

  it('proves a flag that is no boolean only where a ramp is pending', async () => {
    const pending = 'User already has a pending ramp request';
    const flag = (cancelPendingRampRequest: unknown, message: string) =>
      proofs('POST /ramp', { ...RAMP, cancelPendingRampRequest }, message, 409);
    expect(await flag('true', pending)).toEqual({ 'partna/pending-ramp-request': [pending, 'true'] });
    expect(await flag(true, pending)).toEqual({});
    expect(await flag('true', 'Another request is being processed')).toEqual({});
  });

  it('tells a broken limit beside what the answer speaks of', async () => {
    const body = { ...RAMP, fromNetwork: 'TRC20' };
    expect(await proofs('POST /ramp', body, 'KYC not completed', 422)).toEqual({ [VALUE]: ['TRC20'] });
    expect(await proofs('POST /ramp', body, 'Service unavailable', 503)).toEqual({});
    expect(await proofs('POST /ramp', body, 'Too many requests', 429)).toEqual({});
  });

  it('says nothing of masked values, and proves nothing on a rebuilt body or without one', async () => {
    const masked = { rateKey: '***', type: '[REDACTED]', fromNetwork: '<redacted>' };
    expect(await proofs('POST /ramp', { ...masked, accountName: '***' })).toEqual({});
    expect(await proofs('POST /kyc/initiate', { accountName: 'janedoe', bvn: '****2222' })).toEqual({});
    const call = { url: `${HOST}/ramp`, method: 'POST', headers: HEADERS };
    const response = { status: 400, headers: {}, body: { message: 'Bad Request' } };
    const rebuilt = { request: { ...call, body: { type: 'offramp' } }, response };
    expect(await proofsIn(JSON.stringify(rebuilt))).toEqual({});
    expect(await proofsIn(JSON.stringify({ request: call, response }))).toEqual({});
  });
});
