import { createDecipheriv, createHmac } from 'node:crypto';

interface Suite {
  readonly hash: 'sha256' | 'sha384';
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305';
  readonly keyLength: number;
}

/** RFC 8446, appendix B.4; the two with CCM are offered by hardly any client. */
const SUITES: Readonly<Record<number, Suite>> = {
  4865: { hash: 'sha256', cipher: 'aes-128-gcm', keyLength: 16 },
  4866: { hash: 'sha384', cipher: 'aes-256-gcm', keyLength: 32 },
  4867: { hash: 'sha256', cipher: 'chacha20-poly1305', keyLength: 32 },
};
const TAG_LENGTH = 16;

/** A record as it travelled: its five-byte header, and what it protects. */
export interface Sealed {
  readonly header: Uint8Array;
  readonly body: Uint8Array;
}

export interface Opened {
  readonly type: number;
  readonly content: Uint8Array;
}

/**
 * Decrypts the records of one direction of a TLS 1.3 handshake in their order, and ends before the first that these keys
 * do not open: from there on others are in use (RFC 8446, sections 5.2 and 7.3).
 *
 * @param secret the handshake traffic secret of the side that sent them
 */
export function openRecords(suiteNumber: number, secret: Uint8Array, records: readonly Sealed[]): Opened[] {
  const suite = SUITES[suiteNumber];
  if (!suite) return [];
  const key = expandLabel(suite.hash, secret, 'key', suite.keyLength);
  const iv = expandLabel(suite.hash, secret, 'iv', 12);
  const opened: Opened[] = [];
  for (const [sequence, record] of records.entries()) {
    const inner = open(suite.cipher, key, nonceOf(iv, sequence), record);
    const end = inner?.findLastIndex((byte) => byte !== 0) ?? -1;
    if (!inner || end < 0) break;
    opened.push({ type: inner[end] as number, content: inner.subarray(0, end) });
  }
  return opened;
}

function open(
  cipher: Suite['cipher'],
  key: Buffer,
  nonce: Buffer,
  { header, body }: Sealed,
): Buffer | undefined {
  if (body.length <= TAG_LENGTH) return undefined;
  // The overloads of the declaration tell GCM and ChaCha20 apart; they are called alike.
  const decipher = createDecipheriv(cipher as 'aes-128-gcm', key, nonce, { authTagLength: TAG_LENGTH });
  decipher.setAAD(header);
  decipher.setAuthTag(body.subarray(-TAG_LENGTH));
  const plain = decipher.update(body.subarray(0, -TAG_LENGTH));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

function nonceOf(iv: Buffer, sequence: number): Buffer {
  const nonce = Buffer.from(iv);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ sequence) >>> 0, 8);
  return nonce;
}

/** HKDF-Expand-Label with an empty context (RFC 8446, section 7.1); one block is as much as keys need. */
function expandLabel(hash: Suite['hash'], secret: Uint8Array, label: string, length: number): Buffer {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.from([0, length, name.length, ...name, 0, 1]);
  return createHmac(hash, secret).update(info).digest().subarray(0, length);
}
