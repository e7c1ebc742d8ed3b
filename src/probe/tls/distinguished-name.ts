import { brief } from './brief.js';
import { ByteReader } from './byte-reader.js';

/** Attribute types that authorities name themselves with (RFC 4519, section 2; RFC 2985, section 5.2.1). */
const TYPES: Readonly<Record<string, string>> = {
  '550403': 'CN',
  '550406': 'C',
  '550407': 'L',
  '550408': 'ST',
  '55040a': 'O',
  '55040b': 'OU',
  '0992268993f22c640119': 'DC',
  '2a864886f70d010901': 'emailAddress',
};
const BMP_STRING = 0x1e;

/**
 * A distinguished name in DER (RFC 5280, section 4.1.2.4) as it is said to people: `O=Example, CN=Example Root`.
 *
 * @throws CutShort for bytes that are none
 */
export function readName(der: Uint8Array): string {
  const parts: string[] = [];
  const sets = element(new ByteReader(der)).body;
  while (sets.left > 0) {
    const set = element(sets).body;
    while (set.left > 0) {
      const pair = element(set).body;
      const type = Buffer.from(element(pair).body.bytes).toString('hex');
      const value = element(pair);
      parts.push(`${TYPES[type] ?? type}=${text(value.tag, value.body.bytes)}`);
    }
  }
  return brief(parts.join(', '));
}

/**
 * The issuer of a certificate in DER, in the same words.
 *
 * @throws CutShort for bytes that are no certificate
 */
export function readIssuer(certificate: Uint8Array): string {
  const toBeSigned = element(element(new ByteReader(certificate)).body).body;
  const first = element(toBeSigned);
  // Version 1 certificates begin with the serial number, all others with their version (RFC 5280, section 4.1).
  if (first.tag === 0xa0) element(toBeSigned);
  element(toBeSigned);
  return readName(element(toBeSigned).whole);
}

interface Element {
  readonly tag: number;
  readonly body: ByteReader;
  /** Tag and length included. */
  readonly whole: Uint8Array;
}

function element(reader: ByteReader): Element {
  const before = reader.bytes.subarray(reader.bytes.length - reader.left);
  const tag = reader.number(1);
  const short = reader.number(1);
  const length = short < 0x80 ? short : reader.number(Math.min(short & 0x7f, 4));
  const body = new ByteReader(reader.take(length));
  return { tag, body, whole: before.subarray(0, before.length - reader.left) };
}

function text(tag: number, bytes: Uint8Array): string {
  if (tag !== BMP_STRING) return Buffer.from(bytes).toString('utf8');
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return even.swap16().toString('utf16le');
}
