import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import hashForm from '../../../src/signing/mistakes/hash-form.js';
import type { Atom, Step } from '../../../src/signing/scheme.js';
import { named, resultsOf } from '../family.js';

const of = (steps: readonly Step[], before: string, atom: Atom = { body: true }) =>
  resultsOf(hashForm, steps, before, {}, atom);
const hash = (name: string, text: string) => createHash(name).update(text, 'latin1');
const sha256 = hash('sha256', '{}').digest('hex');

it.each([
  ['{}', 'the text itself'],
  [sha256.toUpperCase(), 'the hash in upper-case hex'],
  [hash('sha256', '{}').digest('base64'), 'the hash in base64'],
  [hash('sha256', '{}').digest().toString('latin1'), 'the raw bytes of the hash'],
  [hash('sha256', '{}').digest('base64url'), 'the hash in base64url'],
  [hash('sha512', '{}').digest('hex'), 'the SHA-512 hash'],
  [hash('md5', '{}').digest('hex'), 'the MD5 hash'],
  [hash('sha256', sha256).digest('hex'), 'the hash of the hash'],
  [`${sha256}  -`, 'the whole line that sha256sum prints'],
  [`SHA2-256(stdin)= ${sha256}`, 'the whole line that openssl dgst prints'],
  [`${sha256} *stdin`, 'the whole line that openssl dgst -r prints'],
])('%s is %s', (value, detail) => {
  expect(named(of(['sha256', 'hex'], '{}'), value)).toContain(`body-hash-form: ${detail}`);
});

it('what comes before the hash stays', () => {
  expect(named(of(['trim', 'sha1', 'base64'], ' a '), hash('sha1', 'a').digest('hex'))).toContain(
    'body-hash-form: the hash in hex',
  );
});

it('only hashes have such forms, and those of the secret are keys', () => {
  expect(of(['lower'], '{}')).toEqual([]);
  expect(of(['sha256', 'hex', { unprefix: 'a' }], '{}')).toEqual([]);
  expect(of(['sha256'], 'secret', { secret: true })).toEqual([]);
});

it('each name stands for one form', () => {
  const details = of(['sha256', 'hex'], '{}').map(({ detail }) => detail);
  expect(new Set(details).size).toBe(details.length);
});
