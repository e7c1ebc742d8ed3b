import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { substitute } from '../../src/redact/substitute.js';
import { errdoctor, folderWith, type Outcome } from '../cli/built.js';
import { makeCertificates } from '../support/certificates.js';
import { fitsReport } from '../support/report-schema.js';
import { type Handler, type LoopbackServer, startHttp, startHttps } from '../support/servers.js';
import { traced } from './captures.js';

const CANARY = 'errdoctor-example-canary-7d21';
const servers: LoopbackServer[] = [];
afterAll(() => Promise.all(servers.map((server) => server.close())));

interface Seen {
  readonly line: string;
  readonly headers: readonly string[];
  readonly body: string;
}

/** A server that keeps what it got and answers with the handler. */
async function answering(handler: Handler): Promise<{ origin: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = await startHttp((request, response, body) => {
    const { method, url } = request;
    seen.push({ line: `${method} ${url}`, headers: request.rawHeaders, body: body.toString('latin1') });
    handler(request, response, body);
  });
  servers.push(server);
  return { origin: `http://127.0.0.1:${server.port}`, seen };
}

const refused: Handler = (_request, response) =>
  response
    .writeHead(401, { 'Content-Type': 'application/json' })
    .end('{"ok":false,"error":{"code":"TIMESTAMP_EXPIRED","message":"request timestamp expired"}}');

function replay(
  capture: string,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const cwd = folderWith({ 'call.txt': Buffer.from(capture, 'latin1') });
  return errdoctor(['replay', 'call.txt', ...words], { cwd, env });
}

describe('errdoctor replay', () => {
  it('sends the same bytes again, diagnoses the answer and compares it with the captured one', async () => {
    const { origin, seen } = await answering(refused);
    const capture = await traced(
      '--path-as-is',
      '-g',
      ...[
        '-H',
        `Authorization: Bearer ${CANARY}`,
        '-H',
        'x-oDD:  two  spaces',
        '-H',
        'Accept-Encoding: gzip',
      ],
      `${origin}/v1/a/../b%2f?x[]=1&y=%20`,
    );
    const { stdout, stderr, code } = await replay(capture, ['--json']);
    expect(seen).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
    const report = JSON.parse(stdout);
    expect(fitsReport(report), JSON.stringify(fitsReport.errors)).toBe(true);
    expect(report.diagnoses[0].replay).toMatchObject({
      says: 'the same as in the capture: 401 TIMESTAMP_EXPIRED',
      same: true,
      changes: [],
      attempts: [{ status: 401, code: 'TIMESTAMP_EXPIRED', failed: null, waitedSeconds: 0 }],
    });
    expect(report.diagnoses[0].source.file).toBe('call.txt (sent again)');
    expect(code).toBe(1);
    expect(stdout + stderr).not.toContain(CANARY);
  });

  it('tells what changed, also when the call works now', async () => {
    let calls = 0;
    const { origin } = await answering((request, response, body) =>
      calls++ === 0 ? refused(request, response, body) : response.end('{"ok":true}'),
    );
    const capture = await traced(`${origin}/v1/x`);
    const { stdout, code } = await replay(capture, []);
    expect(stdout).toContain('replayed it was 401 TIMESTAMP_EXPIRED in the capture, and is 200 now');
    expect(code).toBe(0);
    const others = ['markdown', 'github', 'support'].map((format) => replay(capture, ['--format', format]));
    expect((await Promise.all(others)).map((one) => one.code)).toEqual([0, 0, 0]);
  });

  it('a curl command is a capture, too; what curl would add is told', async () => {
    const { origin, seen } = await answering(refused);
    const { stdout } = await replay(`curl -H 'X-Api-Key: ${CANARY}' '${origin}/v1/x'`, ['--dry-run']);
    expect(seen).toEqual([]);
    expect(stdout).not.toContain(CANARY);
    expect(stdout).toContain('User-Agent is added: the capture does not hold it.');
    expect(stdout).toContain('GET /v1/x HTTP/1.1\nHost: 127.0.0.1');
    expect(stdout).toMatch(/X-Api-Key: …\(\d+\)/);
  });

  it('saves what travelled as HAR, without its secrets', async () => {
    const { origin } = await answering(refused);
    const cwd = folderWith({ 'call.txt': `curl -H 'X-Api-Key: ${CANARY}' '${origin}/v1/x'` });
    await errdoctor(['replay', 'call.txt', '--save-har', 'saved.har'], { cwd });
    const saved = readFileSync(join(cwd, 'saved.har'), 'utf8');
    expect(saved).not.toContain(CANARY);
    expect(JSON.parse(saved).log.entries).toMatchObject([{ response: { status: 401 } }]);
    const { code } = await errdoctor(['replay', 'call.txt', '--save-har', 'no/such/folder.har'], { cwd });
    expect(code).toBe(2);
  });

  it('a failure below HTTP is diagnosed', async () => {
    const { stdout, code } = await replay('curl http://127.0.0.1:9/v1/x\n', ['--json']);
    expect(JSON.parse(stdout).diagnoses[0].transport.kind).toBe('connect');
    expect([1, 4]).toContain(code);
  });
});

