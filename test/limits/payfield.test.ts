import { describe, expect, it } from 'vitest';
import { proofsIn, proofsOf } from '../support/proofs.js';

const HOST = 'https://api.payfield.io/api/v1';
const HEADERS = {
  'X-API-Key': 'mk-errdoctor-5b1f7c20e9a84d36',
  'X-Timestamp': '2026-09-21T12:26:40Z',
  'X-Signature': '4dee73450876a879f0bd27c05f477643c1622f538a8581999ba424c1038fee60',
};
const PAYOUT = {
  external_id: 'PAY-ERRDOC-001',
  amount: '5000.00',
  currency: 'BDT',
  card_number: '0170 0000 077',
  merchant_user_id: 'user-77',
  merchant_user_ip: '203.0.113.10',
};
const OTHER = 'Daily payout limit reached';
const STRING = 'amount must be a positive decimal string';
const NUMBER = 'amount must be a positive number';

function answerOf(message: string) {
  return { message, code: 'validation_error', error: { code: 'validation_error', message } };
}

function proofs(change: object, message = OTHER, route = 'payouts', status = 422) {
  const call = `POST ${HOST}/${route}`;
  const body = { ...PAYOUT, ...change };
  return proofsOf({ call, body, headers: HEADERS, status, answer: answerOf(message) });
}

const id = (name: string) => `payfield/${name}`;

