import { expect, it } from 'vitest';
import type { TlsInfo } from '../../src/exchange/exchange.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

const asked = (tls: TlsInfo | undefined) =>
  new Facts({ ...exchangeWith(), connection: { tls } }, undefined, {}).fact(
    'connection.clientCertificateRequested',
  );

it('a handshake that was captured and broke off is not asked for again', () => {
  expect(asked(undefined)).toMatchObject({ is: 'not-collected', what: 'the TLS handshake' });
  const brokenOff = asked({ alert: 'handshake failure' });
  expect(brokenOff).toMatchObject({ is: 'not-collected' });
  expect(JSON.stringify(brokenOff)).not.toContain('curl -v');
  expect(asked({ clientCertificateRequested: true })).toMatchObject({ is: 'known', value: true });
});