describe('a call that changes something', () => {
  const pay = (origin: string, date: string) =>
    JSON.stringify({
      request: {
        method: 'POST',
        url: `${origin}/v2/platforms/intents/pi_errdoctor/capture`,
        headers: { 'X-Idempotency-Key': 'errdoctor-key-0001', 'Content-Type': 'application/json' },
        body: '{}',
      },
      response: {
        status: 502,
        headers: { Date: date, 'Content-Type': 'text/html' },
        body: '<h1>Bad Gateway</h1>',
      },
    });
  const recent = () => new Date(Date.now() - 3_600_000).toUTCString();
  const old = 'Mon, 21 Sep 2020 12:26:40 GMT';

  it('is not sent without --allow-unsafe, and is told how to check first', async () => {
    const { origin, seen } = await answering(refused);
    const { code, stderr } = await replay(pay(origin, recent()), ['-p', 'pandabase', '--data', 'call.txt']);
    expect(seen).toEqual([]);
    expect(code).toBe(2);
    expect(stderr).toContain('only with --allow-unsafe');
    expect(stderr).toMatch(/check: GET \S+/);
    expect(stderr).toContain('remembers it for 24 hours, of which 1.0 have passed');
  });

  it('keeps its idempotency key; one that has outlived its time is said to be a second operation', async () => {
    const { origin, seen } = await answering(refused);
    const cwd = folderWith({ 'call.txt': pay(origin, old), 'body.json': '{}' });
    const words = ['replay', 'call.txt', '-p', 'pandabase', '--data', 'body.json', '--allow-unsafe'];
    const { stderr } = await errdoctor(words, { cwd });
    expect(stderr).toContain('these have passed: now the same key is a second operation');
    expect(seen[0]?.headers.join('|')).toContain('X-Idempotency-Key|errdoctor-key-0001');
    expect(seen[0]?.body).toBe('{}');
  });
});

describe('an answer that begins with 100 Continue', () => {
  it('is read to its end', async () => {
    const { origin, seen } = await answering(refused);
    const capture = await traced('-H', 'Expect: 100-continue', '-d', 'a=1', `${origin}/v1/x`);
    const { stdout } = await replay(capture, ['--allow-unsafe', '--json']);
    const { response, transport } = JSON.parse(stdout).diagnoses[0];
    expect(response.code).toBe('TIMESTAMP_EXPIRED');
    expect(transport).toBeNull();
    expect(seen[1]?.headers.join('|')).toContain('Expect|100-continue');
  });
});

