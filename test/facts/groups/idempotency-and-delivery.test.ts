import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../../src/causes/pack.js';
import type { Stated } from '../../../src/facts/fact.js';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { told } from '../../support/facts.js';

type Parts = Parameters<typeof exchangeWith>[0];
const packWith = (idempotency?: PackSettings['idempotency']): PackSettings => ({
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {},
  references: {},
  ...(idempotency && { idempotency }),
});

describe('an idempotency key', () => {
  const of = (name: string, parts: Parts = {}, pack?: PackSettings, stated: Stated = {}) =>
    told(new Facts(exchangeWith({ status: 409, ...parts }), pack, stated), `idempotency.${name}`);
  const key = (value: string): Parts => ({ headers: { 'Idempotency-Key': value } });

  it.each([
    ['', 'empty'],
    ['order_undefined', 'from-missing-value'],
    ['order-NULL', 'from-missing-value'],
    ['none', 'from-missing-value'],
    ['nonesuch', 'ok'],
    ['ü'.repeat(9), 'ok'],
    ['ü'.repeat(10), 'too-long'],
  ])('%s is %s', (value, state) => {
    const what = state === 'from-missing-value' ? 'built from a missing value' : state;
    const pack = packWith({ header: 'X-Key', maxLength: 9 });
    const parts = { headers: { 'X-Key': value.replace('order', 'o').replace('undefined', 'null') } };
    expect(of('state', parts, pack)).toEqual([state, `the idempotency key (X-Key) is ${what}`]);
  });

  it('stands in a header or in the body', () => {
    expect(of('state')).toEqual(['absent', 'the idempotency key (Idempotency-Key) is absent']);
    const pack = packWith({ field: 'meta.key' });
    const body = { body: '{"meta":{"key":"ab"}}' };
    expect(of('state', body, pack)).toEqual(['ok', 'the idempotency key (meta.key) is ok']);
    expect(of('length', body, pack)).toEqual([2, 'the idempotency key has 2 characters']);
    expect(of('length', key('😀a'))[0]).toBe(2);
    expect(of('length')[0]).toBeUndefined();
    expect(of('length', { seen: 'some' })).toEqual(['not-collected', 'the request headers']);
    expect(of('state', { seen: 'some' })).toEqual(['not-collected', 'the request headers']);
  });

  it.each<[value: string, fault: string | undefined, says?: string]>([
    ['', 'empty', 'the idempotency key is empty'],
    ['<key>', 'placeholder', 'the idempotency key is a placeholder that was never filled in'],
    ['order_NaN', 'from-missing-value', 'the idempotency key is built from a missing value'],
    ['null', 'from-missing-value'],
    ['xnull', undefined],
    ['null-1', undefined],
    [`${'a1'.repeat(127)}b`, undefined],
    ['a1'.repeat(128), 'too-long', 'the idempotency key is longer than 255 characters'],
  ])('%s has the fault %s', (value, fault, says) => {
    expect(of('fault', key(value))[0]).toBe(fault);
    if (says) expect(of('fault', key(value))[1]).toBe(says);
  });

  it.each([
    [400, 'empty'],
    [409, 'empty'],
    [422, 'empty'],
    [401, undefined],
  ])('has a fault under %s: %s', (status, fault) => {
    expect(of('fault', { ...key(''), status })[0]).toBe(fault);
    expect(of('fault', { ...key(''), status }, packWith({}))[0]).toBeUndefined();
    expect(of('fault', { status })[0]).toBeUndefined();
  });

  it.each([
    ['Idempotent-Replayed', 'true', 409, true],
    ['X-Idempotency-Key-Replay', 'HIT', 400, true],
    ['Idempotent-Replay', '1', 500, true],
    ['Idempotent-Replayed', 'true', 399, false],
    ['Idempotent-Replayed', 'false', 409, false],
    ['Idempotent-Replayed', 'untrue', 409, false],
    ['My-Idempotent-Replayed', 'true', 409, false],
    ['Idempotent-Replayed-At', 'true', 409, false],
  ])('%s: %s under %s is a stored answer: %s', (name, value, status, expected) =>
    expect(of('replayed', { status, responseHeaders: { [name]: value } })).toEqual([
      expected,
      'the answer is the stored one of an earlier request with this key',
    ]),
  );

  it('is missed by a write that may have happened', () => {
    const unprotected = (parts: Parts, pack?: PackSettings) =>
      of('unprotected', { status: 500, ...parts }, pack)[0];
    expect(of('unprotected', { status: 500 })).toEqual([true, 'the POST carries no idempotency key']);
    expect(unprotected({ method: 'patch' })).toBe(true);
    expect(unprotected({ method: 'PUT' })).toBe(false);
    expect(unprotected({ status: 409 })).toBe(false);
    expect(unprotected(key(''))).toBe(false);
    expect(unprotected(key('a'))).toBe(false);
    expect(unprotected({ headers: { 'X-Client-Token': 'a' } })).toBe(false);
    expect(unprotected({ headers: { 'X-Request-Id': 'a' } })).toBe(false);
    expect(unprotected({ headers: { 'X-Request-Ids': 'a' } })).toBe(true);
    expect(unprotected({ headers: { 'My-Client-Token': 'a' } })).toBe(true);
    expect(unprotected({}, packWith({ header: 'X-Key' }))).toBe(true);
    expect(unprotected({ headers: { 'X-Key': '' } }, packWith({ header: 'X-Key' }))).toBe(true);
    expect(unprotected({ headers: { 'X-Key': 'a' } }, packWith({ header: 'X-Key' }))).toBe(false);
    expect(unprotected({}, packWith({ field: 'key' }))).toBe(false);
    expect(unprotected({}, packWith())).toBe(false);
  });

  it('is remembered for a time', () => {
    const pack = packWith({ header: 'Idempotency-Key', lifetimeHours: 24 });
    const Date_ = 'Mon, 21 Sep 2026 14:13:20 GMT';
    const sent = { ...key('a'), status: 500, responseHeaders: { Date: Date_ } };
    const later = (ms: number) => ({ now: Date.parse(Date_) + 86_400_000 + ms });
    expect(of('lifetimeHours', sent, pack)).toEqual([
      24,
      'an idempotency key was sent, which lives 24 hours',
    ]);
    expect(of('lifetimeHours', { ...sent, status: 409 }, pack)[0]).toBeUndefined();
    expect(of('lifetimeHours', { ...sent, ...key('') }, pack)[0]).toBeUndefined();
    expect(of('lifetimeHours', sent, packWith({ header: 'Idempotency-Key' }))[0]).toBeUndefined();
    expect(of('outlived', sent, pack, later(1))).toEqual([
      true,
      'the key has outlived the time for which the provider remembers it',
    ]);
    expect(of('outlived', sent, pack, later(0))[0]).toBe(false);
    expect(of('outlived', sent, pack)[0]).toBe(false);
    expect(of('outlived', { ...sent, responseHeaders: {} }, pack, later(1))[0]).toBe(false);
    expect(of('outlived', sent, packWith(), later(1))[0]).toBe(false);
  });
});

