import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../../src/causes/pack.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import type { Stated } from '../../../src/facts/fact.js';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { told } from '../../support/facts.js';

const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {
    sandbox: { hosts: ['sandbox.acmepay.example'], aka: ['test'] },
    production: { hosts: ['api.acmepay.example'] },
  },
  credentials: {
    key: {
      name: 'API key',
      header: 'X-Api-Key',
      prefixes: { sk_test_: 'sandbox', sk_live_: 'production', sk_: null },
    },
  },
  references: {},
};
const of = (name: string, exchange: Exchange, of: PackSettings | undefined = pack, stated: Stated = {}) =>
  told(new Facts(exchange, of, stated), name);

describe('the environment', () => {
  const sent = (key: string) => exchangeWith({ headers: { 'X-Api-Key': key } });

  it('is that of the host', () => {
    expect(of('environment.host', exchangeWith())).toEqual(['production', 'the host is that of production']);
    expect(of('environment.host', exchangeWith({ url: 'https://api.shop.example/v1' }))).toEqual([
      undefined,
      'the host belongs to no documented environment',
    ]);
    const { request: _, ...answer } = exchangeWith();
    expect(of('environment.host', answer)[0]).toBe('not-collected');
    expect(of('environment.disagrees', answer)).toEqual(['not-collected', 'the host that was called']);
  });

  it('is stated by name, by another name, or by one that nobody knows', () => {
    const claimed = (env: string) => of('environment.claimed', exchangeWith(), pack, { env });
    expect(claimed('Production')).toEqual(['production', 'the credentials are those of production']);
    expect(claimed('TEST')[0]).toBe('sandbox');
    expect(claimed('Moon')[0]).toBe('moon');
    const asked = new Facts(exchangeWith(), pack, {}).fact('environment.claimed');
    expect(asked).toMatchObject({
      what: 'which environment the credentials belong to',
      how: '--env sandbox|production',
    });
    const unknown = new Facts(exchangeWith(), undefined, {}).fact('environment.claimed');
    expect(unknown).toMatchObject({ how: '--env NAME' });
  });

  it('is another one by --env or by the prefix of a credential', () => {
    const name = 'environment.disagrees';
    expect(of(name, sent('sk_test_a'))).toEqual([
      true,
      'the credentials belong to another environment than the host ("production")',
    ]);
    expect(of(name, sent('sk_live_a'))).toEqual([false, 'credentials and host are of one environment']);
    expect(of(name, sent('sk_a'))).toEqual(['not-collected', 'which environment the credentials belong to']);
    expect(of(name, sent('sk_a'), pack, { env: 'test' })[0]).toBe(true);
    expect(of(name, sent('sk_live_a'), pack, { env: 'test' })[0]).toBe(true);
    expect(of(name, exchangeWith({ url: 'https://api.shop.example/v1' }))).toEqual([
      'not-collected',
      'the environment of the host',
    ]);
  });
});

describe('HTTP/2', () => {
  const over = (version: string, headers: Record<string, string>, status = 400): Exchange => {
    const exchange = exchangeWith({ headers, status });
    return { ...exchange, request: { ...exchange.request, httpVersion: version } as never };
  };
  const forbidden = (...parts: Parameters<typeof over>) => of('http2.forbiddenHeader', over(...parts));

  it.each(['Connection', 'keep-alive', 'Proxy-Connection', 'Transfer-Encoding', 'Upgrade', 'HTTP2-Settings'])(
    'forbids %s',
    (name) =>
      expect(forbidden('2', { [name]: 'x' })).toEqual([name, `HTTP/2 forbids the header ${name}: "x"`]),
  );

  it('forbids white space at the edge of a value', () => {
    expect(forbidden('2', { 'X-A': 'a ' })).toEqual(['X-A', 'HTTP/2 forbids the header X-A: "a "']);
    expect(forbidden('2', { 'X-A': '\ta' })[0]).toBe('X-A');
    expect(forbidden('2', { 'X-A': ' a' })[0]).toBeUndefined();
    expect(forbidden('2', { 'X-A': '  a' })[0]).toBe('X-A');
    expect(forbidden('2', { 'X-A': 'a b' })[0]).toBeUndefined();
    expect(forbidden('2', { 'X-A': '*** ' })[0]).toBeUndefined();
    expect(forbidden('2', { Connection: '***' })[1]).toBe('HTTP/2 forbids the header Connection: ""');
  });

  it('matters where a request was refused or its stream broke off', () => {
    expect(forbidden('1.1', { Connection: 'x' })[0]).toBeUndefined();
    expect(forbidden('2', { Connection: 'x' }, 401)[0]).toBeUndefined();
    const { response: _, ...unanswered } = over('2', { Connection: 'x' });
    const ended = (kind: string) => ({ ...unanswered, transport: { kind, says: 'x' } }) as Exchange;
    expect(of('http2.forbiddenHeader', ended('http2'))[0]).toBe('Connection');
    expect(of('http2.forbiddenHeader', ended('reset'))[0]).toBeUndefined();
  });

  it.each([
    ['http2', 'ended with PROTOCOL_ERROR (err 1)', 'PROTOCOL_ERROR'],
    ['http2', 'NGHTTP2_INTERNAL_ERROR', 'INTERNAL_ERROR'],
    ['http2', 'HTTP_1_1_REQUIRED', 'HTTP_1_1_REQUIRED'],
    ['http2', 'it ENDED', undefined],
    ['reset', 'PROTOCOL_ERROR', undefined],
  ])('%s "%s" is the error %s', (kind, says, code) => {
    const { response: _, ...unanswered } = exchangeWith();
    const found = of('http2.error', { ...unanswered, transport: { kind, says } as never });
    expect(found).toEqual([code, `the stream ended with ${code}`]);
  });
});

