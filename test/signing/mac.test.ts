import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  computationOf,
  DIGEST_LENGTH,
  Digester,
  digestOf,
  Hmac,
  isPublicKey,
  publicKeyCheck,
} from '../../src/signing/mac.js';
import type { Digest } from '../../src/signing/scheme.js';

const DIGESTS = Object.keys(DIGEST_LENGTH) as Digest[];
const text = (length: number) => Buffer.alloc(length, 'a\u00ff', 'latin1').toString('latin1');
const hmac = (digest: Digest, key: string, message: string) =>
  createHmac(digest, Buffer.from(key, 'latin1'))
    .update(Buffer.from(message, 'latin1'))
    .digest()
    .toString('latin1');
const hash = (digest: Digest, message: string) =>
  createHash(digest).update(Buffer.from(message, 'latin1')).digest().toString('latin1');

describe.each(DIGESTS)('HMAC-%s', (digest) => {
  // Around the block of 64 or 128 bytes, and around the room that is kept for messages.
  it.each([0, 1, 63, 64, 65, 127, 128, 129, 300])('under a key of %s bytes is that of Node', (length) => {
    const computer = new Hmac(digest);
    for (const size of [0, 1, 1023, 1024, 1025, 5000, 1024, 1]) {
      expect(computer.compute(text(length), text(size))).toBe(hmac(digest, text(length), text(size)));
    }
  });

  it('keeps keys apart', () => {
    const computer = new Hmac(digest);
    for (const key of ['a', 'b', 'a', '', 'b'])
      expect(computer.compute(key, 'm')).toBe(hmac(digest, key, 'm'));
    expect(digestOf(digest, text(99))).toBe(hash(digest, text(99)));
    expect(DIGEST_LENGTH[digest]).toBe(hash(digest, '').length);
  });
});

describe('a digest', () => {
  const compute = (of: Parameters<Digester['compute']>[0]['of']) =>
    new Digester().compute({ digest: 'sha256', of }, 'key', 'message');

  it('takes key and message as it is told', () => {
    expect(compute('hmac')).toBe(hmac('sha256', 'key', 'message'));
    expect(compute('hmac-swapped')).toBe(hmac('sha256', 'message', 'key'));
    expect(compute('key+message')).toBe(hash('sha256', 'keymessage'));
    expect(compute('message+key')).toBe(hash('sha256', 'messagekey'));
    expect(compute('message')).toBe(hash('sha256', 'message'));
  });

  it('keeps digests apart', () => {
    const digester = new Digester();
    for (const digest of ['sha256', 'sha1', 'sha256'] as const)
      expect(digester.compute({ digest, of: 'hmac' }, 'key', 'm')).toBe(hmac(digest, 'key', 'm'));
  });

  it.each([
    ['hmac-sha256', { digest: 'sha256', of: 'hmac' }],
    ['md5', { digest: 'md5', of: 'message' }],
    ['rsa-sha256', undefined],
    ['ed25519', undefined],
  ] as const)('named %s is computed so: %j', (mac, computation) =>
    expect(computationOf(mac)).toEqual(computation),
  );
});

describe('a check with a public key', () => {
  const message = '{"a":"\u00e9"}';
  const data = Buffer.from(message, 'latin1');
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const edwards = generateKeyPairSync('ed25519');
  const pem = (key: typeof rsa.publicKey) => key.export({ type: 'spki', format: 'pem' }).toString();
  const raw = (signature: Buffer) => signature.toString('latin1');

  it('takes the signature of its own key over the same bytes only', () => {
    const rsaSignature = raw(sign('sha256', data, rsa.privateKey));
    expect(publicKeyCheck('rsa-sha256', pem(rsa.publicKey))(message, rsaSignature)).toBe(true);
    expect(publicKeyCheck('rsa-sha256', pem(rsa.publicKey))(`${message} `, rsaSignature)).toBe(false);
    expect(publicKeyCheck('rsa-pss-sha256', pem(rsa.publicKey))(message, rsaSignature)).toBe(false);
    const padding = { key: rsa.privateKey, padding: 6, saltLength: 20 };
    expect(
      publicKeyCheck('rsa-pss-sha256', pem(rsa.publicKey))(message, raw(sign('sha256', data, padding))),
    ).toBe(true);
    expect(
      publicKeyCheck('ed25519', pem(edwards.publicKey))(message, raw(sign(null, data, edwards.privateKey))),
    ).toBe(true);
    expect(publicKeyCheck('ed25519', pem(rsa.publicKey))(message, 'short')).toBe(false);
  });

  it.each(['der', 'ieee-p1363'] as const)('reads ECDSA written as %s', (dsaEncoding) => {
    const check = publicKeyCheck('ecdsa-sha256', pem(curve.publicKey));
    // The first byte of the plain form is random; one in 256 looks like the other form.
    let signature = sign('sha256', data, { key: curve.privateKey, dsaEncoding });
    while (dsaEncoding === 'ieee-p1363' && signature[0] === 0x30)
      signature = sign('sha256', data, { key: curve.privateKey, dsaEncoding });
    expect(check(message, raw(signature))).toBe(true);
    expect(check('other', raw(signature))).toBe(false);
  });

  it('reads a key in one line, and knows what is none', () => {
    const written = pem(edwards.publicKey);
    expect(isPublicKey(written)).toBe(true);
    expect(isPublicKey(` ${written.trim().replaceAll('\n', '\\n')}\n`)).toBe(true);
    expect(isPublicKey(written.replace(/-----[^-]+-----|\n/g, ''))).toBe(true);
    expect(isPublicKey('key-of-errdoctor')).toBe(false);
    expect(isPublicKey('-----BEGIN PUBLIC KEY-----\nerrdoctor\n-----END PUBLIC KEY-----')).toBe(false);
    expect(() => publicKeyCheck('ed25519', 'key-of-errdoctor')).toThrow();
  });
});
