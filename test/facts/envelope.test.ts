import { describe, expect, it } from 'vitest';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

const read = (answer: unknown, responseHeaders: Record<string, string> = {}) => {
  const { code, message, requestId, status, succeeded, items } = new Facts(
    exchangeWith({ answer, responseHeaders }),
    undefined,
    {},
  ).envelope;
  return {
    code: code?.text,
    message: message?.text,
    requestId: requestId?.text,
    status: status?.number,
    succeeded,
    items: items.length,
  };
};

describe('an answer that was cut inside a string', () => {
  const cut = (text: string) => new Facts(exchangeWith({ answer: text }), undefined, {});
  it.each([
    ['a code', '{"ok":false,"error":{"message":"no","code":"LINE_IT', { message: 'no', code: undefined }],
    ['an id', '{"message":"no","requestId":"req_4f', { message: 'no', requestId: undefined }],
    [
      'a message, whose beginning still says something',
      '{"code":"X_Y","message":"the key',
      { code: 'X_Y', message: 'the key' },
    ],
    ['a list of faults', '{"errors":[{"code":"A_B"},{"code":"C_', { items: 1 }],
  ])('has no half of %s', (_, text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it('tells no half of a value as a fact', () => {
    expect(cut('{"a":"x","b":{"c":"US').fact('response.json.b.c').is).toBe('not-collected');
    expect(cut('{"a":"x","b":{"c":"US').fact('response.json.a')).toMatchObject({ value: 'x' });
  });
});

describe('an envelope of nobody in particular', () => {
  it.each<[unknown, Partial<ReturnType<typeof read>>]>([
    [
      { ok: false, error: { code: 'X_Y', message: 'no', status: 401, requestId: 'req_1' } },
      { code: 'X_Y', message: 'no', requestId: 'req_1', status: 401, succeeded: false },
    ],
    [{ message: 'Unauthorized' }, { code: undefined, message: 'Unauthorized', succeeded: undefined }],
    [
      { error: 'invalid_grant', error_description: 'expired' },
      { code: 'invalid_grant', message: 'expired' },
    ],
    [{ error: 'Unauthorized' }, { code: undefined, message: 'Unauthorized' }],
    [
      { code: 'unauthorized', message: 'Invalid signature' },
      { code: 'unauthorized', message: 'Invalid signature' },
    ],
    [
      { success: false, error: 'limit must be a number' },
      { message: 'limit must be a number', succeeded: false },
    ],
    [
      { statusCode: 400, message: ['a must be set', 'b must be set'] },
      { message: 'a must be set; b must be set', status: 400 },
    ],
    [
      {
        type: 'https://example.com/probs/x',
        title: 'Out of credit',
        status: 403,
        detail: 'Your balance is 30.',
      },
      { code: undefined, message: 'Your balance is 30.', status: 403 },
    ],
    [
      {
        errors: [
          { field: 'a', message: 'x' },
          { field: 'b', message: 'y' },
        ],
      },
      { message: 'x', items: 2 },
    ],
    [{ retCode: 10004, retMsg: 'error sign!' }, { succeeded: undefined }],
    [
      { code: 429, message: 'slow down' },
      { code: undefined, status: 429 },
    ],
    [{ __type: 'com.example.tables.v2#ThrottlingException' }, { code: 'ThrottlingException' }],
    [{ __type: 'FooError:http://internal.example.com/coral/' }, { code: 'FooError' }],
    ['plain words', { message: 'plain words' }],
    [
      { status: 'error', message: 'No authorized IPs configured' },
      { message: 'No authorized IPs configured', succeeded: false },
    ],
  ])('%j', (answer, expected) => expect(read(answer)).toMatchObject(expected));

  it('takes the request id from a header when the body has none', () => {
    expect(read({ message: 'no' }, { 'X-Request-Id': 'r-7' }).requestId).toBe('r-7');
  });
});

describe('the failures that a pack describes', () => {
  const failed = (answer: unknown, failing: unknown) =>
    new Facts(
      exchangeWith({ status: 200, answer }),
      {
        id: 'acmepay',
        name: 'Acmepay',
        recognise: {},
        environments: {},
        references: {},
        envelope: { failed: { 'faults.0': failing } },
      },
      {},
    ).envelope.succeeded === false;

  it.each<[what: string, answer: unknown, failing: unknown, expected: boolean]>([
    ['a literal', { faults: [7] }, 7, true],
    ['another value', { faults: [8] }, 7, false],
    ['a beginning', { faults: ['EAPI:Invalid'] }, 'E*', true],
    ['another beginning', { faults: ['WAPI:Slow'] }, 'E*', false],
    ['any other than this', { faults: [10004] }, { not: 0 }, true],
    ['this very value', { faults: [0] }, { not: 0 }, false],
    ['no value', { faults: [] }, { not: 0 }, false],
  ])('%s', (_, answer, failing, expected) => expect(failed(answer, failing)).toBe(expected));

  it('reads a code from a header without the address behind it', () => {
    const facts = new Facts(
      exchangeWith({ responseHeaders: { 'X-Error-Type': 'AccessDenied:http://internal.example.com/' } }),
      {
        id: 'acmepay',
        name: 'Acmepay',
        recognise: {},
        environments: {},
        references: {},
        envelope: { code: ['header:x-error-type'] },
      },
      {},
    );
    expect(facts.envelope.code?.text).toBe('AccessDenied');
  });
});
