import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../src/certificates/authority.js';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { runCurl, runCurlMerged } from '../support/curl.js';
import { emptyFolder } from '../support/empty-folder.js';
import { Calling, diagnosed } from './calling.js';

let certificates: Certificates;
let open: Calling;
let closed: Calling;
const caFile = join(emptyFolder(), 'ca.pem');

beforeAll(async () => {
  certificates = makeCertificates();
  const authority = await createAuthority();
  writeFileSync(caFile, authority.certificate);
  open = await Calling.start('axys', { tls: { authority } });
  closed = await Calling.start('axys', { tls: { authority, clientCa: certificates.ca.cert.toString() } });
});
afterAll(async () => {
  await Promise.all([open.close(), closed.close()]);
  certificates.remove();
});

const words = ({ simulator: { port, issued } }: Calling, ...more: string[]) => [
  ...['-sS', '--max-time', '10', '--cacert', caFile, '-H', `X-API-Key: ${issued.credentials[0]?.value}`],
  ...[...more, `https://127.0.0.1:${port}/v2/cardholders/10532`],
];

describe('a provider over TLS', () => {
  it('is trusted by its authority alone, under the names of this machine and of the provider', async () => {
    const { port, host } = open.simulator;
    expect((await runCurl(words(open))).exit).toBe(0);
    expect((await runCurl(['-sS', `https://127.0.0.1:${port}/`])).exit).toBe(60);
    const named = ['--cacert', caFile, '--resolve', `${host}:${port}:127.0.0.1`, '-sS', '-i'];
    const { stdout } = await runCurl([...named, `https://${host}:${port}/v2/cardholders/1`]);
    expect(stdout.toString()).toContain('HTTP/1.1 401');
  });

  it.each(['1.2', '1.3'])('refuses whoever has no client certificate under TLS %s', async (version) => {
    const tls = ['--tls-max', version, `--tlsv${version}`];
    const capture = await runCurlMerged(['-v', ...words(closed, ...tls)]);
    expect(await diagnosed(capture, { provider: 'axys' })).toEqual([
      [undefined, 'axys/tls-client-certificate'],
    ]);
    const { certFile, keyFile } = certificates.client;
    const taken = await runCurl(words(closed, ...tls, '--cert', certFile, '--key', keyFile, '-i'));
    expect(taken.stdout.toString()).toContain('HTTP/1.1 200 OK');
  });

  it('refuses a client certificate of somebody else', async () => {
    const stranger = makeCertificates();
    try {
      const { certFile, keyFile } = stranger.client;
      const capture = await runCurlMerged(['-v', ...words(closed, '--cert', certFile, '--key', keyFile)]);
      expect(await diagnosed(capture, { provider: 'axys' })).toEqual([
        [undefined, 'axys/tls-client-certificate'],
      ]);
    } finally {
      stranger.remove();
    }
  });
});

it('a key of another environment than the host', async () => {
  const authority = await createAuthority();
  writeFileSync(caFile, authority.certificate);
  const calling = await Calling.start('contro', { tls: { authority } });
  const { host, port } = calling.simulator;
  const to = ['--cacert', caFile, '--connect-to', `${host}:443:127.0.0.1:${port}`, '-sS', '-v'];
  const key = ['-H', 'x-contro-api-key: sk_live_errdoctor_example_0001'];
  const capture = await runCurlMerged([...to, ...key, `https://${host}/v1/partner/cards`]);
  await calling.close();
  expect(await diagnosed(capture, {})).toEqual([[401, 'contro/api-key-environment-mismatch']]);
});
