import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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
  const folder = mkdtempSync(join(tmpdir(), 'errdoctor-certificates-'));
  const ca = keyPair(folder, 'ca', [
    '-subj',
    '/O=errdoctor example/CN=Example Test CA',
    '-addext',
    'basicConstraints=critical,CA:TRUE',
  ]);
  const signed = (name: string, subject: string, extensions: string) => {
    const extensionFile = join(folder, `${name}.ext`);
    writeFileSync(extensionFile, extensions);
    return keyPair(
      folder,
      name,
      ['-subj', subject],
      ['-CA', ca.certFile, '-CAkey', ca.keyFile, '-extfile', extensionFile],
    );
  };
  return {
    ca,
    server: signed(
      'server',
      '/CN=localhost',
      `subjectAltName=${['DNS:localhost', 'IP:127.0.0.1', ...names.map((name) => `DNS:${name}`)].join(',')}\nextendedKeyUsage=serverAuth\n`,
    ),
    client: signed('client', '/O=errdoctor example/CN=example-client', 'extendedKeyUsage=clientAuth\n'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function keyPair(folder: string, name: string, subject: string[], signing?: string[]): KeyPair {
  const keyFile = join(folder, `${name}.key`);
  const certFile = join(folder, `${name}.pem`);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  if (signing) {
    const requestFile = join(folder, `${name}.csr`);
    openssl('req', '-new', ...newKey, '-out', requestFile, ...subject);
    openssl(
      'x509',
      '-req',
      '-in',
      requestFile,
      '-out',
      certFile,
      '-days',
      '3650',
      '-CAcreateserial',
      ...signing,
    );
  } else {
    openssl('req', '-x509', ...newKey, '-out', certFile, '-days', '3650', ...subject);
  }
  return { keyFile, certFile, key: readFileSync(keyFile), cert: readFileSync(certFile) };
}

function openssl(...args: string[]): void {
  execFileSync('openssl', args, { stdio: 'pipe' });
}
