import { describe, expect, test } from 'vitest';
import { UnreadableInput } from '../../../src/input/format.js';
import deliveries from '../../../src/input/formats/webhook-deliveries.js';
import { sniffWith } from '../../support/captured.js';
import { toldBy } from '../../support/told.js';

const failed = {
  id: 'wd_1',
  event: 'payment.done',
  url: 'https://hooks.example.org/in',
  status: 'failed',
  error: 'TLS_ERROR',
  attempts: [
    { at: '2026-09-21T14:13:20Z', statusCode: 500 },
    { at: '2026-09-21T14:14:20Z', statusCode: 502 },
  ],
};
const delivered = {
  ...failed,
  id: 'wd_2',
  status: 'delivered',
  error: undefined,
  attempts: [{ statusCode: 200 }],
};

describe('the log of webhook deliveries', () => {
  test('gives the delivery as the request and its latest attempt as the answer', () => {
    const told = toldBy(deliveries, JSON.stringify(failed, null, 2));
    const [exchange] = told.exchanges;
    expect(exchange?.delivery).toBe(true);
    expect(exchange?.request).toMatchObject({ method: 'POST', url: failed.url });
    expect(exchange?.request?.headers.proveAbsence('authorization')).toBe(false);
    expect(exchange?.response?.status).toBe(502);
    expect(told.at(exchange?.response?.statusAt)).toBe('502');
    expect(told.atBody(['error'])).toBe('TLS_ERROR');
  });

  test('takes the newest attempt, also where it stands first', () => {
    const newestFirst = { ...failed, attempts: [...failed.attempts].reverse() };
    expect(toldBy(deliveries, JSON.stringify(newestFirst)).exchanges[0]?.response?.status).toBe(502);
  });

  test.each([
    ['a list', [failed, delivered]],
    ['a page of a list', { data: [failed, delivered], hasMore: false }],
  ])('may be %s, and each record is an exchange', (_, value) => {
    const told = toldBy(deliveries, JSON.stringify(value));
    expect(told.exchanges.map(({ response }) => response?.status)).toEqual([502, 200]);
    expect(told.atBody(['id'], 1)).toBe('wd_2');
  });

  test.each([
    ['says that it was not delivered', { responseStatus: 302, delivered: false }, true],
    ['calls it failed', { responseStatus: 308, status: 'FAILED', attempt: 2 }, true],
    [
      'names an error beside a redirect',
      { responseStatus: 301, errorCode: 'ENDPOINT_ERROR', attempts: 3 },
      true,
    ],
    [
      'names an error of an earlier attempt',
      { responseStatus: 200, lastError: 'timeout', attempts: 3 },
      undefined,
    ],
    ['says that it was delivered', { responseStatus: 200, delivered: true, errorCode: 'TIMEOUT' }, undefined],
  ])('is a failure by its own word, whatever the status: %s', (_, members, isError) => {
    const record = JSON.stringify({ eventId: 'evt_1', url: failed.url, ...members });
    expect(sniffWith(deliveries, record)).toBe(0.7);
    expect(toldBy(deliveries, record).exchanges[0]?.response?.isError).toBe(isError);
  });

  test('says what is no delivery', () => {
    expect(toldBy(deliveries, JSON.stringify([failed, { a: 1 }])).problems).toEqual([
      '1 value is no delivery and was left out.',
    ]);
    expect(() => toldBy(deliveries, '{"message":"no"}')).toThrow(UnreadableInput);
  });
});

describe('recognition', () => {
  test.each([
    ['a record', failed, 0.7],
    ['an error body', { error: 'TLS_ERROR', status: 502, url: 'https://api.example.com/x' }, 0],
    ['a payload', { event: 'payment.done', data: { amount: 100 } }, 0],
    ['an exchange', { request: { method: 'POST', url: failed.url }, response: { status: 500 } }, 0],
  ])('%s', (_, value, expected) => {
    expect(sniffWith(deliveries, JSON.stringify(value))).toBe(expected);
  });
});
