import { describe, expect, it } from 'vitest';
import { proofsIn, proofsOf } from '../support/proofs.js';

const HOST = 'https://api.pandabase.io/v2/platforms';
const HEADERS = {
  Authorization: 'Platform plt_errdoctorplatform1',
  'X-Merchant-Context': 'shp_errdoctorcoffee1',
  'X-Request-Timestamp': '1790007435000',
};

/** Refused with a code of the documentation, so that nothing else explains the answer. */
function refusal(code = 'MERCHANT_NOT_ACTIVE', status = 403): { status: number; answer: unknown } {
  return { status, answer: { ok: false, error: { code, message: 'refused', status } } };
}
const UNNAMED = { status: 400, answer: { ok: false, error: { message: 'Bad request', status: 400 } } };

function proofs(call: string, body?: unknown, refused = refusal(), headers: Record<string, string> = {}) {
  return proofsOf({
    call: call.replace(' ', ` ${HOST}`),
    body,
    headers: { ...HEADERS, ...headers },
    ...refused,
  });
}

const INTENTS = 'POST /intents';
const MERCHANTS = 'POST /merchants';
const TRANSFERS = 'POST /transfers';
const PAYOUTS = 'POST /merchants/shp_errdoctorcoffee1/payouts';
const HOLDS = 'POST /merchants/shp_errdoctorcoffee1/holds';
const DOCUMENTS = 'POST /merchants/shp_errdoctorcoffee1/documents';

const intent = {
  amount: 2500,
  currency: 'USD',
  customer: { email: 'buyer@example.com' },
  platformFee: 750,
  lineItems: [{ name: 'Coffee beans', amount: 1250, quantity: 2 }],
  returnUrl: 'https://shop.example.com/return',
  metadata: { order: 'A-1041' },
};
const merchant = {
  externalId: 'seller-9',
  businessName: 'Errdoctor Bakery',
  email: 'bakery@example.com',
  country: 'US',
  category: 'SAAS',
  onboardingTier: 'EXPRESS',
  capabilities: { payments: true, subscriptions: false, payouts: false },
};
const transfer = { from: 'shp_errdoctorcoffee1', to: 'shp_errdoctorbakery1', amount: 5_000_000 };

const keys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`field${index}`, '1']));
const item = (amount: unknown, quantity: unknown = 1) => ({ name: 'Beans', amount, quantity });