describe('a read that asks for a write', () => {
  it.each([
    ['/v1/x', ['-H', 'X-HTTP-Method-Override: DELETE'], 'DELETE'],
    ['/v1/x', ['-H', 'x-method-override: patch'], 'PATCH'],
    ['/v1/x', ['-I', '-H', 'X-HTTP-Method: MERGE'], 'MERGE'],
    ['/v1/x?page=1&%5Fmethod=delete', [], 'DELETE'],
  ])('is one: %s %j', async (target, words, method) => {
    const { origin, seen } = await answering(refused);
    const capture = await traced(...words, origin + target);
    const { stderr, code } = await replay(capture, []);
    expect(stderr).toContain(`A ${method} changes something`);
    expect(code).toBe(2);
    expect((await replay(capture, ['--experiment', '--allow-unsafe'])).stderr).toContain(
      `this is a ${method}`,
    );
    expect(seen).toHaveLength(1);
    await replay(capture, ['--allow-unsafe']);
    expect(seen).toHaveLength(2);
  });

  it('is none where it names another read', async () => {
    const { origin, seen } = await answering(refused);
    await replay(await traced('-H', 'X-HTTP-Method-Override: get', `${origin}/v1/x?_method=HEAD`), []);
    expect(seen).toHaveLength(2);
  });
});

describe('what a capture lacks', () => {
  it.each([
    ['{"response":{"status":401,"headers":{},"body":"{}"}}', /does not hold the URL/],
    [
      '> POST /v1/x HTTP/1.1\n> Host: shop.example\n> Content-Length: 7\n>\n< HTTP/1.1 400 Bad Request\n<\n{}',
      /--data FILE/,
    ],
    [
      'GET /v1/x HTTP/1.1\r\nHost: shop.example\r\nAuthorization: Bearer [REDACTED]\r\nAccept: a\r\n\r\n',
      /masks Authorization.*--credential-env HEADER=NAME/,
    ],
    ["curl 'http://127.0.0.1:65536/'", /none that can be called/],
    ['curl -H "Authorization: Bearer $TOKEN" \'http://127.0.0.1:9/\'', /a mask is never sent/],
    [
      'GET /v1/x?api_key=[REDACTED] HTTP/1.1\r\nHost: shop.example\r\nAccept: a\r\n\r\n',
      /The URL holds a value/,
    ],
    ['GET /v1/x?token=****1234 HTTP/1.1\r\nHost: shop.example\r\nAccept: a\r\n\r\n', /The URL holds a value/],
    ...[
      ['Cookie', 'lang=en; sid=***'],
      ['Cookie', Buffer.from('sid=psk_…(41)').toString('latin1')],
      ['Cookie', 'sid=[REDACTED]; lang=en'],
      ['Authorization', 'AWS4-HMAC-SHA256 Credential=***, SignedHeaders=host, Signature=***'],
      ['Authorization', 'Digest username="a", response="***REDACTED***"'],
      ['X-Api-Key', '***REDACTED***'],
    ].map(([name, value]): [string, RegExp] => [
      `GET /v1/x HTTP/1.1\r\nHost: shop.example\r\n${name}: ${value}\r\nAccept: a\r\n\r\n`,
      new RegExp(`masks ${name}, and a mask is never sent`),
    ]),
  ])('is said before anything is sent: %j', async (capture, says) => {
    const { stderr, code } = await replay(capture, ['--allow-unsafe']);
    expect(stderr).toMatch(says);
    expect(code).toBe(2);
  });

  it('a masked credential comes from a variable and is never printed', async () => {
    const { origin, seen } = await answering((_request, response) => response.writeHead(403).end(CANARY));
    const capture = (await traced('-H', 'Authorization: Bearer ***', `${origin}/v1/x`)).replaceAll('\r', '');
    const { stdout, stderr } = await replay(
      capture,
      ['--credential-env', 'authorization=SHOP_TOKEN', '--all'],
      {
        SHOP_TOKEN: CANARY,
      },
    );
    expect(seen[1]?.headers.join('|')).toContain(`Authorization|Bearer ${CANARY}`);
    expect(stdout + stderr).not.toContain(CANARY);
    const masked = substitute(CANARY);
    const copy = await replay(capture.replace('Bearer ***', `Bearer ${masked}`), []);
    expect(copy).toMatchObject({ code: 2, stderr: expect.stringMatching(/masks Authorization/) });
    const wrong = await replay(capture, ['--credential-env', CANARY]);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).not.toContain(CANARY);
  });
});