describe('the documented limits of Payfield', () => {
  it.each([
    ['external_id', '', 'external-id-missing', 'PAY-1'],
    ['amount', '5,000.00', 'amount-format-invalid', '5000.00'],
    ['amount', '1e3', 'amount-format-invalid', '1000'],
    ['amount', '5000.', 'amount-format-invalid', '5000.5'],
    ['amount', '', 'amount-format-invalid', '0.01'],
    ['amount', '0.00', 'amount-not-positive', '0.001'],
    ['amount', '-15.00', 'amount-not-positive', '15.00'],
    ['amount', 0, 'amount-not-positive', 1],
    ['currency', '', 'currency-missing', 'INR'],
    ['currency', 'Taka', 'currency-missing', 'bdt'],
    ['currency', 50, 'currency-missing', 'BDT'],
    ['card_number', '', 'card-number-missing', '4111 1111 1111 1111'],
    ['callback_url', '', 'callback-url-invalid', null],
    ['callback_url', 'shop.example.com/hook', 'callback-url-invalid', 'https://shop.example.com/hook'],
    ['callback_url', 'https://shop example.com', 'callback-url-invalid', 'http://localhost:8080/hook'],
    ['callback_url', true, 'callback-url-invalid', 'https://shop.example.com/hook?order=1'],
  ])('%s: %j', async (field, wrong, cause, right) => {
    const found = await proofs({ [field]: wrong });
    expect(Object.keys(found)).toEqual([id(cause)]);
    expect(found[id(cause)]).toContain(String(wrong));
    expect(await proofs({ [field]: right })).toEqual({});
  });

  it.each([
    ['external_id', 'external-id-missing', ['payouts', 'payins']],
    ['amount', 'amount-missing', ['payouts', 'payins']],
    ['currency', 'currency-missing', ['payouts', 'payins']],
    ['card_number', 'card-number-missing', ['payouts']],
  ])('%s is required, and null is no value', async (field, cause, routes) => {
    for (const route of ['payouts', 'payins']) {
      const expected = routes.includes(route) ? [id(cause)] : [];
      for (const value of [undefined, null])
        expect(Object.keys(await proofs({ [field]: value }, OTHER, route))).toEqual(expected);
      expect(await proofs({ [field]: undefined }, 'Access denied', route, 403)).toEqual({});
    }
  });

  it('holds what only some editions ask for where the answer speaks of it', async () => {
    expect(await proofs({ amount: 5000 })).toEqual({});
    expect(await proofs({ amount: 5000 }, STRING)).toEqual({ [id('amount-not-string')]: [STRING, '5000'] });
    expect(await proofs({ amount: '5000' }, STRING)).toEqual({});
    expect(await proofs({ amount: '5000' }, NUMBER)).toEqual({ [id('amount-not-number')]: [NUMBER, '5000'] });
    expect(await proofs({ amount: 5000 }, NUMBER)).toEqual({});
    expect(Object.keys(await proofs({ amount: 0 }, STRING)).sort()).toEqual([
      id('amount-not-positive'),
      id('amount-not-string'),
    ]);
    for (const field of ['merchant_user_id', 'merchant_user_ip']) {
      const message = `${field} is required`;
      expect(await proofs({ [field]: undefined })).toEqual({});
      expect(Object.keys(await proofs({ [field]: undefined }, message))).toEqual([
        id('merchant-user-missing'),
      ]);
      expect(await proofs({}, message)).toEqual({});
    }
  });

  it('compares the currency with the one that the answer expects', async () => {
    const mismatch = id('shop-currency-mismatch');
    for (const expected of ['ARS', 'UZS'])
      expect(Object.keys(await proofs({}, `Shop currency mismatch. Expected ${expected}.`))).toEqual([
        mismatch,
      ]);
    expect(await proofs({}, 'Shop currency mismatch. Expected BDT.')).toEqual({});
    expect(await proofs({}, 'Expected string, received number')).toEqual({});
    expect(await proofs({ currency: '***' }, 'Shop currency mismatch. Expected ARS.')).toEqual({});
  });

  it.each([
    ['BDT', { wallet_provider: 'BKash' }, { wallet_provider: 'Rocket' }],
    ['BDT', { wallet_provider: 'Nagad' }, {}],
    ['INR', { ifsc_code: 'HDFC0000001', holder: 'A Example' }, { ifsc_code: 'HDFC0000001' }],
    ['ARS', { recipient_name: 'A Example', bank_name: 'Banco' }, { bank_name: 'Banco' }],
    ['BDT', { wallet_provider: 'BKash' }, '{"wallet_provider":"BKash"}'],
    ['INR', { ifsc_code: 'HDFC0000001', holder: 'A Example' }, undefined],
  ])('a payout in %s takes paymentData %j and not %j', async (currency, right, wrong) => {
    const message = 'Invalid paymentData';
    const cause = id('payment-data-invalid');
    expect(Object.keys(await proofs({ currency, paymentData: wrong }, message))).toEqual([cause]);
    expect(await proofs({ currency, paymentData: right }, message)).toEqual({});
    expect(await proofs({ currency, paymentData: wrong })).toEqual({});
    expect(await proofs({ currency: '***', paymentData: {} }, message)).toEqual({});
  });

  it('asks other currencies and PayIns for no more than an object', async () => {
    const message = 'Invalid payment_data';
    expect(await proofs({ currency: 'PKR', paymentData: {} }, message)).toEqual({});
    expect(await proofs({ payment_data: {} }, message, 'payins')).toEqual({});
    expect(Object.keys(await proofs({ payment_data: [] }, message, 'payins'))).toEqual([
      id('payment-data-invalid'),
    ]);
  });

  it('tells two broken limits as two faults', async () => {
    const found = await proofs({ amount: '5,000', callback_url: 'shop' }, 'external_id is required');
    expect(found).toEqual({
      [id('amount-format-invalid')]: ['5,000'],
      [id('callback-url-invalid')]: ['shop'],
    });
  });

  it('says nothing of masked values, deliveries and calls that a server failed on', async () => {
    const masked = { external_id: '***', amount: '[REDACTED]', currency: '***', card_number: '****1111' };
    expect(await proofs({ ...masked, callback_url: '<redacted>' })).toEqual({});
    expect(await proofs({ amount: '5,000' }, 'Internal error', 'payouts', 500)).toEqual({});
    const call = 'POST https://shop.example.com/hooks/payouts';
    const { 'X-API-Key': _key, ...headers } = HEADERS;
    const answer = { message: 'unknown order' };
    expect(await proofsOf({ call, body: { status: 'success' }, headers, status: 400, answer })).toEqual({});
  });

  it('proves nothing on a body that a logger rebuilt, or that was not captured', async () => {
    const call = { url: `${HOST}/payouts`, method: 'POST', headers: HEADERS };
    const response = { status: 422, headers: {}, body: answerOf(OTHER) };
    const rebuilt = { request: { ...call, body: { ...PAYOUT, amount: '0' } }, response };
    expect(await proofsIn(JSON.stringify(rebuilt))).toEqual({});
    expect(await proofsIn(JSON.stringify({ request: call, response }))).toEqual({});
  });
});
