import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TrustFiles, writeTrustFiles } from '../../../src/capture/program/trust-files.js';
import { makeCertificates } from '../../support/certificates.js';
import { emptyFolder } from '../../support/empty-folder.js';

const certificates = makeCertificates();
const authority = certificates.ca.cert.toString();
const others = rootCertificates.slice(0, 20);
const extra = join(emptyFolder(), 'extra.pem');
writeFileSync(extra, rootCertificates[30] ?? '');

describe('the files that make programs trust the proxy', () => {
  let files: TrustFiles;
  beforeAll(() => {
    files = writeTrustFiles(authority, others, { NODE_EXTRA_CA_CERTS: extra });
  });
  afterAll(() => {
    files.remove();
    certificates.remove();
  });

  it('lie in a folder for this user alone', () => {
    expect(statSync(dirname(files.bundle)).mode & 0o777).toBe(0o700);
  });

  it('hold the authority and all others', () => {
    const bundle = readFileSync(files.bundle, 'utf8');
    for (const one of [authority, ...others]) expect(bundle).toContain(one.trim());
    execFileSync('openssl', ['verify', '-CAfile', files.bundle, certificates.server.certFile]);
  });

  it('give Node what it got besides before', () => {
    expect(readFileSync(files.extra, 'utf8')).toBe(`${authority.trim()}\n${rootCertificates[30]}`);
  });

  it('name the bundle to PHP', () => {
    const [ini = ''] = readdirSync(files.phpFolder);
    expect(readFileSync(join(files.phpFolder, ini), 'utf8')).toBe(
      `curl.cainfo="${files.bundle}"\nopenssl.cafile="${files.bundle}"\n`,
    );
  });

  it('have a store for Java, sealed as Java does', () => {
    const store = readFileSync(files.trustStore);
    expect(store.readUInt32BE(0)).toBe(0xfeedfeed);
    expect(store.readUInt32BE(8)).toBe(others.length + 1);
    const password = Buffer.from([...'changeit'].flatMap((letter) => [0, letter.charCodeAt(0)]));
    const seal = createHash('sha1')
      .update(password)
      .update('Mighty Aphrodite')
      .update(store.subarray(0, -20));
    expect(store.subarray(-20)).toEqual(seal.digest());
    const own = Buffer.from(authority.replace(/-----[^-]*-----/g, ''), 'base64');
    expect(store.includes(own)).toBe(true);
  });
});

it('they go with a word, or with the process', () => {
  const files = writeTrustFiles(authority, [], {});
  files.remove();
  expect(existsSync(dirname(files.bundle))).toBe(false);
  expect(process.listeners('exit').some(({ name }) => name === 'remove')).toBe(false);
});
