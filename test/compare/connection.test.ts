import { describe, expect, it } from 'vitest';
import { compareConnection } from '../../src/compare/connection.js';
import { Findings } from '../../src/compare/difference.js';
import type { Connection } from '../../src/exchange/exchange.js';
import { Facts } from '../../src/facts/facts.js';
import { exchangeWith } from '../support/exchange.js';

function differences(bad: Connection, good: Connection) {
  const side = (connection: Connection) => new Facts({ ...exchangeWith(), connection }, undefined, {});
  const found = new Findings();
  compareConnection({ bad: side(bad), good: side(good) }, found);
  return found;
}

describe('connections', () => {
  it('differ in TLS, proxy and address', () => {
    const bad: Connection = {
      peer: { address: '2001:db8::1' },
      proxy: { name: 'proxy.example:3128' },
      tls: { version: 'TLSv1.2', alpn: 'http/1.1', clientCertificateSent: false },
    };
    const good: Connection = {
      peer: { address: '192.0.2.1' },
      tls: { version: 'TLSv1.3', alpn: 'h2', clientCertificateSent: true },
    };
    expect(
      differences(bad, good).differences.map(({ what, bad: one, good: other }) => [what, one, other]),
    ).toEqual([
      ['client certificate', 'not sent', 'sent'],
      ['TLS version', 'TLSv1.2', 'TLSv1.3'],
      ['ALPN', 'http/1.1', 'h2'],
      ['proxy', 'proxy.example:3128', undefined],
      ['IP version', '2001:db8::1', '192.0.2.1'],
    ]);
  });

  it('are not compared in what one capture does not hold', () => {
    const found = differences({ tls: { version: 'TLSv1.2' } }, { tls: {} });
    expect(found.differences).toEqual([]);
    expect(found.notCompared).toEqual([
      { what: 'TLS version', why: 'the capture of the working call does not hold it' },
    ]);
  });
});
