import { describe, expect, it } from 'vitest';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { told } from '../../support/facts.js';

const DATE = 'Mon, 21 Sep 2026 14:13:20 GMT';
const NOW = Date.parse(DATE) / 1000;

describe('the claims of a token', () => {
  const encode = (text: string) => Buffer.from(text).toString('base64url');
  const sent = (payload: string, scheme = 'Bearer ') =>
    `${scheme}${encode('{"alg":"none"}')}.${encode(payload)}.errdoctor`;
  const withHeader = (authorization: string, name: string, status = 401) =>
    told(
      new Facts(
        exchangeWith({ headers: { Authorization: authorization }, responseHeaders: { Date: DATE }, status }),
        undefined,
        {},
      ),
      `token.${name}`,
    );
  const of = (claims: object, name: string, status?: number) =>
    withHeader(sent(JSON.stringify(claims)), name, status);

  it.each<[name: string, claims: object, expected: unknown[]]>([
    ['expires', { exp: NOW }, [NOW * 1000, 'the token ended at 2026-09-21T14:13:20.000Z']],
    ['expires', {}, [undefined, 'the token names no end']],
    ['expires', { exp: 0 }, [undefined, 'the token names no end']],
    ['expires', { exp: 1e11 }, [undefined, 'the token names no end']],
    ['expires', { exp: '1' }, [undefined, 'the token names no end']],
    ['expiredFor', { exp: NOW - 60 }, [60, "the token's exp lies 60 s before the server's clock"]],
    ['expiredFor', { exp: NOW + 60 }, [-60, 'the token is valid for another 60 s']],
    ['expiredFor', { exp: NOW }, [expect.closeTo(0), 'the token is valid for another 0 s']],
    ['expiredFor', {}, [undefined, 'the token names no end']],
    ['expired', { exp: NOW - 2 }, [true, "the token's exp lies 2 s before the server's clock"]],
    ['expired', { exp: NOW - 1 }, [false, "the token's exp lies 1 s before the server's clock"]],
    ['expired', {}, [false, 'the token had not expired']],
    ['begins', { nbf: NOW }, [NOW * 1000, 'the token is valid from 2026-09-21T14:13:20.000Z']],
    ['begins', { iat: NOW }, [NOW * 1000, 'the token is valid from 2026-09-21T14:13:20.000Z']],
    ['begins', { nbf: NOW, iat: 1 }, [NOW * 1000, expect.any(String)]],
    ['begins', {}, [undefined, 'the token names no beginning']],
    ['earlyBy', { nbf: NOW + 60 }, [60, "the token begins 60 s after the server's clock"]],
    ['earlyBy', { nbf: NOW - 60 }, [-60, 'the token has been valid for 60 s']],
    ['earlyBy', { nbf: NOW }, [0, 'the token has been valid for 0 s']],
    ['earlyBy', {}, [undefined, 'the token names no beginning']],
    ['early', { nbf: NOW + 2 }, [true, "the token begins 2 s after the server's clock"]],
    ['early', { nbf: NOW + 1 }, [false, "the token begins 1 s after the server's clock"]],
    ['audience', { aud: 'shop' }, ['shop', 'the token was issued for shop']],
    ['audience', { aud: 7 }, [undefined, 'the token names no audience']],
    ['audience', { aud: ['a', 'b'] }, ['a, b', 'the token was issued for a, b']],
  ])('%s of %j', (name, claims, expected) => expect(of(claims, name)).toEqual(expected));

  it.each([
    [401, true],
    [403, true],
    [404, false],
  ])('tell of a refusal only: under %s %s', (status, expected) => {
    expect(of({ exp: NOW - 60 }, 'expired', status)[0]).toBe(expected);
    expect(of({ nbf: NOW + 60 }, 'early', status)[0]).toBe(expected);
  });

  it.each([
    ['Bearer ', true],
    ['bearer', true],
    ['JWT ', true],
    ['Token ', true],
    ['', true],
    ['Own ', false],
  ])('are read behind "%s": %s', (scheme, read) =>
    expect(withHeader(sent('{"exp":5}', scheme), 'expires')[0]).toBe(read ? 5000 : undefined),
  );

  it.each([sent('[5]'), sent('"exp"'), sent('no json'), 'Bearer eyJhbGciOi', 'see Bearer x.y.z'])(
    '%s has none',
    (header) => expect(withHeader(header, 'expires')[0]).toBeUndefined(),
  );

  it('wait for a header and for a clock', () => {
    const facts = (headers: Record<string, string>, seen: 'all' | 'some') =>
      new Facts(exchangeWith({ headers, seen }), undefined, {});
    expect(told(facts({}, 'some'), 'token.expires')).toEqual(['not-collected', 'the request headers']);
    expect(told(facts({}, 'all'), 'token.expires')).toEqual([undefined, 'the token names no end']);
    const unclocked = facts({ Authorization: sent('{"exp":5}') }, 'all');
    expect(told(unclocked, 'token.expired')).toEqual([
      'not-collected',
      "the server's clock (the answer's Date header)",
    ]);
  });
});

