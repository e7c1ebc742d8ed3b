import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp, type AddressInfo } from 'node:net';
import { connect, createServer, type SecureVersion, type TLSSocket } from 'node:tls';
import { brotliCompressSync, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertOf } from '../../src/probe/tls/alerts.js';
import { certificatesIn } from '../../src/probe/tls/certificate.js';
import { readName } from '../../src/probe/tls/distinguished-name.js';
import { examineServer } from '../../src/probe/tls/server-certificate.js';
import { readServerFlight } from '../../src/probe/tls/server-flight.js';
import { Tap } from '../../src/probe/tls/tap.js';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { randomBelow } from '../support/fuzz.js';

let certificates: Certificates;
beforeAll(() => {
  certificates = makeCertificates();
});
afterAll(() => certificates.remove());

/** What a real server sends until the handshake is complete, with the secret of TLS 1.3. */
async function handshake(version: SecureVersion, ciphers?: string, ecdhCurve = 'auto') {
  const { server: own, ca } = certificates;
  const server = createServer({
    key: own.key,
    cert: own.cert,
    ca: ca.cert,
    requestCert: true,
    rejectUnauthorized: false,
    ecdhCurve,
  });
  server.on('secureConnection', (socket: TLSSocket) => socket.on('error', () => undefined));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const tap = new Tap(connectTcp((server.address() as AddressInfo).port, '127.0.0.1'));
  const client = connect({
    socket: tap,
    rejectUnauthorized: false,
    minVersion: version,
    maxVersion: version,
    ...(ciphers && { ciphers }),
  });
  let secret: Buffer | undefined;
  client.on('keylog', (line: Buffer) => {
    const [label, , value = ''] = line.toString().trim().split(' ');
    if (label === 'SERVER_HANDSHAKE_TRAFFIC_SECRET') secret = Buffer.from(value, 'hex');
  });
  await once(client, 'secureConnect');
  const { received } = tap;
  client.destroy();
  server.close();
  return { received, secret };
}

const hex = (value: number, size: number) => Buffer.from(value.toString(16).padStart(size * 2, '0'), 'hex');
const vector = (lengthSize: number, content: Buffer) =>
  Buffer.concat([hex(content.length, lengthSize), content]);

const flights: readonly [SecureVersion, string | undefined][] = [
  ['TLSv1.2', undefined],
  ['TLSv1.3', 'TLS_AES_128_GCM_SHA256'],
  ['TLSv1.3', 'TLS_AES_256_GCM_SHA384'],
  ['TLSv1.3', 'TLS_CHACHA20_POLY1305_SHA256'],
];

describe('the handshake of a server', () => {
  it.each(flights)('is read under %s, %s', async (version, cipher) => {
    const { received, secret } = await handshake(version, cipher);
    const flight = readServerFlight(received, secret);
    expect(flight.version).toBe(version);
    expect(new X509Certificate(flight.certificates?.[0] ?? '').subject).toBe('CN=localhost');
    expect(flight.authorities).toEqual(['O=errdoctor example, CN=Example Test CA']);
  });

  it('is read where the server asks for another key exchange first', async () => {
    const { received, secret } = await handshake('TLSv1.3', undefined, 'secp384r1');
    // The random of a HelloRetryRequest (RFC 8446, section 4.1.3).
    expect(received.indexOf('cf21ad74e59a6111', 'hex')).toBe(11);
    expect(readServerFlight(received, secret).certificates?.length).toBeGreaterThan(0);
  });

  it.each([
    [1, deflateSync],
    [2, brotliCompressSync],
  ])('is read where certificates are compressed (%i)', (algorithm, compress) => {
    const certificate = new X509Certificate(certificates.server.cert).raw;
    const list = vector(3, Buffer.concat([vector(3, certificate), vector(2, Buffer.alloc(0))]));
    const message = Buffer.concat([vector(1, Buffer.alloc(0)), list]);
    const hello = `0303${'00'.repeat(32)}001301000006002b00020304`;
    const compressed = [hex(algorithm, 2), hex(message.length, 3), vector(3, compress(message))];
    const messages = Buffer.concat([
      Buffer.from([2]),
      vector(3, Buffer.from(hello, 'hex')),
      Buffer.from([25]),
      vector(3, Buffer.concat(compressed)),
    ]);
    const record = Buffer.concat([Buffer.from('160303', 'hex'), vector(2, messages)]);
    expect(readServerFlight(record, undefined)).toEqual({ version: 'TLSv1.3', certificates: [certificate] });
  });

  it('hides all but the version without the secret, or with another one', async () => {
    const { received } = await handshake('TLSv1.3');
    expect(readServerFlight(received, undefined)).toEqual({ version: 'TLSv1.3' });
    expect(readServerFlight(received, Buffer.alloc(48, 1))).toEqual({ version: 'TLSv1.3' });
  });

  it('is read as far as it goes, whatever its bytes are', async () => {
    const below = randomBelow(7);
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const { received, secret } = await handshake(version);
      for (let end = 0; end < received.length; end += 37)
        expect(readServerFlight(received.subarray(0, end), secret)).toBeTypeOf('object');
      for (let round = 0; round < 500; round++) {
        const hostile = Buffer.from(received);
        for (let change = 0; change < 1 + (round % 5); change++) hostile[below(hostile.length)] = below(256);
        expect(readServerFlight(hostile, secret)).toBeTypeOf('object');
      }
    }
    expect(readServerFlight(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'), undefined)).toEqual({});
  });
});

describe('a distinguished name', () => {
  it('is told by its known types, the others by number', () => {
    const der = Buffer.from('301e310b300906035504061302444b310f300d06035504290c06c3a6c3b8c3a5', 'hex');
    expect(readName(der)).toBe('C=DK, 550429=æøå');
  });

  it('may be written in two-byte characters', () => {
    expect(readName(Buffer.from('300f310d300b06035504031e0400410042', 'hex'))).toBe('CN=AB');
  });
});

describe('an alert', () => {
  it('has a name and a meaning, also where no standard has one', () => {
    expect(alertOf(116)).toEqual({
      name: 'certificate required',
      means: 'the server wants a client certificate and got none',
    });
    expect(alertOf(200).name).toBe('number 200');
  });
});

describe('a certificate', () => {
  it('is examined as far as it can be read, whatever its bytes are', () => {
    const below = randomBelow(11);
    const trusted = certificatesIn(certificates.ca.cert.toString());
    const sound = new X509Certificate(certificates.server.cert).raw;
    const examine = (bytes: Buffer) => examineServer([bytes, bytes], 'localhost', trusted, Date.now());
    for (let round = 0; round < 800; round++) {
      const hostile = Buffer.from(sound);
      for (let change = 0; change < 1 + (round % 4); change++) hostile[below(hostile.length)] = below(256);
      expect(['object', 'undefined']).toContain(typeof examine(hostile));
    }
    expect(examine(sound)?.is).toBe('accepted');
  });
});
