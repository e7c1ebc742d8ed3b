import { generateKeyPair, randomBytes, sign } from 'node:crypto';
import { promisify } from 'node:util';

/** A private key with its certificate, both PEM. */
export interface Identity {
  readonly key: string;
  readonly certificate: string;
}

/** A certificate authority that lives as long as the process: its key is never written. */
export interface Authority {
  /** PEM, for clients that shall trust what it issues. */
  readonly certificate: string;
  /**
   * A server certificate for these names (`*.example.com` too) and IP addresses, the first of which is its subject.
   *
   * @param trust `untrusted` names another issuer, which nobody knows: a client that verifies refuses it
   */
  issue(names: readonly string[], trust?: 'untrusted'): Promise<Identity>;
}

/** What is not to be trusted says so, where somebody looks at it. */
const UNKNOWN_ISSUER = [
  { name: 'organizationName', value: 'errdoctor' },
  { name: 'commonName', value: 'the certificate of the real server does not verify' },
];
const DAY = 24 * 3_600_000;
/** RSA, because that is what the maker of certificates signs with. */
const makeKeys = promisify(generateKeyPair);

/** Makes an authority of its own for a stand-in or a proxy on this machine. */
export async function createAuthority(): Promise<Authority> {
  const [{ default: forge }, own, servers] = await Promise.all([import('node-forge'), newKeys(), newKeys()]);
  const { pki } = forge;
  const subject = [
    { name: 'organizationName', value: 'errdoctor' },
    { name: 'commonName', value: `errdoctor local CA ${randomBytes(4).toString('hex')}` },
  ];
  const keyIdentifier = pki
    .getPublicKeyFingerprint(pki.publicKeyFromPem(own.publicKey), { type: 'RSAPublicKey' })
    .getBytes();

  function signed(
    publicKey: string,
    name: typeof subject,
    extensions: readonly object[],
    issuer: typeof subject = subject,
  ): string {
    const certificate = pki.createCertificate();
    certificate.publicKey = pki.publicKeyFromPem(publicKey);
    // Positive, as RFC 5280, section 4.1.2.2, asks.
    certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
    certificate.validity.notBefore = new Date(Date.now() - DAY);
    certificate.validity.notAfter = new Date(Date.now() + 30 * DAY);
    certificate.setSubject(name);
    certificate.setIssuer(issuer);
    // Both identifiers, because strict clients ask for them (RFC 5280, sections 4.2.1.1 and 4.2.1.2).
    certificate.setExtensions([
      ...extensions,
      { name: 'subjectKeyIdentifier' },
      ...(issuer === subject ? [{ name: 'authorityKeyIdentifier', keyIdentifier }] : []),
    ]);
    // node-forge would take a tenth of a second for each.
    const signature = () =>
      sign(
        'sha256',
        Buffer.from(forge.asn1.toDer(certificate.tbsCertificate).getBytes(), 'latin1'),
        own.privateKey,
      );
    certificate.sign({ sign: () => signature().toString('latin1') } as never, forge.md.sha256.create());
    return pki.certificateToPem(certificate);
  }

  return {
    certificate: signed(own.publicKey, subject, [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ]),
    async issue(names, trust) {
      const { isIP } = await import('node:net');
      const certificate = signed(
        servers.publicKey,
        [{ name: 'commonName', value: (names[0] ?? 'localhost').slice(0, 64) }],
        [
          { name: 'basicConstraints', cA: false },
          { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
          { name: 'extKeyUsage', serverAuth: true },
          {
            name: 'subjectAltName',
            altNames: names.map((name) => (isIP(name) ? { type: 7, ip: name } : { type: 2, value: name })),
          },
        ],
        trust && UNKNOWN_ISSUER,
      );
      return { key: servers.privateKey, certificate };
    },
  };
}

function newKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return makeKeys('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
