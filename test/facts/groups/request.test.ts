import { describe, expect, it } from 'vitest';
import type { Body } from '../../../src/exchange/body.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { call, evidence, factsOf, told } from '../../support/facts.js';

const JSON_TYPE = 'Content-Type: Application/JSON; charset=utf-8';
const post = (body: string, headers: readonly string[] = [JSON_TYPE]) =>
  call({ line: 'POST /v1/orders?limit=5&q=a%20b&limit=6 HTTP/1.1', headers, body });
const factsIn = (exchange: Exchange) => new Facts(exchange, undefined, {});
const ANSWER_ALONE = '< HTTP/1.1 401 Unauthorized\n<\n';

describe('method and address', () => {
  it.each<[name: string, expected: unknown[]]>([
    ['request.method', ['POST', 'the method is POST', 'POST']],
    ['request.methodAsSent', ['post', 'the method is written post', 'post']],
    ['request.isWrite', [true, 'the method may change state', 'post']],
  ])('%s', (name, [value, says, text]) => {
    const written = name === 'request.method' ? 'POST' : 'post';
    expect(evidence(call({ line: `${written} /v1 HTTP/1.1` }), name)).toEqual([value, says, text]);
  });

  it.each(['GET', 'HEAD', 'OPTIONS', 'TRACE'])('%s only reads', (method) => {
    const [value, says] = evidence(call({ line: `${method} /v1 HTTP/1.1` }), 'request.isWrite');
    expect([value, says]).toEqual([false, 'the method only reads']);
  });

  it.each<[name: string, expected: unknown[]]>([
    ['request.path', ['/v1/orders', 'the path is /v1/orders', '/v1/orders?limit=5&q=a%20b&limit=6']],
  ])('%s', (name, expected) => expect(evidence(post('{}'), name)).toEqual(expected));

  it.each<[name: string, value: string | undefined, says: string]>([
    ['request.query.limit', '5', 'the parameter limit is "5"'],
    ['request.query.q', 'a b', 'the parameter q is "a b"'],
    ['request.query.page', undefined, 'the URL has no parameter page'],
  ])('%s is %s', (name, value, says) => expect(told(factsOf(post('{}')), name)).toEqual([value, says]));

  it.each<[name: string, expected: unknown[]]>([
    ['request.method', ['not-collected', 'the request method']],
    ['request.methodAsSent', ['not-collected', 'the request method']],
    ['request.url', ['not-collected', 'the request URL']],
    ['request.scheme', ['not-collected', 'the scheme of the URL']],
    ['request.host', ['not-collected', 'the host that was called']],
    ['request.path', ['not-collected', 'the request path']],
    ['request.query.limit', ['not-collected', 'the query string']],
    ['request.headerSize', ['not-collected', 'the request headers']],
    ['request.largestHeader', ['not-collected', 'the request headers']],
    ['request.header.x-key', ['not-collected', 'the request headers']],
    ['request.body.exact', ['not-collected', 'the request body']],
    ['request.body.size', ['not-collected', 'the request body']],
    ['request.body.looksLike', ['not-collected', 'the request body']],
    ['request.body.syntax', ['not-collected', 'the request body']],
    ['request.json.a', ['not-collected', 'the request body']],
  ])('%s is not collected where only the answer was captured', (name, expected) =>
    expect(evidence(ANSWER_ALONE, name)).toEqual(expected),
  );

  it('of a whole URL', () => {
    expect(evidence(call({}), 'request.host').slice(0, 2)).toEqual([
      'api.shop.example',
      'the host is api.shop.example',
    ]);
    const exchange = exchangeWith({ url: 'HTTPS://API.shop.example:8443/v1?a=1' });
    expect(told(factsIn(exchange), 'request.url')).toEqual([
      'HTTPS://API.shop.example:8443/v1?a=1',
      'the URL is HTTPS://API.shop.example:8443/v1?a=1',
    ]);
    expect(told(factsIn(exchange), 'request.scheme')).toEqual(['https', 'the URL begins with https://']);
    expect(told(factsIn(exchangeWith({ url: 'see http://api.shop.example' })), 'request.scheme')[0]).toBe(
      'not-collected',
    );
    expect(told(factsIn(exchange), 'request.host')).toEqual([
      'api.shop.example',
      'the host is api.shop.example',
    ]);
    expect(
      told(factsIn(exchangeWith({ url: 'https://api.shop.example/v1?key=***' })), 'request.query.key')[0],
    ).toBe('not-collected');
    expect(told(factsIn(exchangeWith({ url: 'https://api.shop.example/v1=2' })), 'request.query.v1')).toEqual(
      [undefined, 'the URL has no parameter v1'],
    );
  });
});

