import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {
    sandbox: { hosts: ['sandbox.acmepay.example'], aka: ['test'] },
    production: { hosts: ['api.acmepay.example'] },
  },
  credentials: {
    platform: {
      name: 'platform id',
      header: 'Authorization',
      scheme: 'Platform',
      prefixes: { plt_: null },
      mistakenFor: { psk_: 'platform secret' },
    },
    key: { name: 'API key', header: 'X-Api-Key', prefixes: { sk_test_: 'sandbox', sk_live_: 'production' } },
  },
  references: {},
};

const value = (name: string, headers: Record<string, string>, seen: 'all' | 'some' = 'all') => {
  const fact = new Facts(exchangeWith({ headers, seen }), pack, {}).fact(name);
  return fact.is === 'known' ? fact.value : fact.is;
};

describe('the state of a credential', () => {
  it.each([
    ['Platform plt_4f0a', 'ok'],
    ['platform plt_4f0a', 'ok'],
    ['plt_4f0a', 'no-scheme'],
    ['Bearer plt_4f0a', 'other-scheme'],
    ['Platform psk_4f0a', 'other-kind'],
    ['Platform 4f0a', 'other-prefix'],
    ['Platform', 'empty'],
    ['', 'empty'],
    ['Platform plt_xxx', 'placeholder'],
    ['Platform <platform-id>', 'placeholder'],
    ['Platform "plt_4f0a"', 'quoted'],
    ['Platform plt_4f0a ', 'edge-space'],
    ['Platform plt_4f0a\\n', 'edge-space'],
    [' Platform plt_4f0a\n', 'edge-space'],
    ['Platform plt_4f 0a', 'inner-space'],
  ])('%j is %s', (sent, state) =>
    expect(value('credential.platform.state', { Authorization: sent })).toBe(state),
  );

  it('is absent only where the capture keeps all headers', () => {
    expect(value('credential.platform.state', {})).toBe('absent');
    expect(value('credential.platform.state', {}, 'some')).toBe('not-collected');
  });

  it.each(['[REDACTED]', 'Platform ***', 'Platform plt_…(41)', '{redacted}', '<redacted>'])(
    'of %j is not collected: the recorder masked it',
    (masked) => {
      expect(value('credential.platform.state', { authorization: masked })).toBe('not-collected');
    },
  );

  it('was sent where the recorder masked it, and where it is more than a scheme word', () => {
    const sent = (headers: Record<string, string>, seen?: 'some') =>
      value('credential.platform.sent', headers, seen);
    expect(sent({ authorization: '[REDACTED]' })).toBe(true);
    expect(sent({ authorization: 'Platform plt_4f0a' })).toBe(true);
    expect(sent({ authorization: 'Platform' })).toBe(false);
    expect(sent({})).toBe(false);
    expect(sent({}, 'some')).toBe('not-collected');
  });

  it('counts white space at its edge as sent', () => {
    const key = (sent: string) => [
      value('credential.key.state', { 'x-api-key': sent }),
      value('credential.key.length', { 'x-api-key': sent }),
    ];
    expect(key('sk_test_4f0a')).toEqual(['ok', 12]);
    expect(key('sk_test_4f0a\r')).toEqual(['ok', 12]);
    expect(key(' sk_test_4f0a\n')).toEqual(['edge-space', 14]);
    expect(key('sk_test_4f0a\t')).toEqual(['edge-space', 13]);
    expect(value('credential.platform.length', { authorization: 'Platform plt_4f0a \n' })).toBe(10);
  });

  it('tells what was sent in its place, and where else something like it was sent', () => {
    expect(value('credential.platform.kind', { Authorization: 'Platform psk_4f0a' })).toBe('platform secret');
    expect(value('credential.key.elsewhere', { 'X-Api-Token': 'sk_test_4f0a' })).toBe('X-Api-Token');
    expect(value('credential.key.elsewhere', { Authorization: 'Platform plt_4f0a' })).toBeUndefined();
  });

  it('knows the environment by the prefix', () => {
    expect(value('credential.key.environment', { 'x-api-key': 'sk_test_4f0a' })).toBe('sandbox');
    expect(value('environment.disagrees', { 'x-api-key': 'sk_test_4f0a' })).toBe(true);
    expect(value('environment.disagrees', { 'x-api-key': 'sk_live_4f0a' })).toBe(false);
    expect(value('environment.disagrees', {}, 'some')).toBe('not-collected');
  });

  it('takes another name of the stated environment', () => {
    const fact = new Facts(exchangeWith({ url: 'https://sandbox.acmepay.example/v1' }), pack, {
      env: 'TEST',
    }).fact('environment.disagrees');
    expect(fact).toMatchObject({ is: 'known', value: false });
  });
});
