import { describe, expect, it } from 'vitest';
import { factValue } from '../support/facts.js';
import { BEGAN, type Call, lastFacts } from '../support/sessions.js';

const fact = (name: string, calls: readonly Call[], pack?: string) => factValue(lastFacts(calls, pack), name);

describe('idempotency keys', () => {
  const write = (call: Partial<Call>): Call => ({
    at: 0,
    method: 'POST',
    headers: { 'Idempotency-Key': 'order-errdoctor-1' },
    body: { amount: 4, to: { name: 'a' } },
    ...call,
  });
  const again = write({ at: 40, status: 409 });

  it.each([
    ['another value', { ...again, body: { amount: 5, to: { name: 'a' } } }, 'amount'],
    ['another value inside', { ...again, body: { amount: 4, to: { name: 'b' } } }, 'to.name'],
    ['one member more', { ...again, body: { amount: 4, to: { name: 'a' }, note: 1 } }, 'note'],
    ['another order', { ...again, body: { to: { name: 'a' }, amount: 4 } }, 'the order of the members alone'],
    ['other spaces', { ...again, body: '{"amount": 4,"to":{"name":"a"}}' }, 'white space alone'],
    ['another path', { ...again, path: '/v1/refunds' }, 'the path'],
    ['another method', { ...again, method: 'PUT' }, 'the method'],
  ])('%s is told', (_name, second, differs) => {
    expect(fact('history.keyReused', [write({}), second])).toBe(true);
    expect(fact('history.keyReusedField', [write({}), second])).toBe(differs);
    expect(fact('history.keyReusedAfter', [write({}), second])).toBe(40);
  });

  it('the same request again, another key, another host or a later one are no reuse', () => {
    const other = { ...again, body: { amount: 5 } };
    expect(fact('history.keyReused', [write({}), again])).toBeUndefined();
    expect(
      fact('history.keyReused', [write({ headers: { 'Idempotency-Key': 'b' } }), other]),
    ).toBeUndefined();
    expect(fact('history.keyReused', [write({ host: 'api.other.example' }), other])).toBeUndefined();
    expect(fact('history.keyReused', [write({ at: 60 }), other])).toBeUndefined();
  });

  it('the same key of another credential belongs to another account', () => {
    const by = (who: string, call: Call) => ({
      ...call,
      headers: { ...call.headers, Authorization: `Bearer errdoctor-example-${who}` },
    });
    const other = { ...again, body: { amount: 5 } };
    expect(fact('history.keyReused', [by('one', write({})), by('two', other)])).toBeUndefined();
    expect(fact('history.keyReused', [by('one', write({})), by('one', other)])).toBe(true);
  });

  it('a key that has died may be used again, but then the work is done twice', () => {
    const headers = { 'X-Idempotency-Key': 'order-errdoctor-1' };
    const day = 86_400;
    const first = write({ headers });
    const late = write({ headers, at: day + 1, body: { amount: 5 }, status: 409 });
    expect(fact('history.keyReused', [first, late], 'pandabase')).toBeUndefined();
    expect(fact('history.keyReused', [first, { ...late, at: day - 1 }], 'pandabase')).toBe(true);
    expect(fact('history.keyOutlived', [first, write({ headers, at: day + 1 })], 'pandabase')).toBe(day + 1);
  });

  it.each([
    ['without a key', {}, {}, 'no-key'],
    ['with another key', { 'Idempotency-Key': 'a' }, { 'Idempotency-Key': 'b' }, 'other-key'],
    ['with the same key', { 'Idempotency-Key': 'a' }, { 'Idempotency-Key': 'a' }, undefined],
  ])('a write of unknown outcome repeated %s', (_name, first, second, said) => {
    const calls = [write({ headers: first, status: 500 }), write({ headers: second, at: 2, status: 201 })];
    expect(fact('history.blindRepeat', calls)).toBe(said);
    const looked: Call = { at: 1, method: 'GET' };
    expect(fact('history.blindRepeat', [calls[0] as Call, looked, calls[1] as Call])).toBeUndefined();
  });
});

