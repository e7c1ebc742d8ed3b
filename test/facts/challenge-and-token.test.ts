import { describe, expect, it } from 'vitest';
import { parseChallenges } from '../../src/facts/challenges.js';
import { call, factsOf, textAt, factValue } from '../support/facts.js';

describe('challenges of WWW-Authenticate', () => {
  it.each([
    ['Bearer', [['bearer', {}]]],
    ['Basic realm="a, b"', [['basic', { realm: 'a, b' }]]],
    [
      'Newauth realm="apps", type=1, title="Login to \\"apps\\"", Basic realm="simple"',
      [
        ['newauth', { realm: 'apps', type: '1', title: 'Login to "apps"' }],
        ['basic', { realm: 'simple' }],
      ],
    ],
    [
      'Negotiate YWJj==, Bearer error="invalid_token"',
      [
        ['negotiate', {}],
        ['bearer', { error: 'invalid_token' }],
      ],
    ],
    ['', []],
    ['=', []],
  ])('%s', (field, challenges) =>
    expect(parseChallenges(field).map(({ scheme, parameters }) => [scheme, parameters])).toEqual(challenges),
  );

  it('are read from several headers, and stand at the first', () => {
    const capture = call({
      answerHeaders: ['WWW-Authenticate: Basic realm="x"', 'WWW-Authenticate: Bearer'],
    });
    const facts = factsOf(capture);
    expect(factValue(facts, 'challenge.schemes')).toEqual(['basic', 'bearer']);
    expect(textAt(capture, facts, 'challenge.schemes')).toContain('Basic realm="x"');
  });

  it.each([
    ['Bearer error="invalid_token", error_description="The access token expired"', [true, true, false]],
    ['Bearer error="invalid_token"', [true, false, false]],
    ['Bearer error="insufficient_scope", scope="a b"', [false, false, true]],
    ['Bearer', [false, false, false]],
  ])('%s', (field, expected) => {
    const facts = factsOf(call({ answerHeaders: [`WWW-Authenticate: ${field}`] }));
    const names = ['challenge.tokenRefused', 'challenge.tokenExpired', 'challenge.scopeMissing'];
    expect(names.map((name) => factValue(facts, name))).toEqual(expected);
  });

  it('are not collected where the recorder drops headers', () => {
    const log = '{"method":"GET","url":"https://api.shop.example/v1/orders","status":401,"msg":"no"}';
    expect(factValue(factsOf(log), 'challenge.schemes')).toBe('not-collected');
  });
});

describe('the claims of a bearer token', () => {
  const NOW = Date.parse('2026-09-21T14:13:20Z') / 1000;
  const token = (claims: object) =>
    `Authorization: Bearer ${['{"alg":"none"}', JSON.stringify(claims)].map((part) => Buffer.from(part).toString('base64url')).join('.')}.errdoctor`;
  const facts = (claims: object, answerHeaders = ['Date: Mon, 21 Sep 2026 14:13:20 GMT']) =>
    factsOf(call({ headers: [token(claims)], answerHeaders }));

  it.each([
    [{ exp: NOW - 60 }, 'token.expired', true],
    [{ exp: NOW - 1 }, 'token.expired', false],
    [{ exp: NOW + 60 }, 'token.expired', false],
    [{ nbf: NOW + 60 }, 'token.early', true],
    [{ iat: NOW + 60 }, 'token.early', true],
    [{ nbf: NOW - 60, iat: NOW + 60 }, 'token.early', false],
    [{ exp: NOW - 60 }, 'token.expiredFor', 60],
    [{ aud: ['a', 'b'] }, 'token.audience', 'a, b'],
    [{ exp: 'soon' }, 'token.expires', undefined],
  ])('%j: %s is %s', (claims, name, value) => expect(factValue(facts(claims), name)).toBe(value));

  it("waits for the server's clock", () => {
    expect(factValue(facts({ exp: NOW - 60 }, []), 'token.expired')).toBe('not-collected');
    const stated = factsOf(call({ headers: [token({ exp: NOW - 60 })] }), { now: NOW * 1000 });
    expect(factValue(stated, 'token.expired')).toBe(true);
  });

  it.each([
    'Authorization: Bearer errdoctor-opaque',
    'Authorization: Bearer eyJh.!.x',
    'Authorization: Bearer eyJhbGciOi.e30.',
  ])('%s has none', (header) =>
    expect(factValue(factsOf(call({ headers: [header] })), 'token.expires')).toBeUndefined(),
  );

  it('of a masked header are not collected', () =>
    expect(factValue(factsOf(call({ headers: ['Authorization: [REDACTED]'] })), 'token.expires')).toBe(
      'not-collected',
    ));
});

describe('clocks', () => {
  const age = (headers: string[]) =>
    factValue(
      factsOf(call({ headers, answerHeaders: ['Date: Mon, 21 Sep 2026 14:13:20 GMT'] })),
      'clock.stampAge',
    );

  it.each([
    ['X-Timestamp: 1789999700', 300],
    ['X-Timestamp: 1789999700000', 300],
    ['X-Amz-Date: 20260921T140820Z', 300],
    ['X-Request-Time: yesterday', undefined],
    ['X-Timestamp: 17', undefined],
    ['X-Created-By: 1789999700', undefined],
  ])('%s lies %s s before the server', (header, seconds) => expect(age([header])).toBe(seconds));

  it('need the Date of the answer', () =>
    expect(factValue(factsOf(call({ headers: ['X-Timestamp: 1789999700'] })), 'clock.stampOff')).toBe(
      'not-collected',
    ));
});
