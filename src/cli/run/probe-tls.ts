import type { X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import { PROBE_SECONDS } from '../../probe/finding.js';
import type { Seen } from '../../probe/probed.js';
import { certificatesIn } from '../../probe/tls/certificate.js';
import type { OwnFiles } from '../../probe/tls/own-certificate.js';
import { probeTls } from '../../probe/tls/probe-tls.js';
import type { Call } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { Io } from '../io.js';
import { readInputs } from '../read-inputs.js';
import { type ProbeOptions, reportProbe } from '../report-probe.js';
import { UsageError } from '../usage-error.js';
import { webUrl } from '../web-url.js';

interface Options extends ProbeOptions {
  readonly cert?: string;
  readonly key?: string;
  readonly cacert?: string;
  readonly names?: string;
  readonly ip?: string;
}

/** Looks at the certificates and the TLS of a server, and at what becomes of a client certificate. */
export default async function run(call: Call<Options>): Promise<ExitCode> {
  const { options, io } = call;
  const { hostname, port } = webUrl(call.arguments[0] ?? '');
  const [own, trust] = await Promise.all([ownFiles(options, io), trusted(options.cacert, io)]);
  return reportProbe(call, () =>
    probeTls({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      seconds: options.timeout ?? PROBE_SECONDS,
      now: options.now,
      trusted: trust.certificates,
      remarks: [{ what: 'trusted here', is: trust.says }, ...proxyRemark(io)],
      own,
    }),
  );
}

/** As with curl, the file of the certificate may hold its key as well. */
async function ownFiles({ cert, key, names, ip }: Options, io: Io): Promise<OwnFiles | undefined> {
  if (cert === undefined) {
    const lone = Object.entries({ key, names, ip }).find(([, value]) => value !== undefined)?.[0];
    if (lone) throw new UsageError(`--${lone} is about your own certificate: name it with --cert FILE.`);
    return undefined;
  }
  return {
    cert: await read(cert, io),
    key: await read(key ?? cert, io),
    names: (names ?? '').split(',').flatMap((name) => name.trim() || []),
    address: ip,
  };
}

interface Trust {
  readonly certificates: readonly X509Certificate[];
  readonly says: string;
}

/** The authorities that server certificates are held against: one's own alone, or those that a Node program trusts. */
async function trusted(cacert: string | undefined, io: Io): Promise<Trust> {
  if (cacert !== undefined) {
    const certificates = certificatesIn(await read(cacert, io));
    if (certificates.length === 0) throw new UsageError(`${cacert} holds no certificate in PEM.`);
    return { certificates, says: `only what ${cacert} holds` };
  }
  const { NODE_EXTRA_CA_CERTS: extra } = io.env;
  const [more] = extra ? (await readInputs([extra], io)).inputs : [];
  const other = ['SSL_CERT_FILE', 'CURL_CA_BUNDLE', 'REQUESTS_CA_BUNDLE'].filter((name) => io.env[name]);
  return {
    certificates: [...rootCertificates, ...(more ? [more.latin1] : [])].flatMap(certificatesIn),
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
  const name = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].find((variable) => env[variable]);
  return name
    ? [{ what: 'proxy', is: `${name} is set; the probe goes past it, directly to the server` }]
    : [];
}

async function read(file: string, io: Io): Promise<string> {
  const { inputs, unreadable } = await readInputs([file], io);
  const [input] = inputs;
  if (!input) throw new UsageError(unreadable.join(' '));
  return input.latin1;
}
