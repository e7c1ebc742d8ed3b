import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { errdoctor, folderWith } from '../cli/built.js';
import { fitsReport } from '../support/report-schema.js';

const CANARY = 'errdoctor-example-canary-51be';
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

async function listening(listener: RequestListener, address = '127.0.0.1', port = 0): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) =>
    server.listen({ port, host: address, ipv6Only: address === '::1' }, resolve),
  );
  return (server.address() as AddressInfo).port;
}

/** The only diagnosis of a read that is sent several times. */
async function experiment(url: string, headers: readonly string[] = [`Authorization: Bearer ${CANARY}`]) {
  const words = headers.map((header) => `-H '${header}'`).join(' ');
  const cwd = folderWith({ 'call.txt': `curl ${words} '${url}'` });
  const { stdout, stderr, code } = await errdoctor(['replay', 'call.txt', '--experiment', '--json'], { cwd });
  expect(stdout + stderr).not.toContain(CANARY);
  const report = JSON.parse(stdout);
  expect(fitsReport(report), JSON.stringify(fitsReport.errors)).toBe(true);
  const [diagnosis] = report.diagnoses;
  const ids: string[] = diagnosis.causes.map(({ id }: { id: string }) => id);
  return { diagnosis, ids, code, experiments: diagnosis.replay.experiments };
}

const json = { 'Content-Type': 'application/json' };

describe.concurrent('errdoctor replay --experiment', () => {
  it('an API that judges the credential: it was recognised', async () => {
    const sent: (string | undefined)[] = [];
    const port = await listening((request, response) => {
      const { authorization } = request.headers;
      sent.push(authorization);
      const known = authorization === `Bearer ${CANARY}`;
      response.writeHead(known ? 403 : 401, json).end('{"message":"no"}');
    });
    const { ids, experiments } = await experiment(`http://127.0.0.1:${port}/v1/x`);
    expect(ids[0]).toBe('http/credential-recognised');
    expect(experiments).toMatchObject([
      { id: 'no-credential', status: 401, differs: ['status'] },
      { id: 'wrong-credential', status: 401, differs: ['status'] },
      { id: 'plain-user-agent', status: 403, differs: [] },
    ]);
    expect(sent[1]).toBeUndefined();
    expect(sent[2]).toMatch(/^Bearer \S+$/);
    expect(sent[2]).toHaveLength(sent[0]?.length ?? 0);
    expect(sent[2]).not.toBe(sent[0]);
  });

  it('the same page whatever the credential: the filter before the API', async () => {
    const port = await listening((_request, response) =>
      response.writeHead(403, { 'Content-Type': 'text/plain', Server: 'cloudflare' }).end('error code: 1020'),
    );
    const { ids, diagnosis } = await experiment(`http://127.0.0.1:${port}/v1/x`);
    expect(ids[0]).toBe('http/firewall-block');
    expect(JSON.stringify(diagnosis.causes[0].evidence)).toContain('the answer is the same');
  });

  it('the same refusal in the form of the API proves nothing', async () => {
    const port = await listening((_request, response) =>
      response.writeHead(403, json).end('{"message":"no"}'),
    );
    const { ids } = await experiment(`http://127.0.0.1:${port}/v1/x`);
    expect(ids).toEqual(['http/forbidden']);
  });

  it('a filter of User-Agents', async () => {
    const port = await listening((request, response) => {
      const refused = /^python/.test(request.headers['user-agent'] ?? '');
      response.writeHead(refused ? 403 : 200, json).end('{}');
    });
    const { ids, diagnosis } = await experiment(`http://127.0.0.1:${port}/v1/x?api_key=${CANARY}`, [
      'User-Agent: python-requests/2.32.3',
    ]);
    expect(ids[0]).toBe('http/user-agent-refused');
    expect(diagnosis.causes[0].certainty).toBe('proven');
  });

  it("a call that goes through is nobody's fault", async () => {
    const port = await listening((_request, response) => response.writeHead(200, json).end('{}'));
    const { ids, code } = await experiment(`http://127.0.0.1:${port}/v1/x`);
    expect({ ids, code }).toEqual({ ids: [], code: 0 });
  });

  it('is for reads, and not together with --retry', async () => {
    const cwd = folderWith({
      'call.txt': "curl -d x=1 'http://127.0.0.1:9/'",
      'read.txt': "curl 'http://127.0.0.1:9/'",
    });
    const write = await errdoctor(['replay', 'call.txt', '--experiment', '--allow-unsafe'], { cwd });
    expect(write).toMatchObject({ code: 2, stderr: expect.stringContaining('only GET and HEAD') });
    const both = await errdoctor(['replay', 'read.txt', '--experiment', '--retry'], { cwd });
    expect(both.code).toBe(2);
  });
});
