import { describe, expect, it } from 'vitest';
import { NO_BODY } from '../../src/exchange/body.js';
import type { Exchange, RequestMessage } from '../../src/exchange/exchange.js';
import { Headers, header } from '../../src/exchange/headers.js';
import { at } from '../../src/exchange/place.js';
import { NotReplayable } from '../../src/replay/not-replayable.js';
import { renew } from '../../src/replay/renew.js';
import { examine } from '../../src/signing/examine.js';
import type { NamedScheme, Scheme } from '../../src/signing/scheme.js';
import { sources } from '../support/packs.js';
import { allRecorded, type SignedCase } from '../support/signing-vectors.js';

const LATER = Date.UTC(2031, 4, 6, 7, 8, 9);

const schemes = new Map<string, NamedScheme>(
  sources.flatMap(({ id, settings }) =>
    Object.entries(settings.signatures ?? {}).map(
      ([name, scheme]) => [`${id}/${name}`, [name, scheme]] as const,
    ),
  ),
);

/** Requests that clients of the providers signed; a sample of the documentation may mask its key. */
const signed = allRecorded().flatMap(({ scheme, cases }) => {
  const named = schemes.get(scheme);
  return named?.[1].by === 'client'
    ? cases
        .filter((one) => one.valid && !requestOf(one).headers.list.some(({ redacted }) => redacted))
        .map((one) => [`${scheme}: ${one.name}`, named, one] as const)
    : [];
});

function requestOf({ request }: SignedCase): RequestMessage & { method: string; url: string } {
  const wire = Buffer.from(request.bodyBase64, 'base64');
  const list = request.headers.map(([name, value]) => header(name, value));
  return {
    method: request.method,
    url: request.url,
    target: request.url.replace(/^https?:\/\/[^/]*/, ''),
    headers: new Headers(list, 'all', new Set(['host'])),
    body: wire.length > 0 ? { is: 'bytes', wire, exact: true } : NO_BODY,
  };
}

const exchangeOf = (request: RequestMessage): Exchange => ({
  request,
  hops: [],
  recorder: { name: 'a test' },
  at: at(0, 0),
});

describe('a request stamped and signed anew', () => {
  it.each(signed)('%s', async (_name, named, one) => {
    const secret = Buffer.from(one.secretBase64, 'base64').toString('latin1');
    const before = requestOf(one);
    const [, scheme] = named;
    const renewed = renew(before, scheme, secret, LATER);
    const found = await examine(exchangeOf(renewed), [named], {
      secrets: [{ value: secret, source: 'a test' }],
    });
    expect(found?.is).toBe('right');
    if (scheme.time) expect(found?.sent).not.toBe((await examine(exchangeOf(before), [named]))?.sent);
    expect(renewed.headers.list).toHaveLength(before.headers.list.length);
    expect(renewed.url.length).toBe(before.url.length);
  });

  it('covers every scheme by which a client signs a request', () => {
    expect(signed.length).toBeGreaterThan(20);
  });

  it('nonces are other ones of the same length and alphabet', () => {
    const scheme: Scheme = {
      name: 'Example signature',
      by: 'client',
      mac: 'hmac-sha256',
      message: { join: '\n', of: [{ method: true }, { header: 'x-nonce' }] },
      encode: 'hex',
      at: { header: 'x-signature' },
      causes: {},
      references: [],
    };
    const headers = new Headers([header('X-Nonce', '123456789012'), header('X-Signature', '00')], 'all');
    const request = { method: 'GET', url: 'https://api.shop.example/', headers, body: NO_BODY };
    const nonce = renew(request, scheme, 'errdoctor', LATER).headers.get('x-nonce')?.value ?? '';
    expect(nonce).toMatch(/^\d{12}$/);
    expect(nonce).not.toBe('123456789012');
  });

  it('a signature inside a JSON body is refused with a sentence', () => {
    const scheme: Scheme = {
      name: 'Example signature',
      by: 'client',
      mac: 'hmac-sha256',
      message: { method: true },
      encode: 'hex',
      at: { field: 'signature' },
      causes: {},
      references: [],
    };
    const request = {
      method: 'GET',
      url: 'https://api.shop.example/',
      headers: new Headers([], 'all'),
      body: NO_BODY,
    };
    expect(() => renew(request, scheme, 'errdoctor', LATER)).toThrow(NotReplayable);
  });
});