describe('a method that a route does not take', () => {
  const refused = (method: string, allow?: string, status = '405 Method Not Allowed') =>
    evidence(
      call({
        line: `${method} /v1 HTTP/1.1`,
        status,
        answerHeaders: allow === undefined ? [] : [`Allow: ${allow}`],
      }),
      'request.methodRefused',
    );

  it('is written in small letters', () => {
    expect(refused('post')).toEqual(['lower-case', 'the method was sent as post', 'post']);
    expect(refused('POST', undefined, '501 Not Implemented')).toEqual([
      undefined,
      expect.any(String),
      'POST',
    ]);
    expect(refused('post', undefined, '404 Not Found')[0]).toBeUndefined();
    expect(refused('post', undefined, '501 Not Implemented')[0]).toBe('lower-case');
  });

  it('is not among those that Allow lists', () => {
    expect(refused('POST', 'GET, head')).toEqual(['not-offered', 'Allow lists GET, head, not POST', 'POST']);
    expect(refused('HEAD', 'GET, head')[0]).toBeUndefined();
    expect(refused('POST', ' ')[0]).toBeUndefined();
    expect(refused('POST', 'GET')[0]).toBe('not-offered');
    expect(evidence('< HTTP/1.1 405 Method Not Allowed\n< Allow: GET\n<\n', 'request.methodRefused')[0]).toBe(
      undefined,
    );
  });
});

describe('headers', () => {
  const capture = call({ headers: ['X-Key: 12345', 'X-Long: 1234567890123456789'] });

  it('are counted with their names, colons and line ends', () => {
    // Host: api.shop.example
    const size = 4 + 16 + 4 + (5 + 5 + 4) + (6 + 19 + 4);
    expect(evidence(capture, 'request.headerSize').slice(0, 2)).toEqual([
      size,
      `the request headers have ${size} bytes`,
    ]);
    expect(evidence(capture, 'request.largestHeader')).toEqual([
      'X-Long',
      'X-Long is the largest header',
      '1234567890123456789',
    ]);
  });

  it('are told with their values', () => {
    expect(evidence(capture, 'request.header.x-key')).toEqual(['12345', 'x-key is "12345"', '12345']);
    expect(evidence(capture, 'request.header.x-other').slice(0, 2)).toEqual([
      undefined,
      'the request has no x-other header',
    ]);
    expect(evidence(call({ headers: ['X-Key: ***'] }), 'request.header.x-key')).toEqual([
      'not-collected',
      'the value of X-Key (the recorder masked it)',
    ]);
    expect(evidence(post('{}'), 'request.contentType')).toEqual([
      'application/json',
      'the request says its body is application/json',
      'Application/JSON; charset=utf-8',
    ]);
    expect(evidence(capture, 'request.contentType').slice(0, 2)).toEqual([
      undefined,
      'the request has no Content-Type',
    ]);
  });
});

