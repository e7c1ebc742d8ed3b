import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CaptureServers, NAME, REFUSAL, startCaptureServers } from '../support/capture-servers.js';
import { emptyFolder } from '../support/empty-folder.js';
import { startTcp } from '../support/servers.js';
import { errdoctor, folderWith, program, type Setting } from './built.js';

const calls = fileURLToPath(new URL('../capture/program/node-calls.mjs', import.meta.url));
const CANARY = 'canary-5f1d0e77';

let servers: CaptureServers;
beforeAll(async () => {
  servers = await startCaptureServers();
});
afterAll(() => servers.close());

/** Nothing of our own environment leads past the servers. */
const CLEAN = {
  NO_PROXY: '',
  no_proxy: '',
  HTTP_PROXY: '',
  HTTPS_PROXY: '',
  http_proxy: '',
  https_proxy: '',
};

function capture(words: readonly string[], ours: readonly string[] = [], setting: Setting = {}) {
  const { certFile } = servers.certificates.ca;
  return errdoctor(['capture', '--cacert', certFile, ...ours, '--', ...words], {
    ...setting,
    env: { ...CLEAN, MODULES: import.meta.url, ...setting.env },
  });
}

/** What the JSON report says of the calls of a program. */
async function reportOf(words: readonly string[], setting: Setting = {}) {
  const file = join(emptyFolder(), 'report.json');
  const ran = await capture(words, ['--json', '-o', file], setting);
  return { ...ran, report: JSON.parse(readFileSync(file, 'utf8')) };
}

