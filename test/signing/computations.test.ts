import { describe, expect, it } from 'vitest';
import { computationsOf } from '../../src/signing/computations.js';
import type { MistakeFamily } from '../../src/signing/mistake.js';
import type { Mac } from '../../src/signing/scheme.js';

/** Two other digests, and the digest without a key. */
const families = [
  {
    mistakes: {},
    macs: () => [
      { id: 'alg-digest', detail: 'SHA-1', mac: { digest: 'sha1', of: 'hmac' } },
      { id: 'alg-plain', mac: { digest: 'sha256', of: 'message' } },
      { id: 'alg-digest', detail: 'SHA-512', mac: { digest: 'sha512', of: 'hmac' } },
    ],
  },
  { mistakes: {} },
] as unknown as MistakeFamily[];

function tried(mac: Mac, lengths?: number[]) {
  const { computations, wrong } = computationsOf(mac, families, lengths && new Set(lengths));
  return computations.map(({ computation, mistakes }, number) => {
    const own = wrong.find(({ alternative }) => alternative === number);
    return [
      `${computation.of} ${computation.digest}`,
      ...mistakes.map(({ id, detail }) => `must be ${id} ${detail}`),
      ...(own ? [`may be ${own.id} ${own.detail ?? ''}`.trim()] : []),
    ];
  });
}

describe('the computations that are tried', () => {
  it('begin with the documented one', () => {
    expect(tried('hmac-sha256')).toEqual([
      ['hmac sha256'],
      ['message sha256', 'may be alg-plain'],
      ['hmac sha1', 'may be alg-digest SHA-1'],
      ['message sha1', 'must be alg-digest SHA-1', 'may be alg-plain'],
      ['hmac sha512', 'may be alg-digest SHA-512'],
      ['message sha512', 'must be alg-digest SHA-512', 'may be alg-plain'],
    ]);
    expect(tried('hmac-sha256', [32])).toEqual([['hmac sha256'], ['message sha256', 'may be alg-plain']]);
  });

  it('begin with the one whose length the signature has', () => {
    expect(tried('hmac-sha256', [64])).toEqual([
      ['hmac sha512', 'must be alg-digest SHA-512'],
      ['message sha512', 'must be alg-digest SHA-512', 'may be alg-plain'],
    ]);
  });

  it('hold the documented one cut, where the signature is shorter', () => {
    expect(tried('hmac-sha256', [20])).toEqual([
      ['hmac sha1', 'must be alg-digest SHA-1'],
      ['message sha1', 'must be alg-digest SHA-1', 'may be alg-plain'],
      ['hmac sha256', 'may be enc-truncated'],
    ]);
  });

  it('are the documented one where nothing has the length, and none under a public key', () => {
    expect(tried('hmac-sha256', [17])).toEqual([['hmac sha256']]);
    expect(tried('ed25519')).toEqual([]);
  });
});
