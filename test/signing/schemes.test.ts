import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/exchange/exchange.js';
import { Headers } from '../../src/exchange/headers.js';
import { at } from '../../src/exchange/place.js';
import { examine } from '../../src/signing/examine.js';
import type { Scheme } from '../../src/signing/scheme.js';
import { loaded } from '../support/packs.js';

/** Requests signed by official SDKs, documentation samples or the fact sheets: see `madeBy`. */
interface Vectors {
  readonly scheme: string;
  readonly cases: readonly {
    readonly name: string;
    readonly request: {
      readonly method: string;
      readonly url: string;
      readonly headers: readonly (readonly [string, string])[];
      readonly bodyBase64: string;
    };
    readonly secretBase64: string;
    readonly valid: boolean;
    /** For a wrong signature: the mistakes that were made. */
    readonly mistakes?: readonly string[];
    readonly madeBy: string;
  }[];
}

const folder = new URL('vectors/', import.meta.url);
const vectors = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Vectors | Vectors[]);
const schemes = [...loaded.packs.values()].flatMap(({ settings: { id, signatures = {} } }) =>
  Object.entries(signatures).map(([name, scheme]) => [`${id}/${name}`, scheme] as const),
);

function exchangeOf({ method, url, headers, bodyBase64 }: Vectors['cases'][number]['request']): Exchange {
  const wire = Buffer.from(bodyBase64, 'base64');
  // What looks masked is the value itself: a documentation's key may be XXXXXXXXXX.
  const fields = headers.map(([name, value]) => ({ name, value, raw: value, redacted: false }));
  return {
    request: {
      method,
      url,
      headers: new Headers(fields, 'all'),
      body: wire.length > 0 ? { is: 'bytes', wire, exact: true } : { is: 'none' },
    },
    hops: [],
    recorder: { name: 'a vector' },
    at: at(0, 0),
  };
}

it.each(schemes.map(([name]) => name))('%s has vectors', (name) => {
  expect(vectors.map(({ scheme }) => scheme)).toContain(name);
});

describe.each(vectors)('$scheme', ({ scheme, cases }) => {
  const described = schemes.find(([name]) => name === scheme)?.[1] as Scheme;

  it.each(cases)('$name', async ({ request, secretBase64, valid, mistakes }) => {
    const value = Buffer.from(secretBase64, 'base64').toString('latin1');
    const finding = await examine(exchangeOf(request), [[scheme, described]], {
      secrets: [{ value, source: 'vector' }],
      depth: Math.max(1, mistakes?.length ?? 0),
      timeoutSeconds: 60,
    });
    expect(finding?.missing).toEqual([]);
    if (valid) expect(finding?.is).toBe('right');
    else if (!mistakes) expect(finding?.is).toBe('not-found');
    else
      expect(finding?.explanations.map((one) => one.mistakes.map(({ id }) => id).toSorted())).toEqual([
        [...mistakes].toSorted(),
      ]);
  });
});
