import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../../src/causes/pack.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { call, evidence, told } from '../../support/facts.js';

const of = (exchange: Exchange, name: string, pack?: PackSettings) =>
  told(new Facts(exchange, pack, {}), name);
const hop = (method: string, url: string, status = 302, headers = {}) =>
  exchangeWith({ method, url, status, headers });
const redirected = (hops: Exchange[], parts: Parameters<typeof exchangeWith>[0] = {}) => ({
  ...exchangeWith({ method: 'GET', url: 'https://b.example/v1', ...parts }),
  hops,
});
const A = 'https://a.example/v1';
const B = 'https://b.example/v1';

describe('redirects', () => {
  it('are counted, from the first address on', () => {
    const exchange = redirected([hop('GET', A, 301), hop('GET', B, 401), hop('GET', B, 308)]);
    expect(of(exchange, 'redirect.count')).toEqual([2, 'the client followed 2 redirects']);
    expect(of(exchange, 'redirect.from')).toEqual([A, `the call began at ${A}`]);
    expect(of(exchange, 'redirect.status')).toEqual([308, 'the redirect has status 308']);
    expect(of(redirected([]), 'redirect.count')[0]).toBe(0);
    expect(of(redirected([]), 'redirect.from')).toEqual([undefined, 'there was no redirect']);
    expect(of(redirected([]), 'redirect.status')[0]).toBeUndefined();
  });

  it.each([
    [301, true],
    [302, true],
    [303, true],
    [307, true],
    [308, true],
    [304, false],
    [200, false],
  ])('have the status %s: %s', (status, is) =>
    expect(of(redirected([hop('GET', A, status)]), 'redirect.count')[0]).toBe(is ? 1 : 0),
  );

  it('turn a write into GET', () => {
    const exchange = redirected([hop('POST', A, 301), hop('GET', B, 302)], { status: 405 });
    expect(of(exchange, 'redirect.methodLost')).toEqual([
      'POST',
      `POST ${A} was answered with 301, and GET was sent instead`,
    ]);
    expect(of(exchange, 'redirect.status')[0]).toBe(301);
    expect(of(redirected([hop('POST', A)], { status: 399 }), 'redirect.methodLost')[0]).toBeUndefined();
    expect(of(redirected([hop('POST', A)], { status: 400 }), 'redirect.methodLost')[0]).toBe('POST');
    expect(of(redirected([hop('POST', A)], { method: 'POST' }), 'redirect.methodLost')[0]).toBeUndefined();
    expect(of(redirected([hop('head', A)]), 'redirect.methodLost')[0]).toBeUndefined();
    const { response: _, ...cut } = redirected([hop('POST', A)], { method: 'get' });
    expect(of({ ...cut, transport: { kind: 'reset', says: 'cut' } }, 'redirect.methodLost')[0]).toBe('POST');
    expect(of(cut, 'redirect.methodLost')[0]).toBeUndefined();
  });

  it('lose a credential that the first call had', () => {
    const key = { 'X-Api-Key': 'key-of-errdoctor' };
    const lost = (headers: object, parts: Parameters<typeof exchangeWith>[0] = {}) =>
      of(redirected([hop('GET', A, 302, headers)], { status: 401, ...parts }), 'redirect.droppedCredential');
    expect(lost(key)).toEqual(['X-Api-Key', `X-Api-Key was sent to ${A}, but not to the address it led to`]);
    expect(lost(key, { status: 403 })[0]).toBe('X-Api-Key');
    expect(lost(key, { status: 404 })[0]).toBeUndefined();
    expect(lost(key, { headers: key })[0]).toBeUndefined();
    expect(lost(key, { seen: 'some' })[0]).toBeUndefined();
    expect(lost({ Cookie: 'session=errdoctor' })[0]).toBeUndefined();
    expect(lost({ Accept: '*/*' })[0]).toBeUndefined();
    const { request: _, ...unseen } = redirected([hop('GET', A, 302, key)]);
    expect(of(unseen, 'redirect.droppedCredential')[0]).toBeUndefined();
  });

  it('loop where an address is called again', () => {
    const looped = (...urls: string[]) =>
      of(redirected(urls.map((url) => hop('GET', url))), 'redirect.looped');
    expect(looped(A, B, A)).toEqual([true, 'the same address is called again']);
    expect(looped(A, B)).toEqual([false, 'each address is called once']);
  });
});

