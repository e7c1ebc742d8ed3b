import { describe, expect, it } from 'vitest';
import { call, factsOf, factValue } from '../support/facts.js';

const fact = (capture: string, name: string) => factValue(factsOf(capture), name);
const DATE = 'Date: Mon, 21 Sep 2026 14:13:20 GMT';
const limited = (...fields: string[]) => call({ status: '429 Too Many Requests', answerHeaders: fields });

describe('how long to wait', () => {
  it.each([
    [['Retry-After: 30'], 30],
    [['Retry-After: 2.0'], 2],
    [[DATE, 'Retry-After: Mon, 21 Sep 2026 14:14:20 GMT'], 60],
    [[DATE, 'Retry-After: 1790000060'], 60],
    [[DATE, 'Retry-After: 1790000060000'], 60],
    [[DATE, 'Retry-After: 1789999990'], 0],
    [['X-RateLimit-Reset: 30'], 30],
    [[DATE, 'X-RateLimit-Reset: 1790000060'], 60],
    [[DATE, 'X-Rate-Limit-Reset: 1790000060000'], 60],
    [['RateLimit: "default";r=0;t=30'], 30],
    [['RateLimit: limit=100, remaining=0, reset=30'], 30],
    [['Retry-After: soon'], undefined],
    [['Retry-After: 1790000060'], undefined],
    [['Retry-After: -5'], undefined],
    [[], 'not-collected'],
  ])('%j: %s', (fields, wait) => expect(fact(limited(...fields), 'rate.wait')).toBe(wait));
});

describe('forms that are misread', () => {
  it.each([
    ['30', 'seconds', false],
    ['Mon, 21 Sep 2026 14:14:20 GMT', 'http-date', true],
    ['1790000060', 'epoch', true],
    ['1790000060000', 'epoch-ms', true],
    ['soon', 'other', true],
  ])('Retry-After %s is %s', (text, form, odd) => {
    expect(fact(limited(`Retry-After: ${text}`), 'rate.retryAfterForm')).toBe(form);
    expect(fact(limited(`Retry-After: ${text}`), 'rate.oddRetryAfter')).toBe(odd);
  });

  it.each([
    ['30', undefined],
    ['1790000060', undefined],
    ['1790000060000', 'epoch-ms'],
    ['1789999990', 'past-epoch'],
  ])('a reset of %s is %s', (text, form) =>
    expect(fact(limited(DATE, `X-RateLimit-Reset: ${text}`), 'rate.oddReset')).toBe(form),
  );

  it('matter to a refusal only', () =>
    expect(
      fact(call({ status: '200 OK', answerHeaders: ['X-RateLimit-Reset: 1790000060000'] }), 'rate.oddReset'),
    ).toBeUndefined());
});

describe('rate.usedUp', () => {
  it.each([
    ['429 Too Many Requests', 'X-RateLimit-Remaining: 0', true],
    ['403 Forbidden', 'RateLimit-Remaining: 0', true],
    ['403 Forbidden', 'X-RateLimit-Remaining: 17', false],
    ['404 Not Found', 'X-RateLimit-Remaining: 0', false],
    ['429 Too Many Requests', 'X-Other: 0', false],
  ])('%s with %s: %s', (status, field, value) =>
    expect(fact(call({ status, answerHeaders: [field] }), 'rate.usedUp')).toBe(value),
  );
});

const write = (status: string, headers: string[] = [], answerHeaders: string[] = []) =>
  call({ line: 'POST /v1/payments HTTP/1.1', body: '{"amount":5}', status, headers, answerHeaders });

describe('idempotency keys of APIs that no pack describes', () => {
  it.each([
    ['order_undefined', 'from-missing-value'],
    ['order-None', 'from-missing-value'],
    ['{{uuid}}', 'placeholder'],
    ['a1'.repeat(128), 'too-long'],
    ['order-nonesuch', undefined],
    ['0f9c2f1e-6f6b-4b54-9f57-0d2b6d0e7e11', undefined],
  ])('%s: %s', (key, fault) =>
    expect(fact(write('409 Conflict', [`Idempotency-Key: ${key}`]), 'idempotency.fault')).toBe(fault),
  );

  it.each([
    ['500 Internal Server Error', [], true],
    ['503 Service Unavailable', [], true],
    ['500 Internal Server Error', ['Idempotency-Key: order-17'], false],
    ['500 Internal Server Error', ['X-Request-Id: order-17'], false],
    ['422 Unprocessable Entity', [], false],
    ['201 Created', [], false],
  ])('a write that ended in %s with %j is unprotected: %s', (status, headers, value) =>
    expect(fact(write(status, headers), 'idempotency.unprotected')).toBe(value),
  );

  it('an unanswered write is unprotected, one that never left is not', () => {
    const sent = ['> POST /v1/payments HTTP/1.1', '> Host: api.shop.example', '> Content-Length: 12', '>'];
    const ended = (...last: string[]) => fact([...sent, ...last].join('\n'), 'idempotency.unprotected');
    expect(ended('curl: (52) Empty reply from server')).toBe(true);
    expect(fact('curl: (6) Could not resolve host: api.shop.example', 'idempotency.unprotected')).toBe(false);
  });

  it.each([
    ['Idempotent-Replayed: true', true],
    ['X-Idempotency-Replay: true', true],
    ['Idempotent-Replayed: false', false],
    ['X-Replay: true', false],
  ])('%s: a stored answer is %s', (field, value) =>
    expect(fact(write('500 Internal Server Error', [], [field]), 'idempotency.replayed')).toBe(value),
  );
});

describe('webhook deliveries', () => {
  const log = (parts: object) =>
    JSON.stringify({
      id: 'wd_1',
      event: 'payment.done',
      url: 'https://shop.example/in',
      status: 'failed',
      ...parts,
    });
  const attempt = (statusCode: number) => ({ attempts: [{ at: '2026-09-21T14:13:20Z', statusCode }] });

  it.each([
    [{ error: 'certificate has expired' }, 'tls'],
    [{ error: 'getaddrinfo ENOTFOUND' }, 'dns'],
    [{ error: 'TIMEOUT' }, 'too-slow'],
    [{ error: 'ECONNREFUSED' }, 'unreachable'],
    [{ error: 'private address' }, 'address'],
    [{ url: 'http://localhost:3000/in', attempts: [] }, 'address'],
    [attempt(301), 'redirect'],
    [attempt(404), 'wrong-path'],
    [attempt(403), 'refused'],
    [attempt(502), 'handler'],
    [{ status: 'delivered', ...attempt(200) }, undefined],
  ])('%j: %s', (parts, fault) =>
    expect(fact(log({ attempts: [{}], ...parts }), 'delivery.fault')).toBe(fault),
  );

  it('no other exchange is one', () =>
    expect(fact(call({ status: '404 Not Found' }), 'delivery.fault')).toBeUndefined());
});
