import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { schemesOf } from '../../src/signing/choose-scheme.js';
import type { Scheme } from '../../src/signing/scheme.js';
import { exchangeWith } from '../support/exchange.js';

const scheme = (by: Scheme['by'], at: Scheme['at'], encode: Scheme['encode'] = 'hex'): Scheme => ({
  name: '',
  by,
  mac: 'hmac-sha256',
  message: { body: true },
  encode,
  at,
  causes: {},
  references: [],
});

const signatures = {
  request: scheme('client', { header: 'x-signature' }),
  query: scheme('client', { param: 'sign' }),
  form: scheme('client', { form: 'sign' }),
  bare: scheme('provider', { header: 'webhook-signature' }),
  versioned: scheme(
    'provider',
    { header: 'webhook-signature', value: 'v1,{signature}', separator: ' ' },
    'base64',
  ),
  inside: scheme('provider', { field: 'meta.signature' }, 'base64'),
};
const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: { production: { hosts: ['api.acmepay.example'] } },
  signatures,
  references: {},
};

const names = (exchange: Exchange) => schemesOf(pack, exchange).map(([name]) => name);
const elsewhere = { url: 'https://shop.example.com/hook' };

describe('the schemes of an exchange', () => {
  it('are those of the client where the host is the provider’s own, filled or not', () => {
    expect(names(exchangeWith({ headers: { 'Webhook-Signature': 'ab' } }))).toEqual([
      'request',
      'query',
      'form',
    ]);
  });

  it('begin with the one whose place is filled', () => {
    const url = 'https://api.acmepay.example/v1/charges?a=1&sign=ab12';
    expect(names(exchangeWith({ url }))[0]).toBe('query');
    expect(names(exchangeWith({ body: 'a=1&sign=ab12' }))[0]).toBe('form');
  });

  it('go by the written form where two share a place', () => {
    const sent = (value: string) =>
      names(exchangeWith({ ...elsewhere, headers: { 'webhook-signature': value } })).slice(0, 2);
    expect(sent('v1,q83v+/==')).toEqual(['versioned', 'bare']);
    expect(sent('abcdef01')).toEqual(['bare', 'versioned']);
    expect(sent('???')).toEqual(['bare', 'versioned']);
  });

  it('find a signature inside the body', () => {
    expect(names(exchangeWith({ ...elsewhere, body: '{"meta":{"signature":"q83v"}}' }))[0]).toBe('inside');
  });

  it('are those of the client where nothing is signed and the host is unknown', () => {
    expect(names(exchangeWith(elsewhere))).toEqual(['request', 'query', 'form']);
  });

  it('are those of the provider for a delivery', () => {
    expect(names({ ...exchangeWith({}), delivery: true })).toEqual(['bare', 'versioned', 'inside']);
  });

  it('are none without a pack that describes one', () => {
    expect(schemesOf(undefined, exchangeWith())).toEqual([]);
    expect(schemesOf({ ...pack, signatures: undefined } as unknown as PackSettings, exchangeWith())).toEqual(
      [],
    );
  });
});
