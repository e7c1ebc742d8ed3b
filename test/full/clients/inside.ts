import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeCertificates } from '../../support/certificates.js';
import { type Call, REFUSED, UNANSWERED } from './calls.js';
import { CLIENTS, type Client } from './clients.js';
import { ADDRESSES, serve } from './network.js';

const run = promisify(execFile);
/** Where the namespace shows the folder with the programs, so that stacks name the same paths everywhere. */
const PROGRAMS = '/mnt';

/** Runs in the network namespace that record.ts makes: `inside.ts FOLDER CLIENT...` */
const [folder = '', ...names] = process.argv.slice(2);
const hosts = [...new Set(ADDRESSES.map(([host]) => host))];
const certificates = makeCertificates(hosts);
const strangers = makeCertificates(hosts);
await serve(certificates, strangers);
const ca = join(PROGRAMS, 'ca.pem');
copyFileSync(certificates.ca.certFile, ca);
try {
  for (const client of CLIENTS.filter(({ name }) => names.includes(name))) {
    if (client.prepare) await run('sh', ['-c', '"$@"', 'sh', ...client.prepare], { cwd: PROGRAMS });
    mkdirSync(join(folder, client.name), { recursive: true });
    const calls = [
      ...(client.only === 'unanswered' ? [] : REFUSED),
      ...(client.only === 'answered' ? [] : UNANSWERED),
    ];
    for (const call of calls) {
      writeFileSync(join(folder, client.name, `${call.name}.txt`), await recorded(client, call));
    }
  }
} finally {
  certificates.remove();
  strangers.remove();
}
process.exit(0);

/** What the client prints, stdout and stderr in the order of writing. */
async function recorded(client: Client, call: Call): Promise<Buffer> {
  const env = {
    PATH: process.env.PATH,
    HOME: PROGRAMS,
    LANG: 'C.UTF-8',
    CALL: JSON.stringify(call),
    FORM: client.form,
    NODE_EXTRA_CA_CERTS: ca,
    CURL_CA_BUNDLE: ca,
    REQUESTS_CA_BUNDLE: ca,
    SSL_CERT_FILE: ca,
  };
  const command = ['-c', 'exec 2>&1; "$@" || true', 'sh', ...client.command(call)];
  const { stdout } = await run('sh', command, { cwd: PROGRAMS, env, encoding: 'buffer', timeout: 60_000 });
  return stdout;
}
