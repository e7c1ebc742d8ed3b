import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { errdoctor } from '../cli/built.js';
import { startTcp } from '../support/servers.js';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

/** A server whose clock is this many seconds ahead of ours; without a number it names no time. */
async function serverWith(ahead: number | undefined, headers: Record<string, string> = {}): Promise<string> {
  const server = createServer((_request, response) => {
    response.sendDate = false;
    if (ahead !== undefined) response.setHeader('Date', new Date(Date.now() + ahead * 1000).toUTCString());
    response.writeHead(200, headers).end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const seen = (stdout: string) =>
  JSON.parse(stdout).diagnoses[0].probes[0].seen as { what: string; is: string; verdict?: string }[];
const offsetIn = (words: string) =>
  Number(/(\d+) min/.exec(words)?.[1] ?? 0) * 60 + Number(/([\d.]+) s (?:behind|ahead)/.exec(words)?.[1]);

describe.concurrent('errdoctor probe clock', () => {
  it.each([
    [425, 'behind'],
    [-3725, 'ahead of'],
  ])('tells a clock that is %s s off', async (ahead, side) => {
    const { stdout, code } = await errdoctor(['probe', 'clock', await serverWith(ahead), '--json']);
    expect(code).toBe(1);
    const [machine] = seen(stdout);
    expect(machine).toMatchObject({ verdict: 'bad', is: expect.stringContaining(side) });
    expect(Math.abs(offsetIn(machine?.is ?? '') - Math.abs(ahead))).toBeLessThan(1.6);
    expect(JSON.parse(stdout).diagnoses[0].causes[0]).toMatchObject({
      id: 'http/machine-clock-wrong',
      certainty: 'proven',
    });
  });

  it.each([
    [-40 * 365 * 86_400, '0 answers with a Date; then an answer came whose Date cannot be right'],
    [200 * 365 * 86_400, '0 answers with a Date; then an answer came whose Date cannot be right'],
  ])('does not believe a server that is %s s off', async (ahead, says) => {
    const { stdout, code } = await errdoctor(['probe', 'clock', await serverWith(ahead), '--json']);
    expect(code).toBe(0);
    expect(seen(stdout)[0]?.is).toContain(says);
  });

  it('tells a clock that is days off in days', async () => {
    const { stdout } = await errdoctor(['probe', 'clock', await serverWith(30 * 86_400), '--json']);
    expect(seen(stdout)[0]?.is).toMatch(/^30 days behind/);
  });

  it('finds no fault in a clock that agrees', async () => {
    const { stdout, code } = await errdoctor(['probe', 'clock', await serverWith(0)]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/good {3}this machine/);
  });

  it('claims nothing of answers that lay in a cache for long', async () => {
    const { stdout, code } = await errdoctor([
      'probe',
      'clock',
      await serverWith(-300, { Age: '300' }),
      '--json',
    ]);
    expect(code).toBe(0);
    expect(seen(stdout)[0]?.verdict).toBeUndefined();
  });

  it('says that an answer names no time', async () => {
    const { stdout, code } = await errdoctor(['probe', 'clock', await serverWith(undefined)]);
    expect(code).toBe(0);
    expect(stdout).toContain('without a Date');
  });

  it('says when its time limit was hit', async () => {
    const silent = await startTcp(() => undefined);
    const { stdout, code } = await errdoctor([
      'probe',
      'clock',
      `http://127.0.0.1:${silent.port}`,
      '--timeout',
      '0.3',
    ]);
    await silent.close();
    expect(stdout).toContain('gave up after 0.3 s');
    expect(code).toBe(1);
  });

  it('diagnoses a connection that fails, and refuses what is no address', async () => {
    const closed = await startTcp(() => undefined);
    await closed.close();
    const { stdout, code } = await errdoctor(['probe', 'clock', `http://127.0.0.1:${closed.port}`]);
    expect(stdout).toContain('http/connection-refused');
    expect(code).toBe(1);
    expect(await errdoctor(['probe', 'clock', 'ftp://x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Expected a URL'),
    });
  });
});