describe('a delivery', () => {
  const of = (name: string, parts: Parts = {}, delivery = true) => {
    const exchange = exchangeWith({ url: 'https://shop.de/in', ...parts });
    return told(
      new Facts({ ...exchange, ...(delivery && { delivery }) } as never, undefined, {}),
      `delivery.${name}`,
    );
  };
  const unanswered = (answer: unknown, url = 'https://shop.de/in') => {
    const exchange = exchangeWith({ url, answer });
    const response = { ...exchange.response, status: undefined } as never;
    return told(new Facts({ ...exchange, response, delivery: true }, undefined, {}), 'delivery.fault');
  };

  it.each([
    [199, 'redirect'],
    [200, undefined],
    [299, undefined],
    [300, 'redirect'],
    [399, 'redirect'],
    [400, 'refused'],
    [404, 'wrong-path'],
    [405, 'wrong-path'],
    [410, 'wrong-path'],
    [499, 'refused'],
    [500, 'handler'],
  ])('under %s failed of %s', (status, fault) => {
    expect(of('fault', { status })).toEqual([fault, `the endpoint https://shop.de/in answered ${status}`]);
    expect(of('fault', { status }, false)[0]).toBeUndefined();
  });

  it.each([
    ['Private address', 'address'],
    ['ssrf blocked', 'address'],
    ['TLS handshake', 'tls'],
    ['EAI_AGAIN', 'dns'],
    ["couldn't resolve", 'dns'],
    ['no response within 5 s', 'too-slow'],
    ['ECONNRESET', 'unreachable'],
    ['socket hang up', 'unreachable'],
    ['it failed', undefined],
    [`${' '.repeat(500)}tls`, undefined],
  ])('of which the log says "%s" failed of %s', (message, fault) => {
    const [value, says] = unanswered({ message });
    expect(value).toBe(fault);
    expect(says).toBe(`the delivery log says ${message.slice(0, 80)}`);
  });

  it('to an address of nobody failed of it', () => {
    expect(unanswered({}, 'http://localhost/in')[0]).toBe('address');
    expect(unanswered({ ok: true }, 'http://localhost/in')[0]).toBeUndefined();
    expect(unanswered({})).toEqual([undefined, 'the endpoint https://shop.de/in answered nothing']);
    expect(unanswered({ code: 'TLS_ERROR' })).toEqual(['tls', 'the delivery log says TLS_ERROR']);
  });

  it('is asked of one fault', () => {
    expect(of('fails.handler', { status: 500 })).toEqual([true, 'the delivery to https://shop.de/in failed']);
    expect(of('fails.refused', { status: 500 })[0]).toBe(false);
    expect(of('fails.handler', { status: 500 }, false)[0]).toBe(false);
  });
});
