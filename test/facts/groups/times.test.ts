import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../../src/causes/pack.js';
import type { Exchange } from '../../../src/exchange/exchange.js';
import type { Stated } from '../../../src/facts/fact.js';
import { Facts } from '../../../src/facts/facts.js';
import type { Scheme } from '../../../src/signing/scheme.js';
import { exchangeWith } from '../../support/exchange.js';
import { told } from '../../support/facts.js';

const DATE = 'Mon, 21 Sep 2026 14:13:20 GMT';
const NOW = 1_790_000_000;
type Parts = Parameters<typeof exchangeWith>[0];

const packWith = (time: Partial<Scheme['time']> | undefined): PackSettings => ({
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {},
  signatures: {
    request: {
      name: 'request signature',
      by: 'client',
      mac: 'hmac-sha256',
      message: { body: true },
      encode: 'hex',
      at: { header: 'X-Signature' },
      causes: {},
      references: [],
      ...(time && {
        time: { from: { header: 'X-Time' }, unit: ['s', 'iso'], past: 300, future: 60, ...time },
      }),
    },
  },
  references: {},
});

describe('a signed timestamp', () => {
  const of = (name: string, stamp: string | undefined, parts: Parts = {}, stated: Stated = {}, time = {}) => {
    const headers: Record<string, string> = stamp === undefined ? {} : { 'X-Time': stamp };
    const exchange: Exchange = {
      ...exchangeWith({ headers, responseHeaders: { Date: DATE }, ...parts }),
      time: { start: 0, end: 0 },
    };
    return told(new Facts(exchange, packWith(time), stated), `timestamp.${name}`);
  };

  it.each<[name: string, stamp: string | undefined, expected: unknown[]]>([
    ['sent', '17', ['17', 'X-Time is "17"']],
    ['sent', undefined, [undefined, 'the request has no X-Time header']],
    ['unit', `${NOW}`, ['s', 'the timestamp is in Unix seconds']],
    ['unit', undefined, [undefined, expect.any(String)]],
    ['digits', '2026-09-21', [8, 'the timestamp has 8 digits']],
    [
      'unitAccepted',
      `${NOW}`,
      [true, 'the provider reads timestamps of this form (it documents Unix seconds or ISO 8601)'],
    ],
    [
      'unitAccepted',
      `${NOW}000`,
      [false, 'the provider does not read timestamps of this form (it documents Unix seconds or ISO 8601)'],
    ],
    ['age', `${NOW - 90}`, [90, "X-Time lies 90 s before the answer's Date"]],
    ['age', `${NOW + 90}000`, [-90, "X-Time lies 90 s after the answer's Date"]],
    ['ageAtLeast', `${NOW - 90}`, [89, 'the timestamp was at least 89 s old when the server read it']],
    ['aheadAtLeast', `${NOW + 90}`, [89, "the timestamp lay at least 89 s ahead of the server's clock"]],
    [
      'window',
      `${NOW - 400}`,
      ['past', 'X-Time was older than the 300 s that are accepted when it was read'],
    ],
    [
      'window',
      `${NOW + 400}`,
      ['future', 'X-Time lay further ahead than the 60 s that are accepted when it was read'],
    ],
    ['window', `${NOW}`, ['inside', 'X-Time was inside the documented window when it was read']],
    [
      'window',
      `${NOW - 300}`,
      [undefined, 'whether the timestamp was inside the documented window cannot be told to the second'],
    ],
    ['window', `${NOW}000`, [undefined, expect.any(String)]],
    ['zoneHours', `${NOW - 7200}`, [2, 'the difference is 2 h to the minute: local time was taken for UTC']],
    ['zoneHours', `${NOW - 700}`, [undefined, 'no time zone explains the difference']],
    ['age', 'soon', ['not-collected', 'the time of the request']],
    ['window', 'soon', ['not-collected', 'the time of the request']],
    ['zoneHours', 'soon', ['not-collected', 'the time of the request']],
  ])('%s of %s', (name, stamp, expected) => expect(of(name, stamp)).toEqual(expected));

  it('is compared with a stated time where the answer has none', () => {
    const undated = { responseHeaders: {} };
    expect(of('age', `${NOW - 90}`, undated, { now: NOW * 1000 })).toEqual([
      90,
      'X-Time lies 90 s before the time given with --now',
    ]);
    for (const name of ['age', 'window', 'zoneHours'])
      expect(of(name, `${NOW}`, undated)).toEqual([
        'not-collected',
        "the server's clock (the answer's Date header)",
      ]);
  });

  it('may travel with the signature, or not at all', () => {
    expect(of('sent', undefined, {}, {}, { from: { param: 't' } })[1]).toBe(
      'the request has no timestamp: the parameter t is missing',
    );
    const facts = new Facts(exchangeWith(), packWith(undefined), {});
    expect(told(facts, 'timestamp.sent')).toEqual(['failed', 'the pack describes no signed timestamp']);
    expect(told(facts, 'timestamp.unit')).toEqual(['failed', 'the pack describes no signed timestamp']);
  });
});