describe('calls of a web page', () => {
  const ORIGIN = 'https://shop.example';
  const ASKING = { Origin: ORIGIN, 'Access-Control-Request-Method': 'PUT' };
  const preflight = (parts: Parameters<typeof exchangeWith>[0]) =>
    of('cors.preflightRefused', exchangeWith({ method: 'OPTIONS', headers: ASKING, status: 403, ...parts }));

  it('ask first, and may be refused', () => {
    expect(preflight({})).toEqual([true, `the browser asks whether it may send PUT from ${ORIGIN}`]);
    expect(preflight({ method: 'options', status: 400 })[0]).toBe(true);
    expect(preflight({ method: 'GET' })[0]).toBe(false);
    expect(preflight({ status: 399 })[0]).toBe(false);
    expect(preflight({ headers: { Origin: ORIGIN } })[0]).toBe(false);
    expect(preflight({ headers: { 'Access-Control-Request-Method': 'PUT' } })[0]).toBe(false);
  });

  const FROM = { Origin: ORIGIN, 'Sec-Fetch-Mode': 'cors' };
  const hidden = (parts: Parameters<typeof exchangeWith>[0]) =>
    of('cors.answerHidden', exchangeWith({ method: 'GET', headers: FROM, status: 401, ...parts }));

  it('do not see an answer that allows no origin', () => {
    expect(hidden({})).toEqual([true, `the page is of ${ORIGIN}, and the answer allows no origin`]);
    expect(hidden({ status: 400 })[0]).toBe(true);
    expect(hidden({ status: 399 })[0]).toBe(false);
    expect(hidden({ method: 'OPTIONS' })[0]).toBe(false);
    expect(hidden({ responseHeaders: { 'Access-Control-Allow-Origin': '*' } })[0]).toBe(false);
    expect(hidden({ headers: { Origin: ORIGIN } })[0]).toBe(false);
    expect(hidden({ headers: { 'Sec-Fetch-Mode': 'cors' } })[0]).toBe(false);
    expect(hidden({ headers: { ...FROM, 'Sec-Fetch-Site': 'same-origin' } })[0]).toBe(false);
    expect(hidden({ headers: { ...FROM, 'Sec-Fetch-Site': 'same-site' } })[0]).toBe(false);
    expect(hidden({ headers: { ...FROM, 'Sec-Fetch-Site': 'not-same-site' } })[0]).toBe(true);
    const { response: _, ...unanswered } = exchangeWith({ headers: FROM });
    expect(of('cors.answerHidden', unanswered)[0]).toBe(false);
  });
});

describe('what only others can tell', () => {
  it.each<[name: string, value: unknown, what: string, says: string]>([
    [
      'egress.address',
      '203.0.113.7',
      'the calling address that the provider sees',
      'the calling address is 203.0.113.7',
    ],
    [
      'egress.onAllowlist',
      true,
      'whether the calling address is on the allowlist',
      'the calling address is on the allowlist',
    ],
    [
      'egress.onAllowlist',
      false,
      'whether the calling address is on the allowlist',
      'the calling address is not on the allowlist',
    ],
    [
      'dns.fcrdns',
      'mismatch',
      'forward-confirmed reverse DNS of the calling address',
      'forward-confirmed reverse DNS: mismatch',
    ],
  ])('%s: %s', (name, value, what, says) => {
    expect(of(name, exchangeWith())).toEqual(['not-collected', what]);
    expect(of(name, exchangeWith(), pack, { answers: { [name]: value } })).toEqual([value, says]);
  });

  it('is the provider, by its pack', () => {
    expect(of('provider.recognised', exchangeWith())).toEqual([true, 'the provider is Acmepay']);
    expect(told(new Facts(exchangeWith(), undefined, {}), 'provider.recognised')).toEqual([
      false,
      'no pack describes this provider',
    ]);
  });
});

describe('the proof of a signature', () => {
  const proven = (finding: object, name = 'proof.signature') =>
    of(name, exchangeWith(), pack, { signature: finding as never });

  it.each([
    ['right', 'the documented computation gives the signature that was sent'],
    ['mistake', 'the signature that was sent was reproduced'],
    ['not-found', 'the signature that was sent could not be reproduced'],
  ])('is %s', (is, says) => expect(proven({ is })).toEqual([is, says]));

  it('names the mistakes of the first explanation', () => {
    const explanations = [{ mistakes: [{ id: 'alg-digest' }, { id: 'enc-case' }] }, { mistakes: [] }];
    expect(proven({ is: 'mistake', explanations }, 'proof.mistakes')).toEqual([
      ['alg-digest', 'enc-case'],
      'it was signed with these mistakes: alg-digest, enc-case',
    ]);
    expect(proven({ is: 'right', explanations: [] }, 'proof.mistakes')[0]).toEqual([]);
  });

  it('needs the secret', () => {
    expect(proven({ is: 'no-secret' })).toEqual(['not-collected', 'whether the signature is right']);
    expect(of('proof.signature', exchangeWith())[0]).toBe('not-collected');
  });
});