describe('credentials', () => {
  const refused: Call = { at: 100, status: 401 };

  it('one that worked until a time, and never after', () => {
    expect(fact('history.credentialWorkedUntil', [{ at: 10 }, { at: 20 }, refused])).toBe(BEGAN + 20_000);
    expect(fact('history.credentialWorkedUntil', [{ at: 10 }, { at: 120 }, refused])).toBeUndefined();
    expect(
      fact('history.credentialWorkedUntil', [{ at: 10, token: 'errdoctor-other' }, refused]),
    ).toBeUndefined();
  });

  it('a 403 tells of the credential only where the route was open before', () => {
    const forbidden = { ...refused, status: 403 };
    expect(fact('history.credentialWorkedUntil', [{ at: 10 }, forbidden])).toBe(BEGAN + 10_000);
    expect(fact('history.credentialWorkedUntil', [{ at: 10, path: '/v1/me' }, forbidden])).toBeUndefined();
  });

  it('another one that works since, and one that never worked', () => {
    const other: Call = { at: 110, token: 'errdoctor-other' };
    expect(fact('history.otherCredentialWorks', [other, refused])).toBe(BEGAN + 110_000);
    expect(fact('history.otherCredentialWorks', [{ ...other, at: 90 }, refused])).toBeUndefined();
    expect(fact('history.otherCredentialWorks', [other, { at: 120 }, refused])).toBeUndefined();
    expect(fact('history.allRefused', [other, { at: 1, status: 403 }, refused])).toBe(2);
    expect(fact('history.allRefused', [{ at: 1 }, refused])).toBeUndefined();
  });

  it('what a recorder masked is compared with nothing', () => {
    const masked = { at: 10, token: '[REDACTED]' };
    expect(
      fact('history.credentialWorkedUntil', [masked, { ...refused, token: '[REDACTED]' }]),
    ).toBeUndefined();
  });
});

describe('attempts', () => {
  const failed = (at: number, call: Partial<Call> = {}): Call => ({ at, status: 503, ...call });

  it('are counted while they fail, within an hour', () => {
    expect(fact('history.tries', [failed(0), failed(1), failed(3)])).toBe(3);
    expect(fact('history.tries', [failed(0), { at: 1 }, failed(3)])).toBe(1);
    expect(fact('history.tries', [failed(0), failed(4000)])).toBe(1);
    expect(fact('history.tries', [failed(0, { path: '/v1/other' }), failed(1)])).toBe(1);
    expect(fact('history.failuresInRow', [failed(0), failed(1, { status: 429 }), failed(2), failed(3)])).toBe(
      2,
    );
  });

  it('are too many by the documented number, else beyond five retries', () => {
    const times = (count: number) => Array.from({ length: count }, (_, index) => failed(index));
    expect(fact('history.triedTooOften', times(6))).toBeUndefined();
    expect(fact('history.triedTooOften', times(7))).toBe(6);
  });

  it('that change nothing after a refusal for good', () => {
    const refused = (at: number, call: Partial<Call> = {}) => failed(at, { status: 400, ...call });
    expect(fact('history.retriedUnchanged', [refused(0), refused(1)])).toBe(400);
    expect(fact('history.retriedUnchanged', [refused(0, { status: 429 }), refused(1)])).toBeUndefined();
    expect(
      fact('history.retriedUnchanged', [refused(0), refused(1, { token: 'errdoctor-new' })]),
    ).toBeUndefined();
    const signed = { status: 401, headers: { 'X-Signature': 'b' } };
    expect(
      fact('history.retriedUnchanged', [
        refused(0, { ...signed, headers: { 'X-Signature': 'a' } }),
        refused(1, signed),
      ]),
    ).toBeUndefined();
    const traced = (id: string) => ({ headers: { 'X-Request-Id': id } });
    expect(fact('history.retriedUnchanged', [refused(0, traced('a')), refused(1, traced('b'))])).toBe(400);
  });

  it('that come before the wait is over, of any call with the credential', () => {
    const limited = (at: number, path = '/v1/orders') =>
      failed(at, { status: 429, path, answerHeaders: { 'Retry-After': '30' } });
    expect(fact('history.retriedTooEarly', [limited(0, '/v1/other'), limited(10)])).toBe(20);
    expect(fact('history.retriedTooEarly', [limited(0), limited(10), limited(20)])).toBe(20);
    expect(fact('history.retriedTooEarly', [limited(0), limited(31)])).toBeUndefined();
    const down = (at: number, path?: string) => ({ ...limited(at, path), status: 503 });
    expect(fact('history.retriedTooEarly', [down(0, '/v1/other'), down(10)])).toBeUndefined();
  });

  it('with exact waits, which only a log with the time of the answers shows', () => {
    const at = (...times: number[]) => times.map((time) => failed(time, { took: 100 }));
    expect(fact('history.exactWaits', at(0, 1.103, 3.205, 7.31))).toBe('1, 2, 4');
    expect(fact('history.exactWaits', at(0, 1.303, 3.905, 8.31))).toBeUndefined();
    expect(fact('history.exactWaits', at(0, 1.103, 3.205))).toBeUndefined();
    const untimed = at(0, 1, 3, 7).map(({ took: _, ...call }) => call);
    expect(fact('history.exactWaits', untimed)).toBeUndefined();
  });

  it('with a timestamp that was signed before', () => {
    const stamped = (at: number, stamp: string): Call => ({
      at,
      status: 401,
      headers: {
        Authorization: 'Platform plt_errdoctor_0001',
        'X-Request-Timestamp': stamp,
        'X-Platform-Signature': 'ab',
      },
    });
    expect(
      fact(
        'history.timestampReused',
        [stamped(0, '1790000000417'), stamped(9, '1790000000417')],
        'pandabase',
      ),
    ).toBe(true);
    expect(
      fact(
        'history.timestampReused',
        [stamped(0, '1790000000417'), stamped(9, '1790000009417')],
        'pandabase',
      ),
    ).toBeUndefined();
  });
});