describe('the clocks of both sides', () => {
  const of = (name: string, parts: Parts, time?: Exchange['time'], pack?: PackSettings) => {
    const exchange = exchangeWith({ responseHeaders: { Date: DATE }, ...parts });
    return told(new Facts({ ...exchange, time }, pack, {}), `clock.${name}`);
  };
  const at = (seconds: number) => ({ end: (NOW + seconds) * 1000 });

  it('differ by more than ten minutes', () => {
    expect(of('offset', {}, at(-601))).toEqual([
      601,
      "the recording machine's clock is 601 s behind the server's",
    ]);
    expect(of('offset', {}, at(601))).toEqual([
      -601,
      "the recording machine's clock is 601 s ahead of the server's",
    ]);
    expect(of('offset', {}, at(-600))[0]).toBeUndefined();
    expect(of('offset', {}, { start: (NOW - 700) * 1000 })[0]).toBe(700);
    expect(of('offset', {}, { start: 0, end: (NOW - 700) * 1000 })[0]).toBe(700);
    expect(of('offset', {})[0]).toBeUndefined();
    expect(of('offset', { status: 404 }, at(-700))[0]).toBeUndefined();
    expect(of('offset', { responseHeaders: {} }, at(-700))[0]).toBeUndefined();
  });

  it.each([
    ['Date', DATE, 0],
    ['X-Amz-Date', '20260921T141220Z', 60],
    ['X-Timestamp', `${NOW - 60}`, 60],
    ['X-Acme-Time', `${NOW - 60}000`, 60],
    ['timestamp', '2026-09-21T14:12:20Z', 60],
    ['X-Time', '2026-09-21T16:12:20+02:00', 60],
    ['X-Time', '2026-09-21T14:14:20.4Z', -60],
    ['X-Time', '2026-09-21T14:12:20', undefined],
    ['X-Time', '17', undefined],
    ['X-Time', 'soon', undefined],
    ['X-Created', `${NOW}`, undefined],
    ['If-Unmodified-Since', DATE, undefined],
  ])('by %s: %s lie %s s apart', (name, stamp, age) => {
    const parts = { headers: { [name]: stamp } };
    expect(of('stampAge', parts)[0]).toBe(age);
    expect(of('stampOff', parts)[0]).toBe(age === undefined ? undefined : Math.abs(age));
  });

  it('are told by the name of the stamp', () => {
    const stamp = (seconds: number) => ({ headers: { 'X-Time': String(NOW + seconds) } });
    expect(of('stampAge', stamp(-60))[1]).toBe("X-Time lies 60 s before the answer's Date");
    expect(of('stampAge', stamp(60))[1]).toBe("X-Time lies 60 s after the answer's Date");
    expect(of('stampOff', stamp(60))).toEqual([60, 'the stamp lies 60 s from the clock of the server']);
    expect(of('stampAge', { ...stamp(60), status: 404 })[0]).toBeUndefined();
    expect(of('stampAge', { ...stamp(60), responseHeaders: {} })[0]).toBe('not-collected');
    expect(of('stampOff', { ...stamp(60), responseHeaders: {} })[0]).toBe('not-collected');
    expect(of('stampAge', stamp(60), undefined, packWith({}))[0]).toBeUndefined();
    expect(of('stampAge', stamp(60), undefined, packWith(undefined))[0]).toBe(-60);
  });
});

