import { describe, expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Headers } from '../../src/exchange/headers.js';
import { Facts } from '../../src/facts/facts.js';
import { factValue } from '../support/facts.js';

const pack: PackSettings = {
  id: 'acmepay',
  name: 'Acmepay',
  recognise: {},
  environments: {},
  credentials: {
    'api-key': { name: 'API key', header: 'X-Api-Key', mistakenFor: { acme_hook_: 'webhook secret' } },
  },
  signatures: {
    request: {
      name: 'request signature',
      by: 'client',
      mac: 'hmac-sha256',
      message: { body: true },
      encode: 'hex',
      at: { header: 'X-Signature' },
      causes: {},
      references: [],
      time: { from: { header: 'X-Time' }, unit: ['s'], past: 300, future: 60 },
    },
  },
  references: {},
};

/** Nothing but a status was captured. */
const bare: Exchange = {
  hops: [],
  recorder: { name: 'nobody' },
  at: { spans: [] },
  response: { status: 401, headers: Headers.notCaptured, body: { is: 'not-captured' } },
};

describe('a fact that was told settles others', () => {
  it.each<[told: string, value: unknown, other: string, expected: unknown]>([
    ['credential.api-key.state', 'absent', 'credential.api-key.sent', false],
    ['credential.api-key.state', 'quoted', 'credential.api-key.sent', true],
    ['credential.api-key.state', 'empty', 'credential.api-key.length', undefined],
    ['credential.api-key.state', 'ok', 'credential.api-key.kind', undefined],
    ['credential.api-key.state', 'other-kind', 'credential.api-key.kind', 'not-collected'],
    ['credential.api-key.state', 'absent', 'credential.api-key.elsewhere', 'not-collected'],
    ['credential.api-key.sent', false, 'credential.api-key.state', 'absent'],
    ['credential.api-key.sent', true, 'credential.api-key.state', 'not-collected'],
    ['request.json.amount', '12', 'request.type.amount', 'string'],
    ['request.json.amount', undefined, 'request.type.amount', 'absent'],
    ['request.header.content-type', 'text/plain; charset=utf-8', 'request.contentType', 'text/plain'],
    ['timestamp.sent', '1790000000000', 'timestamp.unit', 'ms'],
    ['timestamp.sent', '1790000000000', 'timestamp.unitAccepted', false],
    ['timestamp.unit', 's', 'timestamp.unitAccepted', true],
    ['timestamp.unit', 'iso', 'timestamp.unitAccepted', false],
    ['timestamp.age', 400, 'timestamp.window', 'past'],
    ['timestamp.age', -61, 'timestamp.window', 'future'],
    ['timestamp.age', 20, 'timestamp.window', 'inside'],
    ['timestamp.age', 7200, 'timestamp.zoneHours', 2],
    ['tls.ownCertificate', 'expired', 'tls.ownFault', true],
    ['tls.ownCertificate', 'key-mismatch', 'tls.ownFault', false],
    ['tls.ownCertificate', undefined, 'tls.ownFault', false],
  ])('%s %o: %s is %o', (told, value, other, expected) => {
    const facts = new Facts(bare, pack, { answers: { [told]: value } });
    expect(factValue(facts, other)).toBe(expected);
  });

  it('and stays unknown without', () => {
    const facts = new Facts(bare, pack, {});
    const names = [
      'credential.api-key.sent',
      'request.type.amount',
      'timestamp.unitAccepted',
      'timestamp.window',
      'tls.ownFault',
    ];
    expect(names.map((name) => factValue(facts, name))).toEqual(names.map(() => 'not-collected'));
  });

  it('never against the capture', () => {
    const request = {
      headers: new Headers(
        [{ name: 'X-Api-Key', value: 'acme_live_errdoctor', raw: 'acme_live_errdoctor', redacted: false }],
        'all',
      ),
      body: { is: 'none' },
    } as const;
    const facts = new Facts({ ...bare, request }, pack, { answers: { 'credential.api-key.sent': false } });
    expect(factValue(facts, 'credential.api-key.state')).toBe('ok');
  });
});
