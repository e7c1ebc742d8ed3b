import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Facts, findFact } from '../../src/facts/facts.js';
import { zoneHoursOf } from '../../src/signing/timestamp.js';
import { exchangeWith } from '../support/exchange.js';
import { factValue } from '../support/facts.js';

const NOW = 1_790_000_000;
const DATE = 'Mon, 21 Sep 2026 14:13:20 GMT';

const pack: PackSettings = {
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
      time: { from: { header: 'X-Timestamp' }, unit: ['s'], past: 60, future: 60 },
      causes: {},
      references: [],
    },
  },
  references: {},
};

interface Call {
  /** Seconds before the answer's Date. */
  readonly stamped: number;
  readonly took?: number;
  readonly age?: number;
}

function stamped({ stamped, took, age }: Call): Facts {
  const exchange: Exchange = {
    ...exchangeWith({
      headers: { 'X-Timestamp': String(NOW - stamped) },
      responseHeaders: { Date: DATE, ...(age !== undefined && { Age: String(age) }) },
    }),
    // The recorder's own clock is years off: only the difference counts.
    ...(took !== undefined && { time: { start: 5000, end: 5000 + took * 1000 } }),
  };
  return new Facts(exchange, pack, {});
}

describe('the window of a signed timestamp', () => {
  it.each<[Call, string | undefined]>([
    [{ stamped: 10, took: 0 }, 'inside'],
    [{ stamped: 59, took: 0 }, 'inside'],
    [{ stamped: 60, took: 0 }, undefined],
    [{ stamped: 61, took: 0 }, undefined],
    [{ stamped: 62, took: 0 }, 'past'],
    [{ stamped: 70, took: 10 }, undefined],
    [{ stamped: 72, took: 10 }, 'past'],
    // Nobody timed the call: it may have taken a minute.
    [{ stamped: 100 }, undefined],
    [{ stamped: 122 }, 'past'],
    [{ stamped: -60, took: 0 }, undefined],
    [{ stamped: -61, took: 0 }, undefined],
    [{ stamped: -62 }, 'future'],
    [{ stamped: -80, age: 20 }, undefined],
    [{ stamped: -82, age: 20 }, 'future'],
  ])('%j: %s', (one, side) => expect(factValue(stamped(one), 'timestamp.window')).toBe(side));

  it('is open for another unit, and for an answer without Date', () => {
    const value = (headers: Record<string, string>, responseHeaders: Record<string, string>) =>
      factValue(new Facts(exchangeWith({ headers, responseHeaders }), pack, {}), 'timestamp.window');
    expect(value({ 'X-Timestamp': `${NOW}000` }, { Date: DATE })).toBeUndefined();
    expect(value({ 'X-Timestamp': String(NOW) }, {})).toBe('not-collected');
  });

  it('takes a time that was given for the moment of reading', () => {
    const exchange = exchangeWith({ headers: { 'X-Timestamp': String(NOW - 61) } });
    const facts = new Facts(exchange, pack, { now: NOW * 1000 });
    expect(factValue(facts, 'timestamp.window')).toBe('past');
    expect(findFact('timestamp.age')?.definition.says?.(61, facts, '')).toBe(
      'X-Timestamp lies 61 s before the time given with --now',
    );
  });

  it('gives bounds in seconds', () => {
    const facts = stamped({ stamped: 100, took: 4 });
    expect(factValue(facts, 'timestamp.age')).toBe(100);
    expect(factValue(facts, 'timestamp.ageAtLeast')).toBe(95);
    expect(factValue(facts, 'timestamp.aheadAtLeast')).toBe(-101);
  });
});

describe('the time of a bearer token', () => {
  const token = (claims: object, took?: number) => {
    const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
    const exchange = exchangeWith({
      headers: { Authorization: `Bearer eyJhbGciOiJub25lIn0.${payload}.` },
      responseHeaders: { Date: DATE },
    });
    return new Facts(
      took === undefined ? exchange : { ...exchange, time: { start: 0, end: took * 1000 } },
      undefined,
      {},
    );
  };
  it.each([
    [{ exp: NOW - 3 }, 1, 'token.expiredForAtLeast', 1],
    [{ exp: NOW - 3 }, 5, 'token.expiredForAtLeast', -3],
    [{ exp: NOW - 100 }, undefined, 'token.expiredForAtLeast', 39],
    [{ nbf: NOW + 3 }, undefined, 'token.earlyByAtLeast', 2],
  ])('%j after a call of %s s: %s is %d', (claims, took, name, value) =>
    expect(factValue(token(claims, took), name)).toBe(value),
  );
});

describe('differences that a time zone explains', () => {
  it.each([
    [7200, 2],
    [-19_800, -5.5],
    [-20_700, -5.75],
    [49_500, 13.75],
    [50_400, 14],
    [20_739, 5.75],
    // Nobody's offset.
    [4500, undefined],
    [54_000, undefined],
    [7300, undefined],
    [0, undefined],
  ])('%d s: %s h', (seconds, hours) => expect(zoneHoursOf(seconds)).toBe(hours));
});
