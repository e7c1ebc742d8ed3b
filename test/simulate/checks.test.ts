import { afterAll, describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../src/simulate/start.js';
import { type Call, Calling } from './calling.js';

const running: Calling[] = [];
const started = async (provider: string, options: Partial<SimulatorOptions> = {}) => {
  const calling = await Calling.start(provider, options);
  running.push(calling);
  return calling;
};
afterAll(() => Promise.all(running.map((calling) => calling.close())));

const json = { 'content-type': 'application/json' };

describe('a provider with signed requests', async () => {
  const calling = await started('pandabase');
  const path = '/v2/platforms/intents';
  const item = (amount: number) => ({ name: 'Synthetic widget', amount, quantity: 1 });
  const order = { amount: 2500, currency: 'USD', lineItems: [item(2500)] };

  const signed = (
    changes: Partial<Call> & {
      minutesAgo?: number;
      seconds?: boolean;
      secret?: string;
      order?: object;
      key?: string;
    } = {},
  ): Call => {
    const stamp = Date.now() - (changes.minutesAgo ?? 0) * 60_000;
    const call = {
      method: 'POST',
      path,
      body: JSON.stringify(changes.order ?? order),
      ...changes,
      headers: {
        ...json,
        ...calling.credentials(),
        'x-request-timestamp': String(changes.seconds ? Math.floor(stamp / 1000) : stamp),
        ...(changes.key && { 'x-idempotency-key': changes.key }),
        ...changes.headers,
      },
    };
    return { ...call, headers: { ...call.headers, ...calling.signature(call, changes.secret) } };
  };
  const without = (call: Call, ...names: string[]): Call => ({
    ...call,
    headers: Object.fromEntries(Object.entries(call.headers).filter(([name]) => !names.includes(name))),
  });

  it('lets a right request pass and echoes it', async () => {
    const output = (
      await calling.curl([signed(), signed({ method: 'GET', path: `${path}/int_1`, body: '' })], ['-o', '-'])
    ).toString();
    expect(output).toContain('HTTP/1.1 200 OK');
    expect(
      await calling.causes([signed(), signed({ method: 'GET', path: `${path}/int_1`, order: {} })]),
    ).toEqual([
      [200, '-'],
      [200, '-'],
    ]);
  });

  const refused: [what: string, call: () => Call, status: number, cause: string][] = [
    ['no credential', () => without(signed(), 'authorization'), 401, 'missing-authorization'],
    [
      'a credential of another kind',
      () => signed({ headers: { authorization: 'Platform psk_errdoctor_example_9' } }),
      401,
      'invalid-platform-id',
    ],
    ['no timestamp', () => without(signed(), 'x-request-timestamp'), 401, 'timestamp-missing'],
    ['an old timestamp', () => signed({ minutesAgo: 7 }), 401, 'timestamp-expired'],
    ['a timestamp in seconds', () => signed({ seconds: true }), 401, 'timestamp-expired'],
    ['no signature', () => without(signed(), 'x-platform-signature'), 401, 'signature-mismatch'],
    ['no merchant', () => without(signed(), 'x-merchant-context'), 400, 'merchant-context-missing'],
    [
      'too small an amount',
      () => signed({ order: { ...order, amount: 99, lineItems: [item(99)] } }),
      400,
      'amount-too-low',
    ],
    [
      'items that do not add up',
      () => signed({ order: { ...order, lineItems: [item(2400)] } }),
      400,
      'line-items-mismatch',
    ],
    [
      'too large a fee',
      () => signed({ order: { ...order, platformFee: 1000 } }),
      400,
      'platform-fee-too-high',
    ],
    ['too long a key', () => signed({ key: 'k'.repeat(129) }), 400, 'idempotency-key-too-long'],
  ];
  it.each(refused)('%s', async (_what, call, status, cause) => {
    expect(await calling.causes([call()])).toEqual([[status, `pandabase/${cause}`]]);
  });

  it('another secret, told by what was sent', async () => {
    const secrets = calling.simulator.issued.secrets.map((one) => ({ ...one, scheme: 'platform' }));
    const [found] = await calling.causes([signed({ secret: 'psk_errdoctor_example_other' })], {
      signing: { secrets: secrets.slice(0, 1), depth: 1 },
    });
    expect(found).toEqual([401, 'pandabase/signature-mismatch']);
  });

  it('a key that is used again: the first answer for the same request, a conflict for another', async () => {
    const other = { ...order, amount: 3000, lineItems: [item(3000)] };
    const calls = [
      signed({ key: 'errdoctor-1' }),
      signed({ key: 'errdoctor-1' }),
      signed({ key: 'errdoctor-1', order: other }),
    ];
    expect(await calling.causes(calls)).toEqual([
      [200, '-'],
      [200, '-'],
      [409, 'pandabase/idempotency-conflict'],
    ]);
  });
});

describe('what earlier calls did', () => {
  it('forbids to capture twice, to refund more than was paid, and to make a merchant again', async () => {
    const calling = await started('pandabase');
    const post = (path: string, body: object): Call => {
      const headers = { ...json, ...calling.credentials(), 'x-request-timestamp': String(Date.now()) };
      const call = { method: 'POST', path: `/v2/platforms/${path}`, headers, body: JSON.stringify(body) };
      return { ...call, headers: { ...headers, ...calling.signature(call) } };
    };
    const order = {
      amount: 2500,
      currency: 'USD',
      lineItems: [{ name: 'Synthetic widget', amount: 2500, quantity: 1 }],
    };
    const seller = {
      externalId: 'seller-1',
      businessName: 'Synthetic',
      email: 'a@example.com',
      country: 'US',
    };
    const output = (await calling.curl([post('intents', order)], ['-o', '-'])).toString('latin1');
    expect(output).toContain('200 OK');
    const intent = 'intents/errdoctor_example_0001';
    const calls = [
      post(`${intent}/capture`, { amount: 2500 }),
      post(`${intent}/capture`, { amount: 2500 }),
      post(`${intent}/refund`, { amount: 2000 }),
      post(`${intent}/refund`, { amount: 2000 }),
      post('merchants', seller),
      post('merchants', seller),
    ];
    expect(await calling.causes(calls)).toEqual([
      [200, '-'],
      [409, 'pandabase/intent-already-captured'],
      [200, '-'],
      [400, 'pandabase/refund-exceeds-amount'],
      [200, '-'],
      [409, 'pandabase/merchant-already-exists'],
    ]);
  });

  it('a card that was deleted', async () => {
    const calling = await started('contro');
    const call = (method: string): Call => ({
      method,
      path: '/v1/partner/cards/crd_example1',
      headers: calling.credentials(),
    });
    expect(await calling.causes([call('GET'), call('DELETE'), call('GET')])).toEqual([
      [200, '-'],
      [200, '-'],
      [404, 'contro/resource-deleted'],
    ]);
  });
});

describe('a provider with keys that tell their environment', async () => {
  const calling = await started('contro');
  const get = (headers: Record<string, string>): Call => ({
    method: 'GET',
    path: '/v1/partner/cards',
    headers,
  });
  const key = (value: string | undefined) => calling.credentials({ 'api-key': value });

  it.each([
    ['no key', key(undefined), 401, 'api-key-missing'],
    ['an unknown key', key('sk_test_errdoctor_example_9'), 401, 'api-key-invalid'],
  ])('%s', async (_what, headers, status, cause) => {
    const [found] = await calling.causes([get(headers)]);
    expect(found?.[0]).toBe(status);
    expect(found?.[1]).toBe(`contro/${cause}`);
  });

  it('JSON that is none, and a body that does not say what it is', async () => {
    const post = (body: string, headers: Record<string, string>): Call => ({
      method: 'POST',
      path: '/v1/partner/cardholders',
      headers: { ...calling.credentials(), ...headers },
      body,
    });
    expect(await calling.causes([post('{"a":', json), post('{}', {})])).toEqual([
      [400, 'contro/malformed-json'],
      [400, 'contro/content-type-missing'],
    ]);
  });

  it('the first call beyond the limit of a minute', async () => {
    const limited = await started('contro');
    const headers = Object.entries(limited.credentials()).flatMap(([name, value]) => [
      '-H',
      `${name}: ${value}`,
    ]);
    const { runCurl } = await import('../support/curl.js');
    const { stdout } = await runCurl([
      '-sS',
      '-o',
      '/dev/null',
      '-w',
      '%{http_code} ',
      ...headers,
      `http://127.0.0.1:${limited.simulator.port}/v1/partner/cards?n=[1-1000]`,
    ]);
    expect(new Set(stdout.toString().trim().split(' '))).toEqual(new Set(['200']));
    const output = await limited.curl([get(limited.credentials())]);
    expect(output.toString()).toMatch(/retry-after: \d+/i);
    expect(await limited.causes([get(limited.credentials())])).toEqual([[429, 'contro/rate-limited']]);
  });
});

describe('a provider behind a list of addresses', async () => {
  const calling = await started('axys');
  const call = (headers: Record<string, string>): Call => ({
    method: 'GET',
    path: '/v2/cardholders/10532',
    headers,
  });

  it('no key, an unknown key and the right one', async () => {
    expect(
      await calling.causes([
        call(calling.credentials({ 'api-key': undefined })),
        call(calling.credentials({ 'api-key': 'errdoctor_example_9' })),
        call(calling.credentials()),
      ]),
    ).toEqual([
      [401, 'axys/api-key-missing'],
      [401, 'axys/api-key-invalid'],
      [200, '-'],
    ]);
  });

  it('an address that is not on the list, before any other check', async () => {
    const listed = await started('axys', { admits: (address) => address.startsWith('203.0.113.') });
    expect(await listed.causes([call({})])).toEqual([[403, 'axys/ip-not-allowlisted']]);
  });
});

describe('a provider with a window on both sides', async () => {
  const calling = await started('payfield');
  const body = (id: string) =>
    JSON.stringify({
      external_id: id,
      amount: '5000.00',
      currency: 'BDT',
      card_number: '4111111111111111',
      merchant_user_id: 'user-77',
      merchant_user_ip: '203.0.113.10',
      paymentData: { wallet_provider: 'Nagad' },
    });
  const signed = (
    changes: { stamp?: string; key?: string | undefined; id?: string; secret?: string } = {},
  ): Call => {
    const call = {
      method: 'POST',
      path: '/api/v1/payouts',
      body: body(changes.id ?? 'PAY-ERRDOC-001'),
      headers: {
        ...json,
        ...calling.credentials('key' in changes ? { 'api-key': changes.key } : {}),
        'x-timestamp': changes.stamp ?? new Date().toISOString(),
      },
    };
    return { ...call, headers: { ...call.headers, ...calling.signature(call, changes.secret) } };
  };
  const seconds = (offset: number) => String(Math.floor(Date.now() / 1000) + offset);

  it.each([
    ['no key', () => signed({ key: undefined }), 'api-key-missing'],
    ['an unknown key', () => signed({ key: 'errdoctor_example_9' }), 'api-key-invalid'],
    ['a late request', () => signed({ stamp: seconds(-200) }), 'timestamp-window-exceeded'],
    ['an early request', () => signed({ stamp: seconds(200) }), 'timestamp-window-exceeded'],
    ['another form of time', () => signed({ stamp: `${seconds(0)}000` }), 'timestamp-format-invalid'],
    ['another secret', () => signed({ secret: 'errdoctor_example_other' }), 'signature-invalid'],
  ])('%s', async (_what, call, cause) => {
    expect(await calling.causes([call()])).toEqual([[401, `payfield/${cause}`]]);
  });

  it('a payout that is asked for twice', async () => {
    const twice = await calling.causes([signed({ id: 'PAY-ERRDOC-002' }), signed({ id: 'PAY-ERRDOC-002' })]);
    expect(twice).toEqual([
      [201, '-'],
      [200, '-'],
    ]);
  });
});

describe('a provider with two headers for the caller', async () => {
  const calling = await started('partna');
  const call = (changed: Record<string, string | undefined>): Call => ({
    method: 'GET',
    path: '/v4/user/balances',
    headers: calling.credentials(changed),
  });

  it.each([
    ['no key', { 'api-key': undefined }, 'missing-api-key-header'],
    ['no user', { 'api-user': undefined }, 'missing-api-user-header'],
    ['an unknown key', { 'api-key': 'errdoctor_example_9' }, 'invalid-api-key'],
  ])('%s', async (_what, changed, cause) => {
    expect(await calling.causes([call(changed)])).toEqual([[401, `partna/${cause}`]]);
  });
});