describe('--fresh', () => {
  const SECRET = 'psk_test_errdoctor_example_secret_0001';
  const signed = (origin: string) =>
    [
      `curl '${origin}/v2/platforms/balances'`,
      "-H 'X-Request-Timestamp: 1600000000000'",
      "-H 'X-Platform-Signature: 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff'",
      "-H 'Authorization: Platform plt_errdoctorexample'",
    ].join(' ');

  it('stamps and signs as the pack documents', async () => {
    const { origin, seen } = await answering(refused);
    const words = ['-p', 'pandabase', '--fresh', '--secret-env', 'SHOP_SECRET'];
    const before = Date.now();
    const { stdout, stderr } = await replay(signed(origin), words, { SHOP_SECRET: SECRET });
    const headers = seen[0]?.headers ?? [];
    const value = (name: string) => headers[headers.indexOf(name) + 1] ?? '';
    const time = value('X-Request-Timestamp');
    expect(Number(time)).toBeGreaterThanOrEqual(before);
    const empty = createHash('sha256').update('').digest('hex');
    const canonical = ['GET', '/v2/platforms/balances', time, empty].join('\n');
    expect(value('X-Platform-Signature')).toBe(createHmac('sha512', SECRET).update(canonical).digest('hex'));
    expect(stdout).toContain('is made anew');
    const masked = signed(origin).replace(/[0-9a-f]{64}/, (signature) => substitute(signature));
    expect((await replay(masked, words, { SHOP_SECRET: SECRET })).stdout).toContain('is made anew');
    expect((await replay(masked, ['-p', 'pandabase'])).stderr).toMatch(/masks X-Platform-Signature/);
    expect(stdout + stderr).not.toContain(SECRET);
  });

  it('says what it lacks, and an old signature without it is noted', async () => {
    const { origin } = await answering(refused);
    const noSecret = await replay(signed(origin), ['-p', 'pandabase', '--fresh']);
    expect(noSecret.stderr).toContain('--secret-env');
    const unknown = await replay(`curl '${origin}/'`, ['--fresh']);
    expect(unknown.stderr).toContain('--provider ID');
    const stale = await replay(signed(origin), ['-p', 'pandabase']);
    expect(stale.stderr).toContain('--fresh makes a new one');
  });
});

describe('connections', () => {
  const { ca, server, client, remove } = makeCertificates();
  afterAll(remove);

  it('own authorities and a client certificate; without them the reason is diagnosed', async () => {
    const options = { key: server.key, cert: server.cert, ca: ca.cert, requestCert: true };
    const listening = await startHttps(options, (_request, response) => response.end('{}'));
    servers.push(listening);
    const capture = `curl 'https://localhost:${listening.port}/v1/x'`;
    const files = ['--cacert', ca.certFile, '--cert', client.certFile, '--key', client.keyFile];
    expect((await replay(capture, files)).code).toBe(0);
    const { stdout } = await replay(capture, ['--json']);
    const [diagnosis] = JSON.parse(stdout).diagnoses;
    expect(diagnosis.transport.kind).toBe('tls');
    expect(diagnosis.causes[0].id).toMatch(/certificate|tls/);
    expect((await replay(capture, ['--cert', client.certFile])).code).toBe(2);
  });

  it('redirects that the client followed are followed without credentials to another origin', async () => {
    const other = await answering((_request, response) => response.end('{}'));
    const { origin } = await answering((_request, response) =>
      response.writeHead(302, { Location: `${other.origin}/there` }).end(),
    );
    const capture = await traced(
      '-L',
      '-H',
      `X-Api-Key: ${CANARY}`,
      '-H',
      `Authorization: Bearer ${CANARY}`,
      `${origin}/here`,
    );
    other.seen.length = 0;
    const { stdout, code } = await replay(capture, []);
    expect(code).toBe(0);
    expect(other.seen).toHaveLength(1);
    expect(JSON.stringify(other.seen)).not.toContain(CANARY);
    expect(stdout).toContain('credentials were not sent there');
  });

  it('a proxy of the environment is not used, and that is said', async () => {
    const { origin, seen } = await answering(refused);
    const { stderr } = await replay(`curl '${origin}/'`, [], { HTTP_PROXY: 'http://127.0.0.1:9' });
    expect(stderr).toContain('HTTP_PROXY is not used');
    expect(seen).toHaveLength(1);
  });
});
