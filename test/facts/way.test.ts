import { describe, expect, it } from 'vitest';
import { call, factsOf, textAt, factValue } from '../support/facts.js';

const fact = (capture: string, name: string) => factValue(factsOf(capture), name);
const found = (path: string, status = '404 Not Found') =>
  fact(call({ line: `GET ${path} HTTP/1.1`, status }), 'destination.pathFault');

describe('destination.pathFault', () => {
  it.each([
    ['/v1/orders/undefined', 'unfilled'],
    ['/v1/orders/null/items', 'unfilled'],
    ['/v1/orders/:id', 'unfilled'],
    ['/v1/orders/{id}', 'unfilled'],
    ['/v1/orders/%7B%7Bid%7D%7D', 'unfilled'],
    ['/v1/orders/$ORDER', 'unfilled'],
    ['/v1/orders/[object%20Object]', 'unfilled'],
    ['/v1/orders/17%0A', 'line-break'],
    ['/v1/orders/%2017', 'edge-space'],
    ['/v1//orders', 'double-slash'],
    ['/v1/v1/orders', 'repeated-base'],
    ['/v1/orders/', undefined],
    ['/v1/orders/null-island', undefined],
    ['/v1/nullable/none-such', undefined],
    ['/users/users', undefined],
    ['/v1/orders?id=undefined', undefined],
    ['/', undefined],
  ])('%s is %s', (path, fault) => expect(found(path)).toBe(fault));

  it.each(['200 OK', '401 Unauthorized', '500 Internal Server Error'])('is absent under %s', (status) =>
    expect(found('/v1/orders/undefined', status)).toBeUndefined(),
  );
});

describe('destination.hostFault', () => {
  it.each([
    ['api.shop.example%0a', 'line-break'],
    ['https', 'scheme-as-host'],
    ['"api.shop.example', 'quote'],
    ['your-domain.example', 'placeholder'],
    ['undefined', 'placeholder'],
    ['api.shpo.example', undefined],
    ['yourshop.example', undefined],
  ])('%s is %s', (host, fault) =>
    expect(fact(`curl: (6) Could not resolve host: ${host}`, 'destination.hostFault')).toBe(fault),
  );
});

describe('destination.privateAddress', () => {
  const refused = (host: string, address: string) =>
    `*   Trying ${address}:443...\ncurl: (7) Failed to connect to ${host} port 443 after 3 ms: Couldn't connect to server`;

  it.each([
    ['api.shop.com', '10.1.2.3', '10.1.2.3'],
    ['api.shop.com', '[fd00::1]', 'fd00::1'],
    ['api.shop.com', '203.0.113.7', undefined],
    ['api.shop.internal', '10.1.2.3', undefined],
    ['localhost', '127.0.0.1', undefined],
  ])('%s at %s: %s', (host, address, value) =>
    expect(fact(refused(host, address), 'destination.privateAddress')).toBe(value),
  );
});

describe('redirects', () => {
  const followed = (parts: { method: string; location: string; headers: string; status?: string }) =>
    [
      `> ${parts.method} /v1/orders HTTP/1.1`,
      '> Host: shop.example',
      '> Authorization: Bearer errdoctor',
      '>',
      '< HTTP/1.1 302 Found',
      `< Location: ${parts.location}`,
      '< Content-Length: 0',
      '<',
      `* Issue another request to this URL: '${parts.location}'`,
      '> GET /v1/orders HTTP/1.1',
      '> Host: api.shop.example',
      ...(parts.headers ? [`> ${parts.headers}`] : []),
      '>',
      `< HTTP/1.1 ${parts.status ?? '401 Unauthorized'}`,
      '<',
      '',
    ].join('\n');
  const location = 'https://api.shop.example/v1/orders';

  it('lose a credential only where it was there before and is gone', () => {
    const name = 'redirect.droppedCredential';
    expect(fact(followed({ method: 'GET', location, headers: '' }), name)).toBe('Authorization');
    expect(
      fact(followed({ method: 'GET', location, headers: 'Authorization: Bearer errdoctor' }), name),
    ).toBeUndefined();
    expect(
      fact(followed({ method: 'GET', location, headers: '', status: '404 Not Found' }), name),
    ).toBeUndefined();
    expect(fact(call({}), name)).toBeUndefined();
  });

  it('lose the method', () => {
    const name = 'redirect.methodLost';
    const lost = followed({ method: 'POST', location, headers: '', status: '405 Method Not Allowed' });
    expect(fact(lost, name)).toBe('POST');
    expect(textAt(lost, factsOf(lost), name)).toBe('302');
    expect(fact(followed({ method: 'GET', location, headers: '' }), name)).toBeUndefined();
  });
});

describe('HTTP/2 forbids', () => {
  const sent = (version: string, field: string, status = '400') =>
    [
      `> GET / HTTP/${version}`,
      '> Host: api.shop.example',
      `> ${field}`,
      '>',
      `< HTTP/${version} ${status}`,
      '<',
      '',
    ].join('\n');

  it.each([
    ['2', 'Connection: keep-alive', 'Connection'],
    ['2', 'Transfer-Encoding: chunked', 'Transfer-Encoding'],
    ['2', 'X-Note: two  words', undefined],
    ['1.1', 'Connection: keep-alive', undefined],
  ])('HTTP/%s with %s: %s', (version, field, value) =>
    expect(fact(sent(version, field), 'http2.forbiddenHeader')).toBe(value),
  );

  it('nothing that was accepted', () =>
    expect(fact(sent('2', 'Connection: keep-alive', '200'), 'http2.forbiddenHeader')).toBeUndefined());
});

describe('browsers', () => {
  const page = ['Origin: https://page.example', 'Sec-Fetch-Mode: cors'];

  it.each([
    [[...page, 'Sec-Fetch-Site: cross-site'], ['Content-Length: 0'], true],
    [[...page, 'Sec-Fetch-Site: same-site'], [], false],
    [[...page, 'Sec-Fetch-Site: cross-site'], ['Access-Control-Allow-Origin: *'], false],
    [['Origin: https://page.example'], [], false],
  ])('%j answered with %j: hidden %s', (headers, answerHeaders, value) =>
    expect(fact(call({ headers, answerHeaders }), 'cors.answerHidden')).toBe(value),
  );

  it('ask before the call', () => {
    const line = 'OPTIONS /v1/orders HTTP/1.1';
    const headers = [...page, 'Access-Control-Request-Method: POST'];
    expect(fact(call({ line, headers }), 'cors.preflightRefused')).toBe(true);
    expect(fact(call({ line }), 'cors.preflightRefused')).toBe(false);
    expect(fact(call({ line, headers, status: '204 No Content' }), 'cors.preflightRefused')).toBe(false);
  });
});
