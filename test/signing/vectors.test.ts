import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Headers, header } from '../../src/exchange/headers.js';
import { at } from '../../src/exchange/place.js';
import { schemesOf } from '../../src/signing/choose-scheme.js';
import { examine } from '../../src/signing/examine.js';
import { sources } from '../support/packs.js';
import { allRecorded, type SignedCase } from '../support/signing-vectors.js';

function exchangeOf({ request: { method, url, headers, bodyBase64 } }: SignedCase): Exchange {
  const wire = Buffer.from(bodyBase64, 'base64');
  // What stands for a key in documentation is no recorder's mask here.
  const fields = headers.map(([name, value]) => ({ ...header(name, value), redacted: false }));
  return {
    request: {
      method,
      url,
      headers: new Headers(fields, 'all'),
      body: wire.length === 0 ? { is: 'none' } : { is: 'bytes', wire, exact: true },
    },
    hops: [],
    recorder: { name: 'a vector' },
    at: at(0, 0),
  };
}

describe.each(allRecorded().map(({ scheme, cases }) => [scheme, cases] as const))('%s', (id, cases) => {
  const [pack, name] = id.split('/') as [string, string];
  const settings = sources.find((one) => one.id === pack)?.settings;

  it.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, signed) => {
    const exchange = exchangeOf(signed);
    // Two schemes that share a place are both tried, as they are for the user.
    expect(schemesOf(settings, exchange).map(([one]) => one)).toContain(name);
    const scheme = settings?.signatures?.[name];
    const value = Buffer.from(signed.secretBase64, 'base64').toString('latin1');
    const finding = await examine(exchange, scheme ? [[name, scheme]] : [], {
      secrets: [{ value, source: 'the vector' }],
      timeoutSeconds: 100,
    });
    const mistakes = finding?.explanations.map((one) =>
      one.mistakes.map(({ id: mistake }) => mistake).sort(),
    );
    expect({ is: finding?.is, mistakes: mistakes?.[0] }).toEqual(
      signed.valid
        ? { is: 'right' }
        : signed.mistakes
          ? { is: 'mistake', mistakes: [...signed.mistakes].sort() }
          : { is: 'not-found' },
    );
  });
});
