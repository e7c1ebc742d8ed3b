import { describe, expect, it } from 'vitest';
import type { Credential, PackSettings } from '../../../src/causes/pack.js';
import { Facts } from '../../../src/facts/facts.js';
import { exchangeWith } from '../../support/exchange.js';
import { told } from '../../support/facts.js';

const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {},
  credentials: {
    platform: {
      name: 'platform id',
      header: 'Authorization',
      scheme: 'Platform',
      prefixes: { plt_: null, plt_test_: 'sandbox' },
      mistakenFor: { psk_: 'platform secret', psk_old_: 'retired secret' },
    },
    'client.key': {
      name: 'API key',
      header: 'X-Api-Key',
      prefixes: { sk_test_: 'sandbox', sk_live_: 'production' },
    },
    free: { name: 'free text', header: 'X-Free' } satisfies Credential,
  },
  references: {},
};
const of = (name: string, headers: Record<string, string> = {}, seen: 'all' | 'some' = 'all') =>
  told(new Facts(exchangeWith({ headers, seen }), pack, {}), `credential.${name}`);
const platform = (value: string) => ({ Authorization: value });
const key = (value: string) => ({ 'X-Api-Key': value });

describe('the state of a credential is told', () => {
  it.each<[sent: string, state: string, says: string]>([
    ['', 'empty', 'the platform id is empty'],
    ['PLATFORM', 'empty', 'the platform id is empty'],
    ['Platform <id>', 'placeholder', 'the platform id is a placeholder that was never filled in'],
    ['Platform "plt_a"', 'quoted', 'the platform id was sent with its quotes'],
    ['Platform plt_a\t', 'edge-space', 'the platform id has white space at its edge'],
    ['Platform plt_a b', 'inner-space', 'the platform id has white space inside'],
    ['plt_a', 'no-scheme', 'the word Platform is missing before the platform id'],
    ['Bearer plt_a', 'other-scheme', 'another scheme word than Platform stands before the platform id'],
    [
      'Platform psk_a',
      'other-kind',
      'the value sent as the platform id has the prefix of another kind of credential',
    ],
    ['Platform a', 'other-prefix', 'the platform id does not begin with plt_ or plt_test_'],
    ['Platform plt_a', 'ok', 'the platform id has the documented form'],
    ['platform  plt_a', 'ok', 'the platform id has the documented form'],
  ])('%j', (sent, state, says) => expect(of('platform.state', platform(sent))).toEqual([state, says]));

  it('also where nothing was sent', () => {
    expect(of('platform.state')).toEqual([
      'absent',
      'the platform id was not sent (no Authorization header)',
    ]);
    expect(of('platform.sent')).toEqual([false, 'the platform id was not sent']);
    expect(of('platform.length')).toEqual([undefined, 'the platform id has no length']);
    expect(of('platform.masked')).toEqual([false, 'the recorder did not mask the platform id']);
    expect(of('platform.state', {}, 'some')).toEqual(['not-collected', 'the request headers']);
  });

  it('and where it has no scheme word or no prefix', () => {
    expect(of('client.key.state', key('sk_test_a b'))[0]).toBe('inner-space');
    expect(of('client.key.state', key('sk_test_a'))[0]).toBe('ok');
    expect(of('free.state', { 'X-Free': 'anything' })[0]).toBe('ok');
    expect(of('free.environment', { 'X-Free': 'anything' })[0]).toBeUndefined();
  });
});

describe('the parts of a credential', () => {
  it.each<[part: string, headers: Record<string, string>, expected: unknown[]]>([
    ['platform.sent', platform('Platform plt_a'), [true, 'the platform id was sent']],
    ['platform.sent', platform('***'), [true, 'the platform id was sent']],
    ['platform.masked', platform('***'), [true, 'the recorder masked the platform id']],
    ['platform.scheme', platform('Bearer plt_a'), ['Bearer', 'scheme of the platform id: Bearer']],
    ['platform.scheme', platform('plt_a'), [undefined, 'the platform id has no scheme']],
    ['platform.length', platform('Platform plt_a'), [5, 'length of the platform id: 5']],
    [
      'platform.kind',
      platform('Platform psk_a'),
      ['platform secret', 'the prefix is that of a platform secret'],
    ],
    [
      'platform.kind',
      platform('Platform psk_old_a'),
      ['retired secret', 'the prefix is that of a retired secret'],
    ],
    [
      'platform.kind',
      platform('Platform plt_a'),
      [undefined, 'the platform id has a prefix that says nothing else'],
    ],
    [
      'platform.environment',
      platform('Platform plt_test_a'),
      ['sandbox', 'the prefix of the platform id belongs to sandbox'],
    ],
    [
      'platform.environment',
      platform('Platform plt_a'),
      [undefined, 'the prefix of the platform id names no environment'],
    ],
  ])('%s of %j', (part, headers, expected) => expect(of(part, headers)).toEqual(expected));

  it('that are none are refused', () => {
    expect(of('platform.colour', platform('Platform plt_a'))).toEqual([
      'failed',
      'a credential has no part colour',
    ]);
    expect(of('other.state')).toEqual(['failed', 'the pack has no credential other']);
  });
});

describe('a credential elsewhere', () => {
  it.each([
    ['X-Api-Token', 'X-Api-Token'],
    ['apikey', 'apikey'],
    ['token', 'token'],
    ['X-Auth-Key', 'X-Auth-Key'],
    ['Proxy-Authorization', 'Proxy-Authorization: Bearer'],
    ['X-Tokens', undefined],
    ['X-Free', undefined],
    ['Accept', undefined],
  ])('in %s is told as %s', (name, told) => {
    const says = told ? `something like it was sent as ${told}` : 'no other header carries the API key';
    expect(of('client.key.elsewhere', { [name]: 'Bearer errdoctor' })).toEqual([told, says]);
  });

  it('is not known where a recorder drops headers', () => {
    expect(of('client.key.elsewhere', {}, 'some')).toEqual(['not-collected', 'the other request headers']);
    const { request: _, ...answer } = exchangeWith();
    expect(told(new Facts(answer, pack, {}), 'credential.platform.elsewhere')).toEqual([
      'not-collected',
      'the request headers',
    ]);
  });
});