describe('rate windows', () => {
  const calls = Array.from(
    { length: 100 },
    (_, index): Call => ({ at: index / 2, path: `/v1/orders/${index}` }),
  );
  const refused: Call = { at: 51, status: 429, answerHeaders: { 'RateLimit-Policy': '"default";q=80;w=30' } };

  it('the calls inside are counted, those that were turned away are not', () => {
    expect(fact('history.windowCalls', [...calls, refused])).toBe(58);
    expect(fact('history.windowUsedUp', [...calls, refused])).toBe(false);
    expect(fact('history.windowCalls', [...calls, { ...refused, at: 50.5 }, refused])).toBe(58);
    expect(fact('history.window', [...calls, refused])).toMatchObject({
      limit: 80,
      to: BEGAN + 51_000,
      from: BEGAN + 21_000,
      routes: [{ route: 'GET /v1/orders/{id}', calls: 58 }],
    });
  });

  it('no window is guessed', () => {
    expect(fact('history.windowCalls', [...calls, { at: 51, status: 429 }])).toBeUndefined();
  });
});

describe('without an order', () => {
  const write: Call = { method: 'POST', headers: { 'Idempotency-Key': 'a' }, body: { amount: 1 } };
  const other: Call = { ...write, body: { amount: 2 }, status: 409 };

  it('nothing is known where there are no times', () => {
    expect(fact('history.keyReused', [write, other])).toBe('not-collected');
  });

  it('two calls of the same time are not before one another', () => {
    expect(
      fact('history.keyReused', [
        { ...write, at: 1 },
        { ...other, at: 1 },
      ]),
    ).toBeUndefined();
  });

  it("the answers' Date orders where the recorder kept no times", () => {
    const dated = (call: Call, time: string) => ({
      ...call,
      answerHeaders: { Date: `Mon, 21 Sep 2026 ${time} GMT` },
    });
    expect(fact('history.keyReused', [dated(write, '12:26:40'), dated(other, '12:26:41')])).toBe(true);
    expect(fact('history.keyReused', [dated(write, '12:26:42'), dated(other, '12:26:41')])).toBeUndefined();
  });
});

describe('a value that an earlier answer gave out', () => {
  const quote = {
    at: 0,
    method: 'GET',
    path: '/v1/quote',
    answer: { quote: { key: '1640-"USD"-a1b2c3d4' } },
  };
  const use = (key: string): Call => ({
    at: 90,
    method: 'POST',
    path: '/v1/orders',
    body: { key },
    status: 409,
  });
  const since = (calls: readonly Call[]) => fact('history.issued.request.json.key', calls);

  it('is as old as the first answer that held it', () => {
    const newer = { ...quote, at: 60, answer: { quote: { key: '1641-"USD"-b1b2c3d4' } } };
    const seenAgain = { ...quote, at: 70 };
    expect(since([quote, newer, seenAgain, use('1640-"USD"-a1b2c3d4')])).toBe(90);
    expect(since([quote, newer, use('1641-"USD"-b1b2c3d4')])).toBe(30);
  });

  it('came from nowhere where no answer of this host held it before', () => {
    expect(since([quote, use('1640-"EUR"-a1b2c3d4')])).toBeUndefined();
    expect(since([{ ...quote, at: 95 }, use('1640-"USD"-a1b2c3d4')])).toBeUndefined();
    expect(since([{ ...quote, host: 'api.other.example' }, use('1640-"USD"-a1b2c3d4')])).toBeUndefined();
    expect(since([{ ...quote, status: 400 }, use('1640-"USD"-a1b2c3d4')])).toBeUndefined();
    expect(since([quote, use('1640')])).toBeUndefined();
  });
});
