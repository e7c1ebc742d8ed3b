import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedCases } from '../../support/signing-vectors.js';

describe.each([
  ['webhook', 'sha256', 'x-square-hmacsha256-signature'],
  ['webhook-sha1', 'sha1', 'x-square-signature'],
])("Square's documented formula gives the vectors of %s", (scheme, digest, header) => {
  it.each(signedCases(`square/${scheme}`))('%s', (_name, signed) => {
    const made = createHmac(digest, signed.secret).update(signed.url).update(signed.body).digest('base64');
    expect(signed.header(header)).toBe(made);
  });
});

it('the signatures that the official SDKs are tested with are what they were', () => {
  const published = signedCases('square/webhook').filter(([name]) => name.startsWith('published'));
  expect(published.map(([, signed]) => signed.header('x-square-hmacsha256-signature'))).toEqual([
    'GF4YkrJgGBDZ9NIYbNXBnMzqb2HoL4RW/S6vkZ9/2N4=',
    'W3FlCNk5IA3ZQ2LHTWoajvzfaDu/OwY2tNHIHC3IUOA=',
    'Cxt7+aTi4rKgcA0bC4g9EHdVtLSDWdqccmL5MvihU4U=',
  ]);
});
