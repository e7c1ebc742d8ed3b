import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Certificates, makeCertificates } from '../support/certificates.js';
import { emptyFolder } from '../support/empty-folder.js';
import { type LoopbackServer, startHttp2, startProxy } from '../support/servers.js';
import { REFUSAL, type Loopback, startLoopback } from './loopback.js';
import { errdoctorCurl, type Place } from './run.js';

const CANARY = 'errdoctorCanary4f1b9c27a05d';

let server: Loopback;
let certificates: Certificates;
let secure: LoopbackServer;
beforeAll(async () => {
  server = await startLoopback();
  certificates = makeCertificates();
  secure = await startHttp2(certificates.server, (_request, response) =>
    response.writeHead(401, { 'content-type': 'application/json' }).end(REFUSAL),
  );
});
afterAll(async () => {
  server.close();
  await secure.close();
  certificates.remove();
});

/** The JSON report of one run. */
async function reportOf(words: readonly string[], place: Place = {}) {
  const cwd = place.cwd ?? emptyFolder();
  const ran = await errdoctorCurl(['--json', '-o', 'report.json'], words, { ...place, cwd });
  return { ...ran, report: JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) };
}

describe('the report of errdoctor curl', () => {
  it('stands on standard error, and all else is as curl left it', async () => {
    const { exit, stdout, stderr } = await errdoctorCurl([], ['-sS', `${server.url}/refused`]);
    expect({ exit, stdout: stdout.toString() }).toEqual({ exit: 0, stdout: REFUSAL });
    expect(stderr.toString()).toContain('pandabase/timestamp-expired');
    expect(stderr.toString()).toContain(`GET ${server.url}/refused`);
  });

  it('is not written where nothing failed', async () => {
    const { stderr } = await errdoctorCurl([], ['-sS', `${server.url}/ok`]);
    expect(stderr.toString()).toBe('');
    const { report } = await reportOf(['-sS', `${server.url}/ok`]);
    expect(report).toMatchObject({ summary: { exchanges: 1, failed: 0 }, diagnoses: [] });
  });

  it('keeps the exit code of curl, and knows it', async () => {
    const words = ['-sS', `https://localhost:${secure.port}/`];
    const { exit, report } = await reportOf(words);
    expect(exit).toBe(60);
    expect(report.diagnoses[0].causes[0].explanation).toContain('certificate');
    const refused = await reportOf(['-sSf', `${server.url}/refused`]);
    expect(refused.exit).toBe(22);
    expect(refused.report.diagnoses[0].response.status).toBe(401);
  });

  it('names the URL of a call that never left', async () => {
    const { exit, report } = await reportOf(['-s', 'http://127.0.0.1:1/v1/things']);
    expect(exit).toBe(7);
    expect(report.diagnoses[0]).toMatchObject({
      request: { url: 'http://127.0.0.1:1/v1/things' },
      causes: [{ id: 'http/connection-refused' }],
    });
    expect((await reportOf(['-sS', 'http://[bad/'])).report.diagnoses[0].causes[0].id).toBe(
      'http/client-usage',
    );
  });

  it('reads packed bodies, redirects, several operations and HTTP/2', async () => {
    const packed = await reportOf(['-sS', '-o', 'body', `${server.url}/packed`]);
    expect(packed.report.diagnoses[0].response.code).toBe('TIMESTAMP_EXPIRED');
    const moved = await reportOf(['-sSL', '-d', 'x', `${server.url}/moved`]);
    expect(moved.report).toMatchObject({
      summary: { exchanges: 1, failed: 1 },
      diagnoses: [{ request: { method: 'POST', url: `${server.url}/refused` } }],
    });
    const several = await reportOf(['-sS', `${server.url}/ok`, '--next', '-sS', `${server.url}/refused`]);
    expect(several.report.summary).toMatchObject({ exchanges: 2, failed: 1 });
    const words = [
      '-sS',
      '--http2',
      '--cacert',
      certificates.ca.certFile,
      `https://localhost:${secure.port}/v1`,
    ];
    const second = await reportOf(words);
    expect(second.report.diagnoses[0]).toMatchObject({
      request: { url: `https://localhost:${secure.port}/v1` },
      response: { status: 401, code: 'TIMESTAMP_EXPIRED' },
    });
  });

  it('knows a tunnel through a proxy, and a proxy that refuses one', async () => {
    const [open, closed] = await Promise.all([
      startProxy(),
      startProxy('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n'),
    ]);
    const words = ['-sS', '--cacert', certificates.ca.certFile, `https://localhost:${secure.port}/v1`];
    const through = await reportOf(['-x', `http://127.0.0.1:${open.port}`, ...words]);
    expect(through.report).toMatchObject({
      summary: { exchanges: 1, failed: 1 },
      diagnoses: [{ response: { code: 'TIMESTAMP_EXPIRED' } }],
    });
    const refused = await reportOf(['-x', `http://127.0.0.1:${closed.port}`, ...words]);
    expect(refused.exit).toBe(56);
    expect(refused.report.diagnoses[0].causes[0].id).toMatch(/^http\/proxy/);
    await Promise.all([open.close(), closed.close()]);
  });

  it('is refused for parallel transfers that this curl does not tell apart, and curl runs', async () => {
    const { exit, stdout, stderr } = await errdoctorCurl(
      [],
      ['-sSZ', `${server.url}/refused`, `${server.url}/ok`],
    );
    expect(exit).toBe(0);
    expect(stdout.toString()).toContain(REFUSAL);
    expect(stderr.toString()).toMatch(/so nothing was diagnosed|timestamp-expired/);
  });

  it('is followed by what curl did not see to', async () => {
    const { stderr } = await errdoctorCurl([], ['-sSv', `${server.url}/ok`]);
    expect(stderr.toString()).toContain('note: -v was written by errdoctor');
  });

  it('holds no secret, and nothing of it is left on the disk', async () => {
    const TMPDIR = emptyFolder();
    const body = JSON.stringify({ password: CANARY });
    const words = [
      '-sS',
      '-u',
      `shop:${CANARY}`,
      '-H',
      `X-Api-Key: ${CANARY}`,
      '-d',
      body,
      `${server.url}/refused`,
    ];
    const { stderr } = await errdoctorCurl(['--all'], words, { env: { TMPDIR } });
    expect(stderr.toString()).toContain('timestamp-expired');
    expect(stderr.toString()).not.toContain(CANARY);
    expect(stderr.toString()).not.toContain(Buffer.from(`shop:${CANARY}`).toString('base64'));
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends curl, and errdoctor with its code', async (signal, code) => {
    const TMPDIR = emptyFolder();
    const ran = await errdoctorCurl([], ['-sSN', `${server.url}/hang`], {
      env: { TMPDIR },
      meanwhile: (child) =>
        void once(child.stdout as NodeJS.ReadableStream, 'data').then(() => child.kill(signal)),
    });
    expect(ran).toMatchObject({ exit: code, signal: null });
    expect(ran.stdout.toString()).toBe('begun');
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});

describe('words that cannot be used', () => {
  it('options of errdoctor among those of curl, and the other way round', async () => {
    const ours = await errdoctorCurl([], ['--provider', 'shop', `${server.url}/ok`]);
    expect(ours.exit).toBe(2);
    expect(ours.stderr.toString()).toContain('errdoctor curl --provider … --');
    const theirs = await errdoctorCurl(['-sS'], [`${server.url}/ok`]);
    expect(theirs.exit).toBe(2);
    expect(theirs.stderr.toString()).toContain('before -- stand options of errdoctor');
    const url = await errdoctorCurl([`${server.url}/ok`], ['-v']);
    expect(url.exit).toBe(2);
    expect(url.stderr.toString()).toContain('before -- stand options of errdoctor');
  });

  it('none at all', async () => {
    expect(await errdoctorCurl([], [])).toMatchObject({ exit: 2 });
  });

  it('help is for errdoctor', async () => {
    const { exit, stdout } = await errdoctorCurl([], ['--help']);
    expect(exit).toBe(0);
    expect(stdout.toString()).toMatch(/they come\s+first and then --/);
  });

  it('a provider that nobody knows is said before anything is sent', async () => {
    const ran = await errdoctorCurl(['-p', 'nobody-knows-it'], ['-sS', `${server.url}/ok`]);
    expect(ran).toMatchObject({ exit: 2 });
    expect(ran.stdout.toString()).toBe('');
  });

  it('a curl that is missing or too old', async () => {
    const PATH = emptyFolder();
    const missing = await errdoctorCurl([], ['-sS', `${server.url}/ok`], { env: { PATH } });
    expect(missing.exit).toBe(2);
    expect(missing.stderr.toString()).toContain('curl was not found');
    writeFileSync(
      join(PATH, 'curl'),
      '#!/bin/sh\necho " -v, --verbose  Make the operation more talkative"\n',
      {
        mode: 0o755,
      },
    );
    const old = await errdoctorCurl([], ['-sS', `${server.url}/ok`], { env: { PATH: `${PATH}:/bin` } });
    expect(old.exit).toBe(2);
    expect(old.stderr.toString()).toContain('too old');
  });
});
