import { constants, createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import type { Computation } from './mistake.js';
import type { Digest, Mac } from './scheme.js';

const BLOCK: Readonly<Record<Digest, number>> = {
  md5: 64,
  sha1: 64,
  sha224: 64,
  sha256: 64,
  sha384: 128,
  sha512: 128,
};
export const DIGEST_LENGTH: Readonly<Record<Digest, number>> = {
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};
// The types know only printable encodings; the digest as a byte string is one too, and the fastest.
const RAW = 'latin1' as 'hex';
/** Not in the types: writes a byte string without looking at an encoding's name first. */
type Latin1Buffer = Buffer & { latin1Write(bytes: string, offset: number): number };
const ROOM = 1024;
const KEPT_KEYS = 1024;

/**
 * HMAC (RFC 2104) for many messages under few keys: the two padded key blocks are kept, so that each digest costs two
 * one-shot hashes. All values are byte strings.
 */
export class Hmac {
  readonly #keys = new Map<string, PaddedKey>();
  #last: { name: string; key: PaddedKey } | undefined;

  constructor(readonly digest: Digest) {}

  compute(key: string, message: string): string {
    if (this.#last?.name !== key) this.#last = { name: key, key: this.#padded(key) };
    return this.#last.key.mac(message);
  }

  #padded(key: string): PaddedKey {
    let padded = this.#keys.get(key);
    if (!padded) {
      if (this.#keys.size >= KEPT_KEYS) this.#keys.clear();
      padded = new PaddedKey(this.digest, key);
      this.#keys.set(key, padded);
    }
    return padded;
  }
}

class PaddedKey {
  readonly #block: number;
  /** The inner block and room for a message after it. */
  #inner: Latin1Buffer;
  readonly #outer: Latin1Buffer;
  /** Views of the inner block and a message, by the message's length: making them costs as much as a hash. */
  readonly #views: Buffer[] = [];

  constructor(
    readonly digest: Digest,
    key: string,
  ) {
    this.#block = BLOCK[digest];
    const bytes = Buffer.from(key, 'latin1');
    const short = bytes.length > this.#block ? Buffer.from(hash(digest, bytes, RAW), 'latin1') : bytes;
    this.#inner = Buffer.alloc(this.#block + ROOM, 0x36) as Latin1Buffer;
    this.#outer = Buffer.alloc(this.#block + DIGEST_LENGTH[digest], 0x5c) as Latin1Buffer;
    for (const [index, byte] of short.entries()) {
      this.#inner[index] = byte ^ 0x36;
      this.#outer[index] = byte ^ 0x5c;
    }
  }

  mac(message: string): string {
    const { length } = message;
    if (length > this.#inner.length - this.#block) this.#grow(length);
    this.#inner.latin1Write(message, this.#block);
    let view = this.#views[length];
    if (!view) {
      view = this.#inner.subarray(0, this.#block + length);
      if (length <= ROOM) this.#views[length] = view;
    }
    this.#outer.latin1Write(hash(this.digest, view, RAW), this.#block);
    return hash(this.digest, this.#outer, RAW);
  }

  #grow(length: number): void {
    const grown = Buffer.alloc(this.#block + length + ROOM) as Latin1Buffer;
    this.#inner.copy(grown, 0, 0, this.#block);
    this.#inner = grown;
    this.#views.length = 0;
  }
}

/** Computes digests, with what can be kept between calls kept. */
export class Digester {
  readonly #hmacs = new Map<Digest, Hmac>();

  /** The digest as a byte string. */
  compute({ digest, of }: Computation, key: string, message: string): string {
    switch (of) {
      case 'hmac':
        return this.#hmac(digest).compute(key, message);
      case 'hmac-swapped':
        return this.#hmac(digest).compute(message, key);
      case 'key+message':
        return digestOf(digest, key + message);
      case 'message+key':
        return digestOf(digest, message + key);
      case 'message':
        return digestOf(digest, message);
    }
  }

  #hmac(digest: Digest): Hmac {
    let hmac = this.#hmacs.get(digest);
    if (!hmac) {
      hmac = new Hmac(digest);
      this.#hmacs.set(digest, hmac);
    }
    return hmac;
  }
}

/** The raw digest of a byte string. */
export function digestOf(name: Digest, bytes: string): string {
  return hash(name, Buffer.from(bytes, 'latin1'), RAW);
}

/** How a MAC name is computed; undefined for what is checked with a public key. */
export function computationOf(mac: Mac): Computation | undefined {
  const [kind, digest] = mac.split('-');
  if (kind === 'hmac') return { digest: digest as Digest, of: 'hmac' };
  return kind !== undefined && kind in DIGEST_LENGTH ? { digest: kind as Digest, of: 'message' } : undefined;
}

/**
 * A check with a public key.
 *
 * @param pem the key: PEM, or the base64 of its SubjectPublicKeyInfo
 * @throws Error when the text is no public key
 */
export function publicKeyCheck(mac: Mac, pem: string): (message: string, signature: string) => boolean {
  const key = publicKeyOf(pem);
  return (message, signature) => {
    const data = Buffer.from(message, 'latin1');
    const bytes = Buffer.from(signature, 'latin1');
    try {
      if (mac === 'rsa-pss-sha256') {
        const padding = constants.RSA_PKCS1_PSS_PADDING;
        return verify('sha256', data, { key, padding, saltLength: constants.RSA_PSS_SALTLEN_AUTO }, bytes);
      }
      if (mac === 'ecdsa-sha256') {
        const raw = bytes.length % 2 === 0 && bytes[0] !== 0x30;
        return verify('sha256', data, { key, dsaEncoding: raw ? 'ieee-p1363' : 'der' }, bytes);
      }
      return verify(mac === 'ed25519' ? null : 'sha256', data, key, bytes);
    } catch {
      // A signature of an impossible length, or a key of another kind.
      return false;
    }
  };
}

/** Whether a text, as a byte string, is a public key that can be read. */
export function isPublicKey(text: string): boolean {
  try {
    publicKeyOf(text);
    return true;
  } catch {
    return false;
  }
}

function publicKeyOf(text: string): KeyObject {
  const pem = text.trim();
  if (pem.includes('-----BEGIN')) return createPublicKey(pem.replaceAll('\\n', '\n'));
  return createPublicKey({ key: Buffer.from(pem, 'base64'), format: 'der', type: 'spki' });
}