describe('a challenge', () => {
  const of = (name: string, challenge?: string, status = 401) => {
    const responseHeaders: Record<string, string> =
      challenge === undefined ? {} : { 'WWW-Authenticate': challenge };
    return told(new Facts(exchangeWith({ status, responseHeaders }), undefined, {}), `challenge.${name}`);
  };
  const WHY = 'error_description="The token \\"a\\" expired"';

  it.each<[name: string, challenge: string | undefined, expected: unknown[]]>([
    ['schemes', 'Basic, Bearer', [['basic', 'bearer'], 'the server asks for basic or bearer']],
    ['schemes', '', [undefined, 'the answer offers no authentication scheme']],
    ['schemes', undefined, [undefined, 'the answer offers no authentication scheme']],
    ['error', 'Basic, Bearer error=a', ['a', "the server's challenge says a"]],
    ['error', 'Bearer', [undefined, 'the challenge names no error']],
    [
      'description',
      `Bearer ${WHY}`,
      ['The token "a" expired', 'the challenge explains "The token \\"a\\" expired"'],
    ],
    ['description', 'Bearer', [undefined, 'the challenge explains nothing']],
    ['scope', 'Bearer scope="a b"', ['a b', 'the scope asked for is "a b"']],
    ['scope', 'Bearer', [undefined, 'the challenge names no scope']],
    ['realm', 'Bearer, Basic realm=shop', ['shop', 'the realm is "shop"']],
    ['realm', 'Bearer', [undefined, 'the challenge names no realm']],
    ['tokenRefused', 'Bearer error="invalid_token"', [true, 'the server refuses the token (invalid_token)']],
    ['tokenRefused', 'Bearer error="other"', [false, 'the server refuses the token (invalid_token)']],
    [
      'tokenRefused',
      `Bearer error="invalid_token", ${WHY}`,
      [true, 'the server refuses the token (invalid_token): "The token \\"a\\" expired"'],
    ],
    [
      'tokenExpired',
      `Bearer error="invalid_token", ${WHY}`,
      [true, 'the server says that the token has expired: "The token \\"a\\" expired"'],
    ],
    ['tokenExpired', 'Bearer error="invalid_token"', [false, 'the server says that the token has expired']],
    ['tokenExpired', `Bearer error="other", ${WHY}`, [false, expect.any(String)]],
    [
      'tokenExpired',
      'Bearer error="invalid_token", error_description="unexpired"',
      [false, expect.any(String)],
    ],
    [
      'scopeMissing',
      'Bearer error="insufficient_scope"',
      [true, 'the server says that the token lacks a scope (insufficient_scope)'],
    ],
  ])('%s of %s', (name, challenge, expected) => expect(of(name, challenge)).toEqual(expected));

  it.each([
    [401, true],
    [403, true],
    [400, false],
  ])('under %s refuses a token: %s', (status, expected) => {
    expect(of('tokenRefused', 'Bearer error="invalid_token"', status)[0]).toBe(expected);
    expect(of('scopeMissing', 'Bearer error="insufficient_scope"', status)[0]).toBe(expected);
  });

  it('of an answer without its headers is not collected', () => {
    const { response: _, ...unanswered } = exchangeWith();
    expect(told(new Facts(unanswered, undefined, {}), 'challenge.schemes')[0]).toBe('not-collected');
  });
});