describe('a body', () => {
  it('has a size and a look', () => {
    expect(evidence(post('{"a":1}'), 'request.body.size')).toEqual([
      7,
      'the request body has 7 bytes',
      '{"a":1}',
    ]);
    expect(evidence(post('{"a":1}'), 'request.body.looksLike')).toEqual([
      'json',
      'the request body is json',
      '{"a":1}',
    ]);
    expect(evidence(post('a=1'), 'request.body.looksLike')).toEqual([
      'form',
      'the request body is form',
      'a=1',
    ]);
    expect(evidence(call({}), 'request.body.size')).toEqual([0, 'the request body has 0 bytes']);
    expect(evidence(call({}), 'request.body.looksLike')).toEqual(['empty', 'the request body is empty']);
    expect(evidence(post('***'), 'request.body.size')).toEqual(['not-collected', 'the request body']);
    expect(evidence(post('***'), 'request.body.exact')).toEqual(['not-collected', 'the request body']);
  });

  it('was captured byte for byte or rebuilt', () => {
    const { request, ...rest } = exchangeWith();
    const body = (of: Body) =>
      told(factsIn({ ...rest, request: { ...request, body: of } as never }), 'request.body.exact');
    expect(body({ is: 'none' })).toEqual([true, 'the body was captured byte for byte']);
    expect(body({ is: 'bytes', wire: Buffer.from('{}'), exact: true })).toEqual([
      true,
      'the body was captured byte for byte',
    ]);
    expect(body({ is: 'bytes', wire: Buffer.from('{}'), exact: false })).toEqual([
      false,
      'the body was rebuilt by the recorder',
    ]);
    expect(body({ is: 'parsed', value: {} })).toEqual([false, 'the body was rebuilt by the recorder']);
  });

  it('is JSON, or not from one byte on', () => {
    expect(evidence(post('{"a":1}'), 'request.body.syntax')).toEqual([
      'ok',
      'the JSON of the request body is ok',
    ]);
    expect(evidence(call({}), 'request.body.syntax')).toEqual([
      'empty',
      'the JSON of the request body is empty',
    ]);
    expect(evidence(post('{"a":x}'), 'request.body.syntax')).toEqual([
      'malformed',
      'the request body is not valid JSON from here on: "x" does not belong here',
      'x',
    ]);
    expect(evidence(post('none'), 'request.body.syntax')).toEqual([
      'malformed',
      'the request body is not valid JSON from here on: it is not JSON at all',
      'n',
    ]);
    expect(evidence(post('a=1', []), 'request.body.syntax')).toEqual([
      'ok',
      'the JSON of the request body is ok',
    ]);
  });

  it('has members', () => {
    const body = post('{"a":{"b":[1,2.5]},"c":"***"}');
    expect(evidence(body, 'request.json.a.b.1')).toEqual([2.5, 'a.b.1 is 2.5', '2.5']);
    expect(evidence(body, 'request.json.a.b.length')).toEqual([2, 'a.b.length is 2', '[1,2.5]']);
    expect(evidence(body, 'request.json.a.x')).toEqual([undefined, 'the request body has no a.x', 'a']);
    expect(evidence(body, 'request.json.x')).toEqual([undefined, 'the request body has no x']);
    expect(evidence(body, 'request.json.c')).toEqual([
      'not-collected',
      'the value of c (the recorder masked it)',
    ]);
    expect(evidence(body, 'request.type.a.b.1')).toEqual(['number', 'a.b.1 is of type number', '2.5']);
    expect(evidence(body, 'request.type.x')).toEqual(['absent', 'the request body has no x']);
    expect(evidence(call({}), 'request.json.a')).toEqual([undefined, 'the request body has no a']);
    expect(evidence(post('a=1', []), 'request.json.a')).toEqual([
      'not-collected',
      'the JSON of the request body',
    ]);
    expect(evidence(post('{"a":1,"b"'), 'request.json.c')).toEqual([
      'not-collected',
      'c of the request body',
    ]);
    expect(evidence(post('{"a":1,"b"'), 'request.json.a')).toEqual([1, 'a is 1', '1']);
    expect(evidence(post('{"a":1,"b":"tex'), 'request.json.b')).toEqual([
      'not-collected',
      'b of the request body',
    ]);
  });

  it('is shown shortened', () => {
    const [, says] = evidence(post(`{"a":"${'a'.repeat(79)}"}`), 'request.json.a');
    expect(says).toBe(`a is "${'a'.repeat(76)}…`);
    const [, whole] = evidence(post(`{"a":"${'a'.repeat(78)}"}`), 'request.json.a');
    expect(whole).toBe(`a is "${'a'.repeat(78)}"`);
  });
});
