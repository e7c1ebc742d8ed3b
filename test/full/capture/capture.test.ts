import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errdoctor } from '../../cli/built.js';
import { type CaptureServers, startCaptureServers } from '../../support/capture-servers.js';
import { emptyFolder } from '../../support/empty-folder.js';

const folder = fileURLToPath(new URL('programs/', import.meta.url));
const built = emptyFolder();

interface Client {
  readonly name: string;
  readonly words: readonly string[];
  /** Succeeds where all that it needs is there. */
  readonly needs: readonly string[];
  /** What the runtime itself says on standard error. */
  readonly says?: RegExp;
}

/** Of the system, where its packages are. */
const PYTHON = '/usr/bin/python3';

const CLIENTS: readonly Client[] = [
  { name: 'curl', words: ['curl', '-q', '-sS', '-d', '{"amount":1}'], needs: ['curl', '-V'] },
  { name: 'Node fetch', words: ['node', `${folder}fetch.mjs`], needs: ['node', '-v'] },
  { name: 'Node axios', words: ['node', `${folder}axios.mjs`], needs: ['node', '-v'] },
  {
    name: 'Python requests',
    words: [PYTHON, `${folder}python_requests.py`],
    needs: [PYTHON, '-c', 'import requests'],
  },
  { name: 'PHP curl', words: ['php', `${folder}call.php`], needs: ['php', '-r', 'curl_version();'] },
  {
    name: 'PHP streams',
    words: ['php', `${folder}streams.php`],
    needs: ['php', '-r', 'openssl_get_cert_locations();'],
  },
  {
    name: 'Java HttpClient',
    words: ['java', '-cp', built, 'Call'],
    needs: ['javac', '-d', built, `${folder}Call.java`],
    says: /^Picked up JAVA_TOOL_OPTIONS: .*\n$/,
  },
  {
    name: 'Go net/http',
    words: [join(built, 'call-go')],
    needs: ['go', 'build', '-o', join(built, 'call-go'), `${folder}call.go`],
  },
  { name: 'Ruby Net::HTTP', words: ['ruby', `${folder}call.rb`], needs: ['ruby', '-ropenssl', '-e', '0'] },
  {
    name: 'Perl HTTP::Tiny',
    words: ['perl', `${folder}call.pl`],
    needs: ['perl', '-MIO::Socket::SSL', '-e', '0'],
  },
];

let servers: CaptureServers;
beforeAll(async () => {
  servers = await startCaptureServers();
});
afterAll(() => servers.close());

describe('programs of any language are captured as they are', () => {
  it.each(CLIENTS)('$name', async ({ name, words, needs: [program = '', ...check], says = /^$/ }) => {
    if (spawnSync(program, check, { env: { ...process.env, GO111MODULE: 'off' } }).status !== 0) {
      console.warn(`skipped: what ${name} needs is not installed`);
      return;
    }
    servers.arrived.length = 0;
    const report = join(emptyFolder(), 'report.json');
    const { certFile } = servers.certificates.ca;
    const ours = ['--cacert', certFile, '--json', '-o', report];
    const { code, stdout, stderr } = await errdoctor(['capture', ...ours, '--', ...words, servers.named], {
      env: { HTTPS_PROXY: servers.proxy, NO_PROXY: '', no_proxy: '', MODULES: import.meta.url },
    });
    expect(stdout.trim()).toMatch(/^(?:401 )?"?\{.*TIMESTAMP_EXPIRED/);
    expect(code).toBe(0);
    expect(stderr).toMatch(says);
    expect(servers.arrived).toEqual([name === 'PHP streams' ? 'GET ' : 'POST {"amount":1}']);
    const { summary, diagnoses } = JSON.parse(readFileSync(report, 'utf8'));
    expect(summary).toMatchObject({ exchanges: 1, failed: 1, explained: 1 });
    expect(diagnoses[0]).toMatchObject({
      request: { url: servers.named },
      response: { status: 401, code: 'TIMESTAMP_EXPIRED' },
    });
  });
});
