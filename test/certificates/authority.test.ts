import { execFileSync } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAuthority } from '../../src/certificates/authority.js';
import { emptyFolder } from '../support/empty-folder.js';

describe('an authority of one run', async () => {
  const authority = await createAuthority();
  const { certificate, key } = await authority.issue([
    'api.example.com',
    '*.pay.example.com',
    '127.0.0.1',
    '::1',
  ]);
  const own = new X509Certificate(authority.certificate);
  const issued = new X509Certificate(certificate);

  it('signs itself and what it issues', () => {
    expect(own.ca).toBe(true);
    expect(own.verify(own.publicKey)).toBe(true);
    expect(issued.ca).toBe(false);
    expect(issued.checkIssued(own)).toBe(true);
    expect(issued.verify(own.publicKey)).toBe(true);
  });

  it('issues under an unknown name what nobody is to trust', async () => {
    const untrusted = new X509Certificate(
      (await authority.issue(['api.example.com'], 'untrusted')).certificate,
    );
    expect(untrusted.checkIssued(own)).toBe(false);
    expect(untrusted.issuer).toContain('does not verify');
    expect(untrusted.checkHost('api.example.com')).toBeDefined();
  });

  it('names hosts and addresses', () => {
    expect(issued.checkHost('api.example.com')).toBeDefined();
    expect(issued.checkHost('eu.pay.example.com')).toBeDefined();
    expect(issued.checkHost('example.com')).toBeUndefined();
    expect(issued.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(issued.checkIP('::1')).toBeDefined();
  });

  it('passes the strictest reading of RFC 5280', () => {
    const folder = emptyFolder();
    const [ca, leaf] = [join(folder, 'ca.pem'), join(folder, 'leaf.pem')];
    writeFileSync(ca, authority.certificate);
    writeFileSync(leaf, certificate);
    const words = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, leaf];
    expect(execFileSync('openssl', words).toString()).toContain('leaf.pem: OK');
  });

  it('hands out the key of the certificate, and is another authority each time', async () => {
    expect(issued.checkPrivateKey(createPrivateKey(key))).toBe(true);
    const other = new X509Certificate((await createAuthority()).certificate);
    expect(other.subject).not.toBe(own.subject);
  });
});
