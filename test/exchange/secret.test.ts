import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret, secretsIn, secretsOf, secretsOfAll } from '../../src/exchange/secret.js';
import { exchangeWith } from '../support/exchange.js';

const valuesOf = (...parts: Parameters<typeof exchangeWith>) =>
  secretsOf(exchangeWith(...parts)).map((secret) => secret.reveal());

describe('Secret', () => {
  it('masks itself in every accidental print and shows a documented prefix and the length', () => {
    const secret = new Secret('psk_live_errdoctor_example_0001');
    for (const printed of [`${secret}`, JSON.stringify({ secret }), inspect({ secret }), String(secret)]) {
      expect(printed).toContain('psk_live_…(31)');
      expect(printed).not.toContain('example');
    }
    expect(secret.reveal()).toBe('psk_live_errdoctor_example_0001');
  });
});

describe('secretsOf', () => {
  it.each([
    ['Host', 'shop:errdoctor-pass@api.acmepay.example', ['errdoctor-pass']],
    ['Authorization', 'Bearer errdoctor-example-1', ['errdoctor-example-1']],
    ['Authorization', 'Platform plt_errdoctor_1', ['plt_errdoctor_1']],
    ['Authorization', '"errdoctor-example-1"', ['errdoctor-example-1']],
    [
      'Authorization',
      'Digest username="shop", realm="api", response="errdoctor0digest"',
      ['errdoctor0digest'],
    ],
    ['X-Api-Key', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['x-acme-secret', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['X-Acme-Signature', 't=1790000000,v1=errdoctor0signature', ['errdoctor0signature']],
    ['X-Acme-Signature', 't=1790000000;v1=errdoctor0signature', ['errdoctor0signature']],
    [
      'Authorization',
      'AWS4-HMAC-SHA256 Credential=example/20260921/eu/s3, SignedHeaders=host;x-date, Signature=errdoctor0signature',
      ['errdoctor0signature'],
    ],
    ['Webhook-Signature', 'v1,errdoctorA= v1,errdoctorB=', ['errdoctorA=', 'errdoctorB=']],
    ['Cookie', 'session=errdoctor-1; theme=dark; lang=en', ['errdoctor-1']],
    ['X-Hub-Signature-256', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['X-Signature-2', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['X-Session', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['X-Session-Id', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['X-Api-Key2', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['X-Api-Keys', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['Api-Key-Old', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['X-Access-Code', 'errdoctor-example-1', ['errdoctor-example-1']],
    ['X-Checksum', 'errdoctor-example-1', []],
    ['X-RateLimit-Remaining-Tokens', '10000', []],
    ['Idempotency-Key', 'errdoctor-order-1042', []],
    ['X-Request-Id', 'errdoctor-request-1', []],
    ['Sec-WebSocket-Key', 'errdoctorexample==', []],
    ['Content-Digest', 'sha-256=:errdoctorexample:', []],
  ])('%s: %s', (name, value, expected) => {
    expect(valuesOf({ headers: { [name]: value } })).toEqual(expected);
  });

  it('takes Basic credentials apart', () => {
    const encoded = Buffer.from('merchant:errdoctor-pass').toString('base64');
    expect(valuesOf({ headers: { authorization: `Basic ${encoded}` } })).toEqual([
      encoded,
      'merchant:errdoctor-pass',
      'errdoctor-pass',
    ]);
  });

  it('finds them in the URL, as written and decoded', () => {
    const url =
      'https://shop:errdoctor-pass@api.acmepay.example/v1?api_key=errdoctor%2Fkey&page_token=next-page-2';
    expect(valuesOf({ url }).sort()).toEqual(['errdoctor%2Fkey', 'errdoctor-pass', 'errdoctor/key']);
  });

  it.each(['sessionid', 'jsessionid', 'session', 'session_id', 'ticket'])(
    'finds the parameter %s',
    (name) => {
      expect(valuesOf({ url: `https://api.acmepay.example/v1?a=1&${name}=errdoctor-1` })).toEqual([
        'errdoctor-1',
      ]);
    },
  );

  it.each(['pass', 'mnemonic', 'seed', 'seedPhrase', 'track2', 'authCode', 'securityAnswer'])(
    'finds the member %s, which may be several words',
    (name) => {
      expect(valuesOf({ body: JSON.stringify({ [name]: 'errdoctor-1 example' }) })).toEqual([
        'errdoctor-1 example',
      ]);
    },
  );

  it.each(['hash', 'key', 'checksum', 'code', 'answer', 'track', 'session', 'boarding_pass', 'random_seed'])(
    'takes %s for an ordinary word',
    (name) => {
      expect(valuesOf({ body: JSON.stringify({ [name]: 'errdoctor-1' }) })).toEqual([]);
    },
  );

  it('finds members of bodies by name at any depth', () => {
    const answer = {
      data: { items: [{ clientSecret: 'errdoctor-secret-1', note: 'fine' }], apiKeys: ['errdoctor-key-2'] },
      token: { value: 'errdoctor-token-3', type: 'card' },
      card: { number: '4111111111111111', cvv: '123' },
      key: 'amount',
      pageToken: 'errdoctor-page-4',
    };
    expect(valuesOf({ answer }).sort()).toEqual([
      '4111111111111111',
      'errdoctor-key-2',
      'errdoctor-secret-1',
      'errdoctor-token-3',
    ]);
  });

  it('finds them in a form and in JSON that does not parse', () => {
    expect(valuesOf({ body: 'grant_type=password&password=errdoctor-pass&pin=4711' })).toEqual([
      'errdoctor-pass',
      '4711',
    ]);
    expect(
      valuesOf({ body: '{"client_secret":"errdoctor\\"one","x":[1,],"otp":998877,"password":"errdoc' }),
    ).toEqual(['errdoctor\\"one', 'errdoctor"one', '998877', 'errdoc']);
  });

  it.each([
    ['bad header authorization Platform plt_errdoctor_1', ['plt_errdoctor_1']],
    ['Authorization "Bearer errdoctor-example-1" was refused', ['errdoctor-example-1']],
    ['authorization failed because request4711 is late', []],
    ['amount is "$API_KEY": more than digits and one point', []],
    ['Authorization Required for accounts', []],
  ])('finds a credential that words quote: %s', (message, expected) => {
    expect(valuesOf({ answer: { message } })).toEqual(expected);
  });

  it.each([
    '<api-key>',
    'YOUR_API_KEY',
    'sk_test_your_key_here',
    '{{apiKey}}',
    '$TOKEN',
    'undefined',
    '[REDACTED]',
    'psk_…(41)',
  ])('leaves a stand-in alone: %s', (value) => {
    expect(valuesOf({ headers: { 'x-api-key': value }, answer: { token: value } })).toEqual([]);
  });

  it('keeps the prefix that a pack documents and masks the headers that it names', () => {
    const exchange = exchangeWith({ headers: { 'X-Acme-User': 'acu_errdoctor_example' } });
    const [secret] = secretsOf(exchange, { headers: ['x-acme-user'], prefixes: ['acu_'] });
    expect(secret?.shown).toBe('acu_…(21)');
  });

  it('looks into hops, and survives a body nested 100,000 deep', () => {
    const hop = exchangeWith({ headers: { authorization: 'Bearer errdoctor-hop-1' } });
    const deep = `${'{"a":'.repeat(100_000)}{"password":"errdoctor-deep"}${'}'.repeat(100_000)}`;
    const exchange = { ...exchangeWith({ body: deep }), hops: [hop] };
    expect(secretsOf(exchange).map((secret) => secret.reveal())).toEqual([
      'errdoctor-deep',
      'errdoctor-hop-1',
    ]);
  });
});

describe('secretsOfAll', () => {
  it('finds each secret once, whatever the calls of a session repeat', () => {
    const key = 'errdoctor-example-key-1';
    const calls = [
      exchangeWith({ headers: { 'X-Request-Name': key } }),
      exchangeWith({ headers: { 'X-Api-Key': key } }),
      exchangeWith({ headers: { 'X-Api-Key': key, 'X-Secret': 'errdoctor-example-key-2' } }),
    ];
    expect(secretsOfAll(calls).map((secret) => secret.reveal())).toEqual([key, 'errdoctor-example-key-2']);
  });

  it('takes a body apart that another one held as a text', () => {
    const payload = '{"nested":{"password":["errdoctor-1","errdoctor-2"]}}';
    const calls = [
      exchangeWith({ answer: { token: 'errdoctor-3', payload } }),
      exchangeWith({ body: payload }),
    ];
    expect(secretsOfAll(calls).map((secret) => secret.reveal())).toEqual(
      expect.arrayContaining(['errdoctor-1', 'errdoctor-2', 'errdoctor-3']),
    );
  });
});

describe('secretsIn', () => {
  it('finds what shows in text that no reader took apart', () => {
    const text = 'retrying with token=errdoctor-one and key sk_test_errdoctorexample0001';
    expect(secretsIn(text).map((secret) => secret.reveal())).toEqual([
      'errdoctor-one',
      'sk_test_errdoctorexample0001',
    ]);
  });
});