describe('a limit of calls', () => {
  const of = (name: string, headers: Record<string, string>, status = 429) =>
    told(new Facts(exchangeWith({ status, responseHeaders: headers }), undefined, {}), `rate.${name}`);

  it.each<[name: string, headers: Record<string, string>, expected: unknown[]]>([
    ['wait', { 'Retry-After': '30' }, [30, 'the answer asks to wait 30 s']],
    ['remaining', { 'X-RateLimit-Remaining': '3' }, [3, '3 calls are left in the window']],
    ['limit', { 'X-RateLimit-Limit': '100' }, [100, 'the limit is 100 calls']],
    [
      'usedUp',
      { 'X-RateLimit-Remaining': '0' },
      [true, 'the answer says that no call is left in the window'],
    ],
    ['usedUp', {}, [false, expect.any(String)]],
    ['retryAfterForm', { 'Retry-After': '30.5' }, ['seconds', 'Retry-After is "30.5"']],
    ['retryAfterForm', { 'Retry-After': 'Soon, perhaps' }, ['other', 'Retry-After is "Soon, perhaps"']],
    [
      'retryAfterForm',
      { 'Retry-After': 'Monday, 21-Sep-26 14:13:20 GMT' },
      ['http-date', expect.any(String)],
    ],
    ['retryAfterForm', { 'Retry-After': '1000000000' }, ['seconds', expect.any(String)]],
    ['retryAfterForm', { 'Retry-After': '1000000001' }, ['epoch', expect.any(String)]],
    ['retryAfterForm', { 'Retry-After': '100000000001' }, ['epoch-ms', expect.any(String)]],
    ['oddRetryAfter', { 'Retry-After': 'soon' }, [true, 'Retry-After is "soon"']],
    ['oddRetryAfter', { 'Retry-After': '5' }, [false, 'Retry-After is "5"']],
    ['oddRetryAfter', {}, [false, expect.any(String)]],
    [
      'oddReset',
      { 'X-RateLimit-Reset': '1790000000000' },
      ['epoch-ms', 'X-RateLimit-Reset is 1790000000000, an epoch in milliseconds'],
    ],
    [
      'oddReset',
      { 'RateLimit-Reset': '1789999999', Date: DATE },
      ['past-epoch', 'RateLimit-Reset is 1789999999, an epoch that is over'],
    ],
    ['oddReset', { 'X-Rate-Limit-Reset': '1790000000', Date: DATE }, [undefined, expect.any(String)]],
    ['oddReset', { 'X-RateLimit-Reset': '1789999999' }, [undefined, expect.any(String)]],
    ['oddReset', { 'My-X-RateLimit-Reset': '1790000000000' }, [undefined, expect.any(String)]],
    ['oddReset', { 'X-RateLimit-Reset': '17900000000001' }, [undefined, expect.any(String)]],
  ])('%s of %j', (name, headers, expected) => expect(of(name, headers)).toEqual(expected));

  it.each([
    [403, true],
    [429, true],
    [503, true],
    [400, false],
  ])('refuses under %s: %s', (status, refuses) => {
    expect(of('usedUp', { 'X-RateLimit-Remaining': '0' }, status)[0]).toBe(refuses);
    expect(of('oddRetryAfter', { 'Retry-After': 'soon' }, status)[0]).toBe(refuses);
    expect(of('oddReset', { 'X-RateLimit-Reset': '1790000000000' }, status)[0]).toBe(
      refuses ? 'epoch-ms' : undefined,
    );
  });
});
