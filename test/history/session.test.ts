import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Facts } from '../../src/facts/facts.js';
import { REMEMBERED, Session } from '../../src/history/session.js';
import { type Call, exchangesOf, logOf, told } from '../support/sessions.js';

const session: readonly Call[] = [
  { at: 0 },
  { at: 1, method: 'POST', headers: { 'Idempotency-Key': 'errdoctor-1' }, body: { amount: 1 }, status: 201 },
  {
    at: 2,
    method: 'POST',
    headers: { 'Idempotency-Key': 'errdoctor-1' },
    body: { amount: 2 },
    status: 409,
    answer: { error: { message: 'idempotency key already used' } },
  },
  { at: 3, method: 'POST', path: '/v1/refunds', body: { amount: 1 }, status: 500 },
  { at: 4, method: 'POST', path: '/v1/refunds', body: { amount: 1 }, status: 201 },
  { at: 5, status: 401 },
  { at: 6, status: 401 },
];

describe('a session', () => {
  it('is told as one story', async () => {
    expect(await told(logOf(session))).toEqual({
      3: ['http/idempotency-key-reused'],
      4: [expect.any(String)],
      5: ['http/write-repeated-blindly'],
      6: ['http/credential-stopped-working'],
      7: ['http/credential-stopped-working', 'http/retried-unchanged'],
    });
  });

  it('each by itself says nothing of the others', async () => {
    const alone = Object.values(await told(logOf(session), { stateless: true })).flat();
    expect(alone).not.toContain('http/write-repeated-blindly');
    expect(alone).not.toContain('http/credential-stopped-working');
    expect(alone).not.toContain('http/retried-unchanged');
  });

  it('has the order of its times, whatever the order of its lines', async () => {
    const inOrder = Object.values(await told(logOf(session))).sort();
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...session], { minLength: session.length }), async (shuffled) => {
        expect(Object.values(await told(logOf(shuffled))).sort()).toEqual(inOrder);
      }),
      { numRuns: 20 },
    );
  });

  it('looks back on the latest ten thousand, and reads only what is asked for', () => {
    const count = REMEMBERED + 500;
    const calls = Array.from(
      { length: count },
      (_, index): Call => ({ at: index, path: `/v1/${index % 7}` }),
    );
    const exchanges = exchangesOf(logOf(calls));
    let read = 0;
    const long = new Session(exchanges, (exchange) => {
      read++;
      return new Facts(exchange, undefined, {});
    });
    expect(long.ordered).toHaveLength(REMEMBERED);
    expect(long.entry(exchanges[0] as never)).toBeUndefined();
    const last = long.entry(exchanges[count - 1] as never);
    let asked = 0;
    for (let turn = 0; turn < 3; turn++) {
      long.sharing(
        'path',
        (entry) => {
          asked++;
          return entry.path;
        },
        last?.path,
      );
    }
    expect({ asked, read }).toEqual({ asked: REMEMBERED, read: 0 });
  });
});