describe('a captured program', () => {
  it('prints what it prints, and the report follows on standard error', async () => {
    const { code, stdout, stderr } = await capture(['curl', '-q', '-sS', servers.refused]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: REFUSAL });
    expect(stderr).toContain(`GET ${servers.refused} -> 401`);
    expect(stderr).toContain('pandabase/timestamp-expired');
  });

  it('is reported on in nothing where nothing failed', async () => {
    expect(await capture(['curl', '-q', '-sS', servers.ok])).toEqual({
      code: 0,
      stdout: '{"ok":true}',
      stderr: '',
    });
  });

  it.each([
    ['curl', ['curl', '-q', '-sS']],
    ['Node with fetch', [process.execPath, calls, 'fetch']],
    ['Node with node:https', [process.execPath, calls, 'request']],
    ['Node with axios', [process.execPath, calls, 'axios']],
    ['Node with axios and no proxy', [process.execPath, calls, 'axios-without-proxy']],
    ['Python', ['python3', '-c', PYTHON()]],
  ])('calls once and is understood: %s', async (name, words) => {
    if (name === 'Python' && !hasPython) return console.warn('skipped: there is no python3');
    servers.arrived.length = 0;
    const { code, stdout, stderr, report } = await reportOf([...words, servers.refused]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(REFUSAL.slice(0, 12));
    expect(servers.arrived).toHaveLength(1);
    expect(report.summary).toMatchObject({ exchanges: 1, failed: 1 });
    expect(report.diagnoses[0]).toMatchObject({
      request: { url: servers.refused },
      response: { status: 401, code: 'TIMESTAMP_EXPIRED' },
    });
  });

  it.each(['http', 'https'])('is understood where no connection came about: %s', async (scheme) => {
    const gone = await startTcp(() => undefined);
    await gone.close();
    const url = `${scheme}://127.0.0.1:${gone.port}/`;
    for (const way of ['request', 'fetch']) {
      const { stdout, report } = await reportOf([process.execPath, calls, way, url]);
      expect(stdout).toContain('failed ECONNREFUSED');
      expect(report.diagnoses[0]).toMatchObject({ request: { url }, response: null });
    }
  });

  it('keeps its exit code and its input', async () => {
    expect(await capture(['sh', '-c', 'cat; exit 7'], ['-q'], { input: 'given' })).toEqual({
      code: 7,
      stdout: 'given',
      stderr: '',
    });
    expect((await capture(['sh', '-c', 'kill -TERM $$'], ['-q'])).code).toBe(143);
  });

  it('is led through the proxy of the user, and past it where the user says so', async () => {
    const words = ['curl', '-q', '-sS', servers.named];
    const through = await reportOf(words, { env: { HTTPS_PROXY: servers.proxy } });
    expect(through.report.diagnoses[0]).toMatchObject({ request: { url: servers.named } });
    expect(through.stdout).toBe(REFUSAL);
    const past = await reportOf(words, { env: { HTTPS_PROXY: servers.proxy, NO_PROXY: NAME } });
    expect(past.report.diagnoses[0].response).toBeNull();
  });

  it('leaves no secret in what is said', async () => {
    const words = [
      'curl',
      '-q',
      '-sS',
      '-H',
      `Authorization: Bearer ${CANARY}`,
      '-d',
      `{"password":"${CANARY}"}`,
    ];
    const { stderr, report } = await reportOf([...words, servers.refused]);
    const text = await capture([...words, servers.refused], ['--all']);
    for (const said of [stderr, text.stderr, JSON.stringify(report)]) expect(said).not.toContain(CANARY);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('gets %s, and the report follows', async (signal) => {
    const folder = emptyFolder();
    const { certFile } = servers.certificates.ca;
    const line = `trap 'exit 5' INT TERM; curl -q -sS ${servers.refused}; echo; while :; do sleep 0.1; done`;
    const words = [program, 'capture', '--cacert', certFile, '--', 'sh', '-c', line];
    const child = spawn(process.execPath, words, { env: { ...process.env, ...CLEAN, TMPDIR: folder } });
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
    });
    child.stdout.once('data', () => child.kill(signal));
    const [code] = await once(child, 'close');
    expect(code).toBe(5);
    expect(said).toContain('pandabase/timestamp-expired');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells of each failure as it happens where that is wished', async () => {
    const { certFile } = servers.certificates.ca;
    const line = `curl -q -sS ${servers.refused}; read end`;
    const words = [program, 'capture', '--watch', '--cacert', certFile, '--', 'sh', '-c', line];
    const child = spawn(process.execPath, words, { env: { ...process.env, ...CLEAN } });
    let said = '';
    child.stderr.on('data', (text) => {
      said += text;
      // The program ends only now.
      if (said.includes('pandabase/timestamp-expired')) child.stdin.end('\n');
    });
    expect(await once(child, 'close')).toEqual([0, null]);
  });

  it('finds certificates and no key in the folder that it is given, which is gone afterwards', async () => {
    const folder = emptyFolder();
    const look = 'cd "$(dirname "$SSL_CERT_FILE")" && ls -R && grep -rl "PRIVATE KEY" . ; true';
    const { stdout } = await capture(['sh', '-c', look], ['-q'], { env: { TMPDIR: folder } });
    expect(stdout.split('\n').filter((line) => /\.\w+$/.test(line))).toEqual([
      'ca.pem',
      'java.jks',
      'node.pem',
      'errdoctor.ini',
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a program that cannot run', () => {
  it('is told with the codes of a shell', async () => {
    const missing = await capture(['no-such-program']);
    expect(missing.code).toBe(127);
    expect(missing.stderr).toBe('error: no-such-program was not found on this machine.\n');
    const folder = folderWith({ 'notes.txt': 'text' });
    expect((await capture(['./notes.txt'], [], { cwd: folder })).code).toBe(126);
    const { stderr } = await capture(['node app.js']);
    expect(stderr).toContain('Each word of a command line stands by itself');
  });

  it('is not started where no certificates can be laid down for it', async () => {
    const ran = await capture(['echo', 'started'], [], { env: { TMPDIR: '/nowhere' } });
    expect(ran).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: No private folder can be made among the temporary files (ENOENT).\n',
    });
  });

  it('needs a -- before it', async () => {
    const { code, stderr } = await errdoctor(['capture', '--watch', '-f', 'json', 'node', 'app.js', '--all']);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error: Before the program stands a --: errdoctor capture --watch -f json -- node app.js --all\n',
    );
    expect((await errdoctor(['capture', 'node', "it's"])).stderr).toContain("capture -- node 'it'\\''s'");
  });

  it.each([
    ['nothing to run', ['capture'], 'Say which program to run'],
    ['nothing behind --', ['capture', '--'], 'Say which program to run'],
    ['both ways', ['capture', '--to', 'https://a.example', '--', 'true'], 'leave out either'],
    ['a URL that is none', ['capture', '--to', 'a.example'], 'Expected the URL of a server'],
    ['a key without its certificate', ['capture', '--key', 'a.pem', '--', 'true'], '--cert FILE'],
    ['--save-secrets alone', ['capture', '--save-secrets', '--', 'true'], '--save-har'],
    ['one file for two', ['capture', '--save-har', 'a', '-o', './a', '--', 'true'], 'the same file'],
    ['itself', ['capture', '--to', 'http://localhost:9411', '--port', '9411'], 'the same address'],
    ['a provider that is none', ['capture', '-p', 'nobody', '--', 'true'], 'There is no pack'],
  ])('is refused with a sentence: %s', async (_, words, says) => {
    const { code, stdout, stderr } = await errdoctor(words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});

describe('what is said of calls that were not seen', () => {
  it('names what the runtime leaves out', async () => {
    const { stderr } = await capture([process.execPath, '-e', '0']);
    expect(stderr).toContain('note: no call came through the proxy. Node.js: ');
    expect((await capture(['true'])).stderr).toContain('errdoctor explain capture');
    expect((await capture(['true'], ['-q'])).stderr).toBe('');
  });
});

describe('a program that does not trust the capture', () => {
  it('is told how its runtime is made to', async () => {
    const own = servers.certificates.ca.certFile;
    const words = ['curl', '-q', '-sS', '--cacert', own, servers.refused];
    const { code, stderr } = await capture(words);
    expect(code).toBe(60);
    expect(stderr).toContain('note: The program does not trust the certificates of this capture');
    expect(stderr).toContain('note: where curl, wget or git refuses the certificate: give curl --cacert');
    const twice = await capture(['sh', '-c', '"$@"; exec "$@"', 'sh', ...words]);
    expect({ code: twice.code, stdout: twice.stdout }).toEqual({ code: 0, stdout: REFUSAL });
  });
});

describe('--save-har', () => {
  it('keeps the calls, for this user alone and without secrets', async () => {
    const file = join(emptyFolder(), 'calls.har');
    const words = ['curl', '-q', '-sS', '-H', `Authorization: Bearer ${CANARY}`, servers.refused, servers.ok];
    await capture(words, ['--save-har', file]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(text).log.entries).toHaveLength(2);
    expect(text).not.toContain(CANARY);
    const again = await errdoctor(['analyze', file, '--json']);
    expect(JSON.parse(again.stdout).summary).toMatchObject({ exchanges: 2, failed: 1 });
  });
});

/** Python without packages: urllib. */
function PYTHON(): string {
  return `
import sys, urllib.request, urllib.error
try:
    print(urllib.request.urlopen(sys.argv[1]).read().decode())
except urllib.error.HTTPError as error:
    print(error.read().decode())
`;
}

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