describe('the documented limits of Pandabase', () => {
  it.each([
    ['an intent', INTENTS, intent],
    ['an intent at its edges', INTENTS, { ...intent, amount: 100, platformFee: 30, lineItems: [item(100)] }],
    ['an intent without a fee', INTENTS, { ...intent, platformFee: undefined }],
    [
      'metadata at its edges',
      INTENTS,
      { ...intent, metadata: { ...keys(19), ['k'.repeat(40)]: 'v'.repeat(500) } },
    ],
    ['a merchant', MERCHANTS, merchant],
    [
      'a merchant of a tier with payouts',
      MERCHANTS,
      { ...merchant, onboardingTier: 'STANDARD', capabilities: { payouts: true } },
    ],
    ['a transfer', TRANSFERS, transfer],
    ['a payout', PAYOUTS, { amount: 100, priority: 'standard' }],
    ['a hold', HOLDS, { amount: 1, reason: 'dispute', metadata: keys(20) }],
    ['a partial capture', 'POST /intents/pti_errdoctor1/capture', { amount: 50 }],
    [
      'a refund in another currency field',
      'POST /intents/pti_errdoctor1/refund',
      { amount: 50, currency: 'EUR' },
    ],
    ['a range of one day', 'GET /settlements?from=2026-03-01&to=2026-03-01', undefined],
  ])('are kept by %s', async (_name, call, body) => {
    expect(await proofs(call, body)).toEqual({});
  });

  it.each([
    [{ amount: 99, platformFee: 0, lineItems: [item(99)] }, 'amount-too-low', '99'],
    [{ amount: 0, platformFee: 0, lineItems: [item(0)] }, 'amount-too-low', '0'],
    [{ currency: 'EUR' }, 'currency-not-supported', 'EUR'],
    [{ lineItems: [] }, 'line-items-required', '[]'],
    [{ lineItems: '[{"amount":2500}]' }, 'line-items-required', '[{\\"amount\\":2500}]'],
    [{ returnUrl: 'http://shop.example.com/return' }, 'invalid-return-url', 'http://shop.example.com/return'],
    [{ returnUrl: '/return' }, 'invalid-return-url', '/return'],
    [{ returnUrl: 'https://' }, 'invalid-return-url', 'https://'],
    [{ platformFee: 751 }, 'platform-fee-too-high', '751'],
    [{ lineItems: [item(2500, 2)] }, 'line-items-mismatch', '[{"name":"Beans","amount":2500,"quantity":2}]'],
    [{ metadata: { ['k'.repeat(41)]: '1' } }, 'metadata-key-too-long', 'k'.repeat(41)],
    [{ metadata: { note: 'v'.repeat(501) } }, 'metadata-value-too-long', 'v'.repeat(501)],
    [{ metadata: keys(21) }, 'metadata-too-many-keys', JSON.stringify(keys(21))],
  ])('an intent with %j breaks %s', async (wrong, cause, mark) => {
    expect(await proofs(INTENTS, { ...intent, ...wrong })).toEqual({
      [`pandabase/${cause}`]: expect.arrayContaining([mark]),
    });
    const unnamed = await proofs(INTENTS, { ...intent, ...wrong }, UNNAMED);
    expect(unnamed).toEqual({ [`pandabase/${cause}`]: expect.arrayContaining([mark]) });
  });

  it.each([
    [MERCHANTS, merchant, { country: 'USA' }, 'invalid-country', 'USA'],
    [MERCHANTS, merchant, { country: 'United States' }, 'invalid-country', 'United States'],
    [MERCHANTS, merchant, { category: 'coffee' }, 'invalid-category', 'coffee'],
    [
      MERCHANTS,
      merchant,
      { capabilities: { payments: true, payouts: true } },
      'capability-not-available',
      'true',
    ],
    [MERCHANTS, merchant, { metadata: { ['k'.repeat(41)]: '1' } }, 'metadata-key-too-long', 'k'.repeat(41)],
    [
      'PATCH /merchants/shp_errdoctorcoffee1',
      {},
      { metadata: { note: 'v'.repeat(501) } },
      'metadata-value-too-long',
      'v'.repeat(501),
    ],
    [TRANSFERS, transfer, { amount: 5_000_001 }, 'transfer-limit-exceeded', '5000001'],
    [TRANSFERS, transfer, { to: transfer.from }, 'transfer-same-merchant', transfer.from],
    [PAYOUTS, {}, { amount: 99 }, 'payout-minimum', '99'],
    ['POST /payouts', {}, { amount: 48 }, 'payout-minimum', '48'],
    [
      HOLDS,
      { amount: 500, reason: 'dispute' },
      { metadata: keys(21) },
      'metadata-too-many-keys',
      JSON.stringify(keys(21)),
    ],
  ])('%s with %j and %j breaks %s', async (call, rest, wrong, cause, mark) => {
    expect(await proofs(call, { ...rest, ...wrong })).toEqual({
      [`pandabase/${cause}`]: expect.arrayContaining([mark]),
    });
    expect(await proofs(call, { ...rest, ...wrong }, UNNAMED)).toEqual({
      [`pandabase/${cause}`]: expect.arrayContaining([mark]),
    });
  });

  const FIELD = 'pandabase/field-invalid';

  it.each([
    [INTENTS, intent, { amount: '2500' }, '2500'],
    [INTENTS, intent, { amount: undefined }, '{'],
    [INTENTS, intent, { customer: { email: 'buyer' } }, 'buyer'],
    [INTENTS, intent, { lineItems: [item(2500, 0), item(2500)] }, '0'],
    [INTENTS, intent, { lineItems: [{ amount: 2500, quantity: 1 }] }, '{"amount":2500,"quantity":1}'],
    [INTENTS, intent, { description: 'd'.repeat(501) }, 'd'.repeat(501)],
    [INTENTS, intent, { statementDescriptor: 's'.repeat(23) }, 's'.repeat(23)],
    [INTENTS, intent, { expiresIn: 299 }, '299'],
    [INTENTS, intent, { expiresIn: 86_401 }, '86401'],
    [INTENTS, intent, { captureMethod: 'delayed' }, 'delayed'],
    ['POST /intents/pti_errdoctor1/refund', {}, { amount: 49.99 }, '49.99'],
    [MERCHANTS, merchant, { externalId: 'e'.repeat(129) }, 'e'.repeat(129)],
    [MERCHANTS, merchant, { businessName: 'b'.repeat(257) }, 'b'.repeat(257)],
    [MERCHANTS, merchant, { email: 'bakery.example.com' }, 'bakery.example.com'],
    [MERCHANTS, merchant, { email: undefined }, '{'],
    [MERCHANTS, merchant, { onboardingTier: 'BASIC' }, 'BASIC'],
    ['POST /merchants/shp_errdoctorcoffee1/tier', {}, { tier: 'BASIC' }, 'BASIC'],
    ['POST /merchants/shp_errdoctorcoffee1/capabilities', {}, { capabilities: ['refunds'] }, 'refunds'],
    ['POST /merchants/shp_errdoctorcoffee1/flag', {}, { severity: 'URGENT' }, 'URGENT'],
    [HOLDS, { amount: 5000 }, { reason: 'r'.repeat(501) }, 'r'.repeat(501)],
    [HOLDS, { amount: 5000 }, {}, '{'],
    [PAYOUTS, { amount: 5000 }, { priority: 'instant' }, 'instant'],
  ])('%s with %j and %j has a field that is not as documented', async (call, rest, wrong, mark) => {
    const body = { ...rest, ...wrong };
    expect(await proofs(call, body, UNNAMED)).toMatchObject({
      [FIELD]: expect.arrayContaining([mark]),
    });
    expect(await proofs(call, body)).not.toHaveProperty([FIELD]);
  });

  it('reads the numbers of a query', async () => {
    const list = (query: string) => proofs(`GET /settlements?${query}`, undefined, UNNAMED);
    expect(Object.keys(await list('limit=101'))).toEqual([FIELD]);
    expect(Object.keys(await list('page=last'))).toEqual([FIELD]);
    expect(await list('limit=100&page=2')).toEqual({});
  });

  it('does not prove by a field that only the newest pages require', async () => {
    expect(await proofs(INTENTS, { ...intent, customer: undefined, returnUrl: undefined }, UNNAMED)).toEqual(
      {},
    );
    expect(
      await proofs(MERCHANTS, { ...merchant, country: undefined, category: undefined }, UNNAMED),
    ).toEqual({});
  });

  it('tells of every limit that is broken, whatever the answer speaks of', async () => {
    const wrong = { ...intent, currency: 'EUR', platformFee: 900, returnUrl: '/return' };
    const refused = refusal('LINE_ITEMS_MISMATCH', 400);
    expect(Object.keys(await proofs(INTENTS, { ...wrong, lineItems: [item(2400)] }, refused)).sort()).toEqual(
      [
        'pandabase/currency-not-supported',
        'pandabase/invalid-return-url',
        'pandabase/line-items-mismatch',
        'pandabase/platform-fee-too-high',
      ],
    );
  });

  it.each([
    ['from=2026-03-31&to=2026-03-01', true],
    ['from=2026-03-01T10:00:00Z&to=2026-03-01T09:00:00Z', true],
    ['from=1790007435&to=1790007434', true],
    ['from=2026-03-01&to=2026-03-31', false],
    // To the end of that day, or to its beginning?
    ['from=2026-03-01T10:00:00Z&to=2026-03-01', false],
    ['from=2026-03-01T10:00:00Z&to=2026-03-01T09:00:00', false],
    ['from=31/03/2026&to=01/03/2026', false],
    ['from=&to=2026-03-01', false],
    ['to=2026-03-01', false],
  ])('a range of %s: broken %s', async (query, broken) => {
    const found = await proofs(`GET /settlements?${query}`, undefined, refusal('FORBIDDEN', 403));
    expect('pandabase/invalid-date-range' in found).toBe(broken);
  });

  it('counts the characters of an idempotency key', async () => {
    const key = (length: number) => ({ 'X-Idempotency-Key': 'k'.repeat(length) });
    expect(await proofs(TRANSFERS, transfer, refusal(), key(128))).toEqual({});
    expect(await proofs(TRANSFERS, transfer, refusal(), key(129))).toEqual({
      'pandabase/idempotency-key-too-long': ['k'.repeat(129)],
    });
  });

  it('reads what a document is from its first bytes, and its size from Content-Length', async () => {
    const form = (bytes: string) => {
      const body = `--errdoctor\r\nContent-Disposition: form-data; name="file"; filename="id.pdf"\r\n\r\n${bytes}\r\n--errdoctor--\r\n`;
      const request = `POST /v2/platforms${DOCUMENTS.slice(5)} HTTP/1.1\r\nHost: api.pandabase.io\r\nContent-Type: multipart/form-data; boundary=errdoctor\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
      const answer = JSON.stringify(UNNAMED.answer);
      return proofsIn(
        `${request}\r\nHTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${answer.length}\r\n\r\n${answer}`,
      );
    };
    expect(Object.keys(await form('GIF89a'))).toEqual(['pandabase/document-invalid-format']);
    expect(await form('%PDF-1.7')).toEqual({});

    const sized = (type: string, length: number) =>
      proofs(DOCUMENTS, undefined, UNNAMED, { 'Content-Type': type, 'Content-Length': String(length) });
    expect(Object.keys(await sized('application/pdf', 10_485_761))).toEqual(['pandabase/document-too-large']);
    expect(await sized('application/pdf', 10_485_760)).toEqual({});
    // More than the file travels in a multipart body.
    expect(await sized('multipart/form-data; boundary=errdoctor', 10_485_761)).toEqual({});
  });

  it.each([
    ['a currency in lower case, which some servers take', INTENTS, { ...intent, currency: 'usd' }],
    ['a category in lower case', MERCHANTS, { ...merchant, category: 'saas' }],
    ['a country in lower case', MERCHANTS, { ...merchant, country: 'us' }],
    ['items without numbers', INTENTS, { ...intent, lineItems: [item('2500'), { name: 'Beans' }] }],
    [
      'metadata of a transfer, of which nothing is documented',
      TRANSFERS,
      { ...transfer, metadata: keys(21) },
    ],
    [
      'masked values',
      INTENTS,
      { ...intent, amount: '***', currency: '[REDACTED]', returnUrl: '***', metadata: { note: '***' } },
    ],
    ['masked ids', TRANSFERS, { ...transfer, from: '***', to: '***' }],
  ])('leaves open: %s', async (_name, call, body) => {
    expect(await proofs(call, body)).toEqual({});
  });

  it('proves of decimals both that they are no cents and that they are too few', async () => {
    const dollars = { ...intent, amount: 25.5, platformFee: 0, lineItems: [item(25.5)] };
    expect(Object.keys(await proofs(INTENTS, dollars, UNNAMED)).sort()).toEqual([
      'pandabase/amount-too-low',
      FIELD,
    ]);
    expect(Object.keys(await proofs(INTENTS, dollars, refusal('AMOUNT_TOO_LOW', 400)))).toEqual([
      'pandabase/amount-too-low',
    ]);
  });

  it('says nothing where a server broke or was too busy', async () => {
    const wrong = { ...intent, currency: 'EUR' };
    expect(
      await proofs(INTENTS, wrong, { status: 503, answer: { ok: false, error: { message: 'busy' } } }),
    ).toEqual({});
    expect(await proofs(INTENTS, wrong, refusal('RATE_LIMIT_EXCEEDED', 429))).toEqual({});
  });

  it('proves nothing on a body that a logger rebuilt, or that was not captured', async () => {
    const call = { url: `${HOST}/intents`, method: 'POST', headers: HEADERS };
    const response = { status: 400, headers: {}, body: UNNAMED.answer };
    const rebuilt = { request: { ...call, body: { ...intent, currency: 'EUR' } }, response };
    expect(await proofsIn(JSON.stringify(rebuilt))).toEqual({});
    expect(await proofsIn(JSON.stringify({ request: call, response }))).toEqual({});
  });
});