describe('the destination', () => {
  const failing = (kind: string, says: string, parts: object = {}) =>
    ({ ...exchangeWith(), response: undefined, transport: { kind, says }, ...parts }) as unknown as Exchange;
  const aimed = (url: string, kind = 'dns') =>
    of(failing(kind, 'it failed', { request: { ...exchangeWith().request, url } }), 'destination.hostFault');

  it.each([
    ['https://api.shop.example\\n/v1', 'line-break'],
    ['https://api.shop.example%0A/v1', 'line-break'],
    ['https://api.shop.example\r/v1', 'line-break'],
    ['https://https://api.shop.example', 'scheme-as-host'],
    ['https://http/', 'scheme-as-host'],
    ['https://httpsx/', undefined],
    ["https://'api.shop.example/", 'quote'],
    ['https://api.shop.example%22/', 'quote'],
    ['https://{host}/', 'placeholder'],
    ['https://api.undefined/', 'placeholder'],
    ['https://your-domain.example/', 'placeholder'],
    ['https://api shop.example/', 'white-space'],
    ['https://api%20shop.example/', 'white-space'],
    ['https://me:secret@null.example:443/', 'placeholder'],
    ['https://api.shop.example/null', undefined],
  ])('%j has the fault %s', (url, fault) => {
    expect(aimed(url)[0]).toBe(fault);
    expect(aimed(url, 'usage')[0]).toBe(fault);
    expect(aimed(url, 'reset')[0]).toBeUndefined();
  });

  it.each([
    ['getaddrinfo ENOTFOUND undefined', 'undefined'],
    ['getaddrinfo EAI_AGAIN undefined', 'undefined'],
    ['dial tcp: lookup undefined on 10.0.0.1:53', 'undefined'],
    ['dial tcp: lookup undefined: no such host', 'undefined'],
    ['it failed', undefined],
  ])('"%s" names the host %s', (says, host) => {
    const { request: _, ...exchange } = failing('dns', says);
    expect(of(exchange, 'destination.hostFault')[0]).toBe(host && 'placeholder');
    if (host) expect(of(exchange, 'destination.hostFault')[1]).toBe(`the host is "${host}"`);
  });

  it('that was meant is shown before the one that the client names', () =>
    expect(aimed('https://null.example/')[1]).toBe('the host is "null.example"'));

  it.each<[kind: string, connection: object | undefined, says: string, address: string | undefined]>([
    ['connect', { peer: { address: '10.1.2.3' } }, 'x', '10.1.2.3'],
    ['timeout', { tried: { address: '10.1.2.3' } }, 'x', '10.1.2.3'],
    ['tls', { peer: { address: '10.1.2.3' } }, 'x', '10.1.2.3'],
    ['reset', { peer: { address: '10.1.2.3' } }, 'x', '10.1.2.3'],
    ['dns', { peer: { address: '10.1.2.3' } }, 'x', undefined],
    ['connect', { peer: { address: '203.0.113.7' }, tried: { address: '10.1.2.3' } }, 'x', undefined],
    ['connect', undefined, 'connect ECONNREFUSED 10.1.2.3:443', '10.1.2.3'],
    ['connect', undefined, 'connect to [fd00::1]:443 failed', 'fd00::1'],
    ['connect', undefined, 'connect to (fd00::1) failed', 'fd00::1'],
    ['connect', undefined, 'connect to 10.1.2.999', undefined],
    ['connect', undefined, 'version v10.1.2.3', undefined],
    ['connect', undefined, `${' '.repeat(500)}10.1.2.3`, undefined],
  ])('%s with %j and "%s" led to the private address %s', (kind, connection, says, address) => {
    const request = { ...exchangeWith().request, url: 'https://api.shop.de/v1' };
    const found = of(failing(kind, says, { connection, request }), 'destination.privateAddress');
    expect(found).toEqual([address, `the name led to the private address ${address}`]);
    const local = { ...request, url: 'https://api.internal/v1' };
    expect(of(failing(kind, says, { connection, request: local }), 'destination.privateAddress')[0]).toBe(
      undefined,
    );
  });

  it('is local or public', () => {
    const local = (url: string) => of(exchangeWith({ url }), 'destination.local');
    expect(local('http://localhost/v1')).toEqual([true, 'the host is a local one']);
    expect(local('https://api.shop.de/v1')).toEqual([false, 'the host is a public one']);
    expect(evidence('< HTTP/1.1 401 Unauthorized\n<\n', 'destination.local')[0]).toBe('not-collected');
  });
});

