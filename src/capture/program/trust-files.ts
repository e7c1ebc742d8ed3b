import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lead } from './runtime.js';

export interface TrustFiles extends Pick<Lead, 'bundle' | 'extra' | 'trustStore' | 'phpFolder'> {
  /** Takes the folder away; it goes by itself when the process ends in any way but by SIGKILL. */
  remove(): void;
}

/**
 * Writes what lets programs of all runtimes trust an authority besides those that they trust anyway, into a folder that
 * only this user can enter. There are certificates in it and nothing else.
 *
 * @param authority PEM
 * @param others PEM, a certificate each
 */
export function writeTrustFiles(
  authority: string,
  others: readonly string[],
  { NODE_EXTRA_CA_CERTS: extraFile }: Lead['env'],
): TrustFiles {
  const folder = mkdtempSync(join(tmpdir(), 'errdoctor-capture-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const write = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const all = [authority, ...others];
  const bundle = write('ca.pem', all.map((one) => `${one.trim()}\n`).join(''));
  const phpFolder = join(folder, 'php');
  mkdirSync(phpFolder);
  write('php/errdoctor.ini', `curl.cainfo="${bundle}"\nopenssl.cafile="${bundle}"\n`);
  return {
    bundle,
    extra: write('node.pem', `${authority.trim()}\n${extraFile ? textOf(extraFile) : ''}`),
    trustStore: write('java.jks', trustStore(all.map(derOf), STORE_PASSWORD)),
    phpFolder,
    remove() {
      process.off('exit', remove);
      remove();
    },
  };
}

/** Node itself warns of a file that it cannot read, and goes on. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]*-----/g, ''), 'base64');
}

/** The usual one of such stores: it protects nothing, and nothing in it needs protection. */
export const STORE_PASSWORD = 'changeit';

/** A store of trusted certificates in the form JKS (sun.security.provider.JavaKeyStore, which documents it). */
function trustStore(certificates: readonly Buffer[], password: string): Buffer {
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const text = (value: string) =>
    Buffer.concat([number(value.length).subarray(2), Buffer.from(value, 'latin1')]);
  // The date of an entry, which nobody reads.
  const date = Buffer.alloc(8);
  const entries = certificates.flatMap((certificate, at) => [
    ...[number(2), text(`errdoctor-${at}`), date],
    ...[text('X.509'), number(certificate.length), certificate],
  ]);
  const data = Buffer.concat([number(0xfeedfeed), number(2), number(certificates.length), ...entries]);
  const digest = createHash('sha1')
    .update(Buffer.from(password, 'utf16le').swap16())
    .update('Mighty Aphrodite')
    .update(data)
    .digest();
  return Buffer.concat([data, digest]);
}
