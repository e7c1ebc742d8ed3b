import { describe, expect, it } from 'vitest';
import { answerFor } from '../../src/simulate/answer.js';
import { sources } from '../support/packs.js';
import { Calling } from './calling.js';
import { commonRules, simulated } from './packs.js';

/** A path that needs credentials, and what is said to a caller without any and to one with wrong ones. */
const providers: Readonly<Record<string, readonly [path: string, without: string, wrong: string]>> = {
  adyen: ['/v71/payments', 'key-missing', 'key-invalid'],
  axys: ['/v2/cardholders', 'api-key-missing', 'api-key-invalid'],
  aws: ['/', 'signature-missing', 'signature-missing'],
  binance: ['/api/v3/account', 'api-key-format', 'key-ip-or-permission'],
  bybit: ['/v5/order/realtime', 'api-key-invalid', 'api-key-invalid'],
  'coinbase-exchange': ['/orders', 'header-missing', 'header-missing'],
  contro: ['/v1/partner/cards', 'api-key-missing', 'api-key-invalid'],
  dlocal: ['/payments', 'header-missing', 'header-missing'],
  github: ['/user/repos', 'authentication-required', 'bad-credentials'],
  hubspot: ['/crm/v3/objects/contacts', 'token-missing', 'token-invalid'],
  kraken: ['/0/private/Balance', 'key-invalid', 'key-invalid'],
  okx: ['/api/v5/account/balance', 'key-unknown', 'key-unknown'],
  pandabase: ['/v2/platforms/balances', 'missing-authorization', 'invalid-platform-id'],
  partna: ['/v4/user/balances', 'missing-api-key-header', 'invalid-api-key'],
  payfield: ['/api/v1/payouts', 'api-key-missing', 'timestamp-missing'],
  paystack: ['/transaction', 'key-missing', 'key-invalid'],
  shopify: ['/admin/api/2026-01/shop.json', 'invalid-access-token', 'invalid-access-token'],
  slack: ['/api/auth.test', 'token-missing', 'invalid-token'],
  square: ['/v2/payments', 'invalid-access-token', 'invalid-access-token'],
  stripe: ['/v1/charges', 'api-key-missing', 'invalid-api-key'],
  twilio: ['/2010-04-01/Accounts/ACerrdoctor/Messages.json', 'credentials-missing', 'credentials-invalid'],
  zendesk: ['/api/v2/tickets.json', 'credentials-missing', 'credentials-invalid'],
};
/** Only these answer whoever holds the key: the others want a signature as well. */
const unsigned = sources
  .filter(
    ({ settings: { credentials, signatures = {} } }) =>
      credentials && !Object.values(signatures).some(({ by }) => by === 'client'),
  )
  .map(({ id }) => id);

describe('every refusal', () => {
  it.each(sources.map(({ id, settings }) => [id, settings] as const))('%s has an answer', (id, settings) => {
    const limits = JSON.stringify(settings.limits ?? {}).matchAll(new RegExp(`"(${id}/[a-z0-9-]+)"`, 'g'));
    const causes = [
      ...(settings.simulate?.refuses ?? []).map(({ cause }) => cause),
      ...[...limits].map(([, cause = '']) => cause),
    ];
    const pack = simulated(id);
    const options = { now: 0, requestId: 'req_errdoctor_example', common: commonRules };
    const without = causes.filter((cause) => answerFor(cause, pack, options).is !== 'answer');
    expect([...new Set(without)]).toEqual([]);
  });
});

describe('every provider with an API of its own', () => {
  it('can be simulated', () => {
    const own = sources
      .filter(({ settings }) => Object.keys(settings.environments).length > 0)
      .map(({ id }) => id);
    expect(Object.keys(providers).sort()).toEqual(own.sort());
  });

  it.each(Object.entries(providers))('%s knows its callers', async (id, [path, without, wrong]) => {
    const calling = await Calling.start(id);
    const { credentials } = calling.simulator.issued;
    const call = (headers: Record<string, string>) => ({ method: 'POST', path, headers });
    const other = Object.fromEntries(
      credentials.map(({ name, value }) => [name, `${value.replace(/=+$/, '')}9`]),
    );
    try {
      const calls = [call({}), call(calling.credentials(other)), call(calling.credentials())];
      const found = await calling.causes(calls, { stateless: true });
      expect(found.map(([, cause]) => cause).slice(0, 2)).toEqual([`${id}/${without}`, `${id}/${wrong}`]);
      if (unsigned.includes(id)) expect(found[2]?.[1]).toBe('-');
    } finally {
      await calling.close();
    }
  });
});