describe('the path', () => {
  const pack: PackSettings = {
    id: 'acmepay',
    name: 'Acmepay',
    recognise: {},
    environments: { live: { hosts: ['api.acmepay.example'] } },
    references: {},
    basePath: '/v2',
  };
  const fault = (path: string, status = 404) =>
    of(exchangeWith({ url: `https://api.acmepay.example${path}`, status }), 'destination.pathFault', pack);

  it.each<[path: string, fault: string | undefined, says?: string]>([
    ['/v2/orders/undefined', 'unfilled', 'the path has the part "undefined"'],
    ['/v2/orders/%3Cid%3E', 'unfilled'],
    ['/v2/orders/$(id)', 'unfilled'],
    ['/v2/orders/:id', 'unfilled'],
    ['/v2/orders/:1', undefined],
    ['/v2/orders/17%0d/x', 'line-break', 'the path has the part "17%0d"'],
    ['/v2/orders/+17', 'edge-space', 'the path has the part "+17"'],
    ['/v2/orders/17%20', 'edge-space'],
    ['/v2/orders/1%207', undefined],
    ['/v2//orders', 'double-slash', 'the path has two slashes in a row'],
    ['/v2/orders/', undefined],
    ['/v2/v2/orders', 'repeated-base', 'the path has the part "v2/v2"'],
    ['/v2/api/api/x', 'repeated-base'],
    ['/v2/users/users', undefined],
    ['/orders', 'no-base', 'the path does not begin with /v2'],
    ['/v20/orders', 'no-base'],
    ['/v2', undefined],
    ['/v2/orders?x=undefined', undefined],
    ['/v2/orders#/undefined', undefined],
  ])('%s has the fault %s', (path, expected, says) => {
    expect(fault(path)[0]).toBe(expected);
    if (says) expect(fault(path)[1]).toBe(says);
  });

  it.each([
    [400, 'unfilled'],
    [404, 'unfilled'],
    [405, 'unfilled'],
    [422, 'unfilled'],
    [401, undefined],
  ])('under %s is at fault: %s', (status, expected) => expect(fault('/v2/null', status)[0]).toBe(expected));

  it('of another host needs no base', () => {
    const elsewhere = exchangeWith({ url: 'https://api.shop.example/orders', status: 404 });
    expect(of(elsewhere, 'destination.pathFault', pack)[0]).toBeUndefined();
    expect(of(elsewhere, 'destination.pathFault')[0]).toBeUndefined();
    expect(fault('')[0]).toBeUndefined();
  });

  it('is pointed at by its part', () => {
    const capture = call({ line: 'GET /v1/orders/null HTTP/1.1', status: '404 Not Found' });
    expect(evidence(capture, 'destination.pathSegment')).toEqual([
      'null',
      'the path has the part "null"',
      '/v1/orders/null',
    ]);
  });
});
