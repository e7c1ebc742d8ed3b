import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface KeyPair {
  readonly keyFile: string;
  readonly certFile: string;
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** A certificate authority of its own with a server certificate for loopback and a client certificate. */
export interface Certificates {
  readonly ca: KeyPair;
  /** For `localhost` and `127.0.0.1`. */
  readonly server: KeyPair;
  readonly client: KeyPair;
  /** Removes the files. */
  remove(): void;
}

/**
 * Makes fresh certificates with openssl in a temporary folder; the caller removes them.
 * @param names further host names of the server.
 */
export function makeCertificates(names: readonly string[] = []): Certificates {
  const shop = openCertificateShop();
  const ca = shop.root('ca', '/O=errdoctor example/CN=Example Test CA');
  return {
    ca,
    server: shop.issue('server', ca, { names: ['localhost', '127.0.0.1', ...names] }),
    client: shop.issue('client', ca, {
      subject: '/O=errdoctor example/CN=example-client',
      usage: 'clientAuth',
      names: [],
    }),
    remove: shop.remove,
  };
}

/** What a certificate says; by default it is that of a server at `localhost`, valid for ten years. */
export interface Wanted {
  readonly subject?: string;
  /** Host names and IPv4 addresses for subjectAltName. */
  readonly names?: readonly string[];
  /** `false` makes an intermediate authority. */
  readonly usage?: 'serverAuth' | 'clientAuth' | false;
  /** Where the issuer's certificate would be fetched. */
  readonly issuerUrl?: string;
  /** `20250101000000Z` */
  readonly from?: string;
  readonly to?: string;
}

/** Makes one certificate after another, each with a key of its own. */
export interface CertificateShop {
  /** An authority that signed itself; `wanted` makes it a self-signed server. */
  root(file: string, subject: string, wanted?: Wanted): KeyPair;
  issue(file: string, issuer: KeyPair, wanted?: Wanted): KeyPair;
  /** Writes a further file, such as a chain, and gives its path. */
  write(file: string, content: string | Uint8Array): string;
  remove(): void;
}

/** The caller removes what it made. */
export function openCertificateShop(): CertificateShop {
  const folder = mkdtempSync(join(tmpdir(), 'errdoctor-certificates-'));
  const write = (file: string, content: string | Uint8Array) => {
    const path = join(folder, file);
    writeFileSync(path, content);
    return path;
  };
  return {
    root(file, subject, wanted = { usage: false }) {
      const extensions = extensionsOf(wanted).flatMap((extension) => ['-addext', extension]);
      const { keyFile, newKey } = keyOptions(folder, file);
      const certFile = join(folder, `${file}.pem`);
      openssl('req', '-x509', ...newKey, '-out', certFile, '-days', '3650', '-subj', subject, ...extensions);
      return keyPair(keyFile, certFile);
    },
    issue(file, issuer, wanted = {}) {
      const { keyFile, newKey } = keyOptions(folder, file);
      const certFile = join(folder, `${file}.pem`);
      const request = join(folder, `${file}.csr`);
      openssl('req', '-new', ...newKey, '-out', request, '-subj', wanted.subject ?? '/CN=localhost');
      sign(write, { request, certFile, issuer, wanted });
      return keyPair(keyFile, certFile);
    },
    write,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `openssl ca`, because it alone can be told both dates. */
function sign(
  write: CertificateShop['write'],
  {
    request,
    certFile,
    issuer,
    wanted,
  }: { request: string; certFile: string; issuer: KeyPair; wanted: Wanted },
): void {
  const database = write(`${basename(certFile)}.index`, '');
  const config = write(
    `${basename(certFile)}.cnf`,
    `[ca]
default_ca = own
[own]
database = ${database}
new_certs_dir = ${dirname(certFile)}
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = wanted
unique_subject = no
[any]
countryName = optional
organizationName = optional
organizationalUnitName = optional
commonName = optional
[wanted]
${extensionsOf(wanted).join('\n')}
`,
  );
  openssl(
    ...['ca', '-batch', '-notext', '-preserveDN', '-config', config, '-in', request, '-out', certFile],
    ...['-cert', issuer.certFile, '-keyfile', issuer.keyFile],
    ...(wanted.from ? ['-startdate', wanted.from] : []),
    ...(wanted.to ? ['-enddate', wanted.to] : ['-days', '3650']),
  );
}

function extensionsOf({
  names = ['localhost', '127.0.0.1'],
  usage = 'serverAuth',
  issuerUrl,
}: Wanted): string[] {
  if (usage === false) return ['basicConstraints=critical,CA:TRUE'];
  const listed = names.map((name) => (/^[\d.]+$/.test(name) ? `IP:${name}` : `DNS:${name}`));
  return [
    `extendedKeyUsage=${usage}`,
    ...(listed.length > 0 ? [`subjectAltName=${listed.join(',')}`] : []),
    ...(issuerUrl ? [`authorityInfoAccess=caIssuers;URI:${issuerUrl}`] : []),
  ];
}

function keyOptions(folder: string, file: string) {
  const keyFile = join(folder, `${file}.key`);
  return {
    keyFile,
    newKey: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile],
  };
}

function keyPair(keyFile: string, certFile: string): KeyPair {
  return { keyFile, certFile, key: readFileSync(keyFile), cert: readFileSync(certFile) };
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' });
}
