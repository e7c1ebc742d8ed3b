import { brotliDecompressSync, inflateSync } from 'node:zlib';
import { ByteReader, CutShort } from './byte-reader.js';
import { readName } from './distinguished-name.js';
import { openRecords, type Sealed } from './open-records.js';

/** What a server said in the handshake, as far as its bytes could be read. */
export interface ServerFlight {
  /** `TLSv1.3` */
  version?: string;
  alpn?: string;
  /** In DER and in the order sent. */
  certificates?: Uint8Array[];
  /** The names of the authorities that a client certificate may come from; absent where none was asked for. */
  authorities?: string[];
}

const RECORD = { handshake: 22, applicationData: 23, largest: 2 ** 14 + 2048 };
const MESSAGE = {
  serverHello: 2,
  encryptedExtensions: 8,
  certificate: 11,
  certificateRequest: 13,
  helloDone: 14,
  compressedCertificate: 25,
};
const EXTENSION = { alpn: 16, supportedVersions: 43, certificateAuthorities: 47 };
const VERSIONS: Readonly<Record<number, string>> = {
  769: 'TLSv1',
  770: 'TLSv1.1',
  771: 'TLSv1.2',
  772: 'TLSv1.3',
};

/**
 * Reads what a server sent in the handshake: Node tells neither the certificates as they were sent nor the request for
 * a client's. Bytes that are no TLS, or end early, give as much as can be read.
 *
 * @param received everything from the first byte of the connection on
 * @param secret SERVER_HANDSHAKE_TRAFFIC_SECRET of the connection, without which TLS 1.3 hides all but the version
 */
export function readServerFlight(received: Uint8Array, secret: Uint8Array | undefined): ServerFlight {
  const flight: ServerFlight = {};
  const { clear, sealed } = splitRecords(received);
  const suite = readMessages(clear, flight);
  if (flight.version === 'TLSv1.3' && secret && suite !== undefined) {
    const opened = openRecords(suite, secret, sealed).filter(({ type }) => type === RECORD.handshake);
    readMessages(Buffer.concat(opened.map(({ content }) => content)), flight);
  }
  return flight;
}

/** Records up to the first that is none (RFC 8446, section 5.1). */
function splitRecords(received: Uint8Array): { clear: Buffer; sealed: Sealed[] } {
  const clear: Uint8Array[] = [];
  const sealed: Sealed[] = [];
  const reader = new ByteReader(received);
  while (reader.left >= 5) {
    const header = reader.take(5);
    const [type, major] = header as unknown as [number, number];
    const length = ((header[3] as number) << 8) | (header[4] as number);
    if (major !== 3 || length > RECORD.largest || length > reader.left) break;
    const body = reader.take(length);
    if (type === RECORD.handshake) clear.push(body);
    if (type === RECORD.applicationData) sealed.push({ header, body });
  }
  return { clear: Buffer.concat(clear), sealed };
}

/** Reads handshake messages (RFC 8446, section 4) into `flight`; gives the cipher suite that a ServerHello chose. */
function readMessages(bytes: Uint8Array, flight: ServerFlight): number | undefined {
  const reader = new ByteReader(bytes);
  let suite: number | undefined;
  try {
    while (reader.left > 0) {
      const type = reader.number(1);
      const body = reader.vector(3);
      if (type === MESSAGE.serverHello) suite = readServerHello(body, flight);
      if (type === MESSAGE.encryptedExtensions) readExtensions(body, flight);
      if (type === MESSAGE.certificate) readCertificates(body, flight);
      if (type === MESSAGE.compressedCertificate) readCertificates(decompressed(body), flight);
      if (type === MESSAGE.certificateRequest) readCertificateRequest(body, flight);
      // What TLS 1.2 sends after it is encrypted.
      if (type === MESSAGE.helloDone) break;
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
  }
  return suite;
}

function readServerHello(body: ByteReader, flight: ServerFlight): number {
  flight.version = versionOf(body.number(2));
  body.take(32);
  body.vector(1);
  const suite = body.number(2);
  body.number(1);
  if (body.left > 0) readExtensions(body, flight);
  return suite;
}

function readExtensions(body: ByteReader, flight: ServerFlight): void {
  const list = body.vector(2);
  while (list.left > 0) {
    const type = list.number(2);
    const extension = list.vector(2);
    if (type === EXTENSION.supportedVersions) flight.version = versionOf(extension.number(2));
    if (type === EXTENSION.alpn)
      flight.alpn = Buffer.from(extension.vector(2).vector(1).bytes).toString('latin1');
    if (type === EXTENSION.certificateAuthorities) flight.authorities = readNames(extension.vector(2));
  }
}

function readCertificates(body: ByteReader, flight: ServerFlight): void {
  const isNew = flight.version === 'TLSv1.3';
  if (isNew) body.vector(1);
  const list = body.vector(3);
  flight.certificates = [];
  while (list.left > 0) {
    flight.certificates.push(list.vector(3).bytes);
    if (isNew) list.vector(2);
  }
}

/** By the numbers of RFC 8879, section 7.3. */
const DECOMPRESS: Readonly<Record<number, typeof inflateSync>> = { 1: inflateSync, 2: brotliDecompressSync };
const LARGEST_MESSAGE = 2 ** 20;

/** @throws CutShort for what cannot be decompressed */
function decompressed(body: ByteReader): ByteReader {
  const decompress = DECOMPRESS[body.number(2)];
  body.number(3);
  try {
    const bytes = decompress?.(body.vector(3).bytes, { maxOutputLength: LARGEST_MESSAGE });
    return new ByteReader(bytes ?? new Uint8Array());
  } catch {
    throw new CutShort();
  }
}

/** RFC 8446, section 4.3.2; RFC 5246, section 7.4.4, from which TLS 1.1 and older differ by the signature algorithms. */
function readCertificateRequest(body: ByteReader, flight: ServerFlight): void {
  flight.authorities = [];
  body.vector(1);
  if (flight.version === 'TLSv1.3') {
    readExtensions(body, flight);
    return;
  }
  if (flight.version === 'TLSv1.2') body.vector(2);
  flight.authorities = readNames(body.vector(2));
}

function readNames(list: ByteReader): string[] {
  const names: string[] = [];
  while (list.left > 0) names.push(readName(list.vector(2).bytes));
  return names;
}

function versionOf(number: number): string {
  return VERSIONS[number] ?? `0x${number.toString(16)}`;
}
