import type { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { Seen } from '../probe/probed.js';
import { certificatesIn } from '../probe/tls/certificate.js';
import type { OwnFiles } from '../probe/tls/own-certificate.js';
import type { TlsSetting } from '../probe/tls/probe-tls.js';
import type { Trust } from '../probe/tls/trust.js';
import type { Io } from './io.js';
import { proxyVariable } from '../wire/proxy-variable.js';
import { readInputs, readOne } from './read-inputs.js';
import { UsageError } from './usage-error.js';

/** Certificates, as the command line names them. */
export interface CertificateOptions {
  readonly cert?: string;
  readonly key?: string;
  readonly cacert?: string;
  readonly names?: string;
  readonly ip?: string;
  readonly now?: number;
}

/**
 * Whom a probe of TLS trusts, and which client certificate it shows, with the files read.
 *
 * @throws UsageError when one cannot be read
 */
export async function readTlsSetting(options: CertificateOptions, io: Io): Promise<TlsSetting> {
  const [own, trust] = await Promise.all([ownFiles(options, io), trusted(options.cacert, io)]);
  return {
    now: options.now,
    trust,
    remarks: proxyRemark(io),
    own,
  };
}

/** As with curl, the file of the certificate may hold its key as well. */
async function ownFiles({ cert, key, names, ip }: CertificateOptions, io: Io): Promise<OwnFiles | undefined> {
  if (cert === undefined) return undefined;
  return {
    cert: (await readOne(cert, io)).latin1,
    key: (await readOne(key ?? cert, io)).latin1,
    names: (names ?? '').split(',').flatMap((name) => name.trim() || []),
    address: ip,
  };
}

/** The authorities that server certificates are held against: one's own alone, or those that a Node program trusts. */
async function trusted(cacert: string | undefined, io: Io): Promise<Trust> {
  if (cacert !== undefined) {
    const certificates = certificatesIn((await readOne(cacert, io)).latin1);
    if (certificates.length === 0) throw new UsageError(`${cacert} holds no certificate in PEM.`);
    return { certificates, says: `only what ${cacert} holds` };
  }
  const { NODE_EXTRA_CA_CERTS: extra } = io.env;
  const [more] = extra ? (await readInputs([extra], io)).inputs : [];
  const other = ['SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'].filter((name) => io.env[name]);
  let certificates: readonly X509Certificate[] | undefined;
  return {
    // More than a hundred: read where a server is really looked at.
    get certificates() {
      certificates ??= [...rootCertificates, ...(more ? [more.latin1] : [])].flatMap(certificatesIn);
      return certificates;
    },
    says: [
      "the authorities of Node's list",
      ...(extra ? [`${more ? 'those' : 'none, for it cannot be read,'} in NODE_EXTRA_CA_CERTS`] : []),
      ...(other.length > 0
        ? [`not those in ${other.join(', ')}, which other programs go by (--cacert)`]
        : []),
    ].join('; '),
  };
}

function proxyRemark({ env }: Io): Seen[] {
  const name = proxyVariable(env, 'https');
  return name
    ? [{ what: 'proxy', is: `${name} is set; the probe goes past it, directly to the server` }]
    : [];
}
