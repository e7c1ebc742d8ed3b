import { describe, expect, it } from 'vitest';
import { findFact, Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { call, evidence, told } from '../../support/facts.js';

const DATE = 'Date: Mon, 21 Sep 2026 14:13:20 GMT';
const answered = (answer: string, answerHeaders: readonly string[] = [], status = '401 Unauthorized') =>
  call({ status, answerHeaders, answer });
const REQUEST_ALONE = '> GET /v1/orders HTTP/1.1\n> Host: api.shop.example\n>\n';

describe('status, headers and date', () => {
  it.each<[name: string, expected: unknown[]]>([
    ['response.status', [401, 'the HTTP status is 401', '401']],
    ['response.header.x-trace', ['t-1', `the answer's x-trace is "t-1"`, 't-1']],
    ['response.contentType', ['text/plain', 'the answer is text/plain', 'Text/Plain; charset=utf-8']],
    ['response.date', [1790000000000, "the server's clock says 2026-09-21T14:13:20.000Z", DATE.slice(6)]],
  ])('%s', (name, expected) => {
    const headers = ['X-Trace: t-1', 'Content-Type: Text/Plain; charset=utf-8', DATE];
    expect(evidence(answered('no', headers), name)).toEqual(expected);
  });

  it.each<[name: string, says: string]>([
    ['response.header.x-trace', 'the answer has no x-trace header'],
    ['response.contentType', 'the answer has no Content-Type'],
  ])('%s of an answer without it', (name, says) => {
    const facts = new Facts(exchangeWith({ answer: {} }), undefined, {});
    expect(told(facts, name)).toEqual([undefined, says]);
    const what = "the server's clock (the answer's Date header)";
    expect(told(facts, 'response.date')).toEqual(['not-collected', what]);
    expect(facts.fact('response.date')).toMatchObject({
      how: 'capture the response headers, or give --now TIME',
    });
  });

  it.each<[name: string, expected: unknown[]]>([
    ['response.status', ['not-collected', 'the HTTP status']],
    ['response.header.x-trace', ['not-collected', 'the response headers']],
    ['response.body.looksLike', ['not-collected', 'the response body']],
    ['response.body.size', ['not-collected', 'the response body']],
    ['response.json.a', ['not-collected', 'the response body']],
    ['response.fromGateway', [undefined, expect.any(String)]],
  ])('%s of no answer', (name, expected) => expect(evidence(REQUEST_ALONE, name)).toEqual(expected));

  it('takes the stated time where the answer has no date that can be read', () => {
    expect(evidence(answered('no', ['Date: soon']), 'response.date', { now: 0 })).toEqual([
      0,
      "the server's clock says 1970-01-01T00:00:00.000Z",
    ]);
    expect(evidence(answered('no', [DATE]), 'response.date', { now: 0 })[0]).toBe(1790000000000);
  });
});

describe('the body', () => {
  it.each<[name: string, answer: string, expected: unknown[]]>([
    ['response.body.looksLike', '{"a":1}', ['json', 'the response body is json', '{"a":1}']],
    ['response.body.looksLike', 'no', ['text', 'the response body is text', 'no']],
    ['response.body.size', '{"a":1}', [7, 'the response body has 7 bytes', '{"a":1}']],
    ['response.json.a', '{"a":1}', [1, "the answer's a is 1", '1']],
    ['response.json.b', '{"a":1}', [undefined, 'the answer has no b']],
    ['response.type.a', '{"a":1}', ['integer', "the answer's a is of type integer", '1']],
    ['response.type.b', '{"a":1}', ['absent', "the answer's b is absent"]],
  ])('%s of %s', (name, answer, expected) => expect(evidence(answered(answer), name)).toEqual(expected));

  it('of none is empty', () => {
    const facts = new Facts(exchangeWith({}), undefined, {});
    expect(facts.fact('response.body.size')).toMatchObject({ value: 0 });
  });
});

describe('bytes that did not come', () => {
  it('are those that Content-Length announced', () => {
    const short = (announced: string) => {
      const responseHeaders = { 'Content-Length': announced };
      const facts = new Facts(
        exchangeWith({ status: 200, answer: '{"a":1}', responseHeaders }),
        undefined,
        {},
      );
      return told(facts, 'response.missingBytes');
    };
    expect(short('9')).toEqual([2, '2 bytes of the 9 announced did not come']);
    expect(short('7')).toEqual([undefined, 'the body is as long as Content-Length says']);
    expect(short('6')).toEqual([undefined, 'the body is as long as Content-Length says']);
  });

  it.each([
    ['HEAD', 200],
    ['GET', 199],
    ['GET', 204],
    ['GET', 304],
  ])('are none after %s and %s', (method, status) => {
    const count = (of: string, under: number) => {
      const exchange = exchangeWith({
        method: of,
        status: under,
        answer: 'no',
        responseHeaders: { 'Content-Length': '9' },
      });
      return new Facts(exchange, undefined, {}).fact('response.missingBytes');
    };
    expect(count(method, status)).toMatchObject({ value: undefined });
    expect(count('GET', 200)).toMatchObject({ value: 7 });
  });

  it.each(['Transfer-Encoding', 'Content-Encoding'])('are not told beside %s', (name) => {
    const responseHeaders = { 'Content-Length': '9', [name]: 'x' };
    const facts = new Facts(exchangeWith({ status: 200, answer: 'no', responseHeaders }), undefined, {});
    expect(told(facts, 'response.missingBytes')[0]).toBeUndefined();
  });

  it('are not told of a body that was rebuilt, or of no answer', () => {
    const exchange = exchangeWith({ status: 200, answer: 'no', responseHeaders: { 'Content-Length': '9' } });
    const body = { is: 'bytes', wire: Buffer.from('no'), exact: false } as const;
    const rebuilt = { ...exchange, response: { ...exchange.response, body } } as typeof exchange;
    expect(new Facts(rebuilt, undefined, {}).fact('response.missingBytes')).toMatchObject({
      value: undefined,
    });
    expect(evidence(REQUEST_ALONE, 'response.missingBytes')[0]).toBeUndefined();
  });
});

describe('who answered in place of the API', () => {
  const PAGE = '<html><body>no</body></html>';
  const gateway = (
    status: number | undefined,
    answer: string,
    responseHeaders: Record<string, string> = {},
  ) => {
    const exchange = exchangeWith({ answer, responseHeaders });
    const response = { ...exchange.response, status } as typeof exchange.response;
    const facts = new Facts({ ...exchange, response }, undefined, {});
    const fact = facts.fact('response.fromGateway');
    return fact.is === 'known' ? fact.value : fact.is;
  };

  it.each<[what: string, ...Parameters<typeof gateway>]>([
    ['an unnamed gateway', 401, PAGE],
    ['an unnamed gateway', 400, PAGE],
    ['an unnamed gateway', undefined, PAGE],
    ['nginx', 401, PAGE, { Server: 'NGINX/1.25' }],
    ['nginx', 502, PAGE.replace('no', 'NginX')],
    ['cloudflare', 502, PAGE.replace('no', 'nginx'), { Server: 'cloudflare' }],
    ['cf-mitigated', 403, PAGE, { 'CF-Mitigated': 'challenge' }],
    ['cloudflare', 403, PAGE, { 'CF-Mitigated': 'challenge', Server: 'cloudflare' }],
    ['cf-mitigated', 403, 'plain words', { 'CF-Mitigated': 'challenge' }],
    ['envoy', 502, '', { Server: 'envoy' }],
    ['envoy', 503, '', { Server: 'envoy' }],
    ['envoy', 504, '', { Server: 'envoy' }],
  ])('%s: %s %j', (what, ...parts) => expect(gateway(...parts)).toBe(what));

  it.each<Parameters<typeof gateway>>([
    [399, PAGE],
    [200, PAGE, { Server: 'nginx' }],
    [401, '{}', { Server: 'nginx' }],
    [403, '{}', { 'CF-Mitigated': 'challenge' }],
    [500, '', { Server: 'envoy' }],
    [undefined, '', { Server: 'envoy' }],
    [502, '', {}],
    [502, 'nginx says no', { Server: 'nginx' }],
    [502, `<html>${' '.repeat(4000)}`.replace('<html>', 'see ')],
  ])('nobody: %s %j', (...parts) => expect(gateway(...parts)).toBeUndefined());

  it('is looked for in the beginning of a page only', () => {
    expect(gateway(502, `<html>${' '.repeat(3989)}nginx`)).toBe('nginx');
    expect(gateway(502, `<html>${' '.repeat(3990)}nginx`)).toBe('an unnamed gateway');
  });

  it('is told', () => {
    const says = findFact('response.fromGateway')?.definition.says;
    expect(says?.('nginx', new Facts(exchangeWith(), undefined, {}), '')).toBe(
      'this is an answer of nginx, not of the API',
    );
  });
});
