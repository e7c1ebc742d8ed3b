import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DnsServer, startDns } from '../support/dns-server.js';
import { errdoctor, explained, folderWith } from './built.js';

const servers: Server[] = [];
let dns: DnsServer;
beforeAll(async () => {
  dns = await startDns({
    '7.113.0.203.in-addr.arpa PTR': ['nat-7.carrier.example'],
    'nat-7.carrier.example A': ['203.0.113.7'],
    'calls.shop.example A': ['203.0.113.7'],
  });
});
afterAll(async () => {
  await dns.close();
  for (const server of servers) server.close();
});

/** A server whose clock is this many seconds ahead of ours, and the methods that it was asked with. */
async function serverAhead(seconds: number): Promise<{ origin: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.sendDate = false;
    response.setHeader('Date', new Date(Date.now() + seconds * 1000).toUTCString());
    response.end();
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const call = (origin: string, body: string, status = 401) =>
  JSON.stringify({
    request: { method: 'GET', url: `${origin}/v2/platforms/balances?token=errdoctor-canary`, headers: {} },
    response: { status, headers: { 'content-type': 'application/json' }, body },
  });

describe.concurrent('errdoctor analyze --network', () => {
  it('runs the probe that would decide, and says so', async () => {
    const { origin, asked } = await serverAhead(400);
    const cwd = folderWith({ 'call.http': call(origin, explained) });
    const { stdout, stderr, code } = await errdoctor(
      ['analyze', 'call.http', '--network', '-p', 'pandabase'],
      { cwd },
    );
    expect(stderr).toContain(`note: probe clock ${origin}`);
    expect(stdout).toMatch(/fault {2}this machine +6 min 4\d s behind the server/);
    expect(stdout).toContain('http/machine-clock-wrong');
    expect(code).toBe(1);
    expect(asked.every((one) => one === 'HEAD /')).toBe(true);
  });

  it('asks nothing that would decide nothing', async () => {
    const { origin, asked } = await serverAhead(0);
    const cwd = folderWith({
      'call.http': call(
        origin,
        '{"ok":false,"error":{"code":"LINE_ITEMS_REQUIRED","message":"no line items"}}',
      ),
      'fine.http': call(origin, '{"data":[]}', 200),
    });
    expect((await errdoctor(['analyze', 'call.http', '--network', '-p', 'pandabase'], { cwd })).stderr).toBe(
      '',
    );
    expect((await errdoctor(['analyze', 'fine.http', '--network'], { cwd })).code).toBe(0);
    expect(asked).toEqual([]);
  });

  it('touches no network without being told to', async () => {
    const { origin, asked } = await serverAhead(400);
    const cwd = folderWith({ 'call.http': call(origin, explained) });
    const { stdout } = await errdoctor(['analyze', 'call.http', '-p', 'pandabase'], { cwd });
    expect(stdout).toContain(`errdoctor probe clock ${origin}`);
    expect(asked).toEqual([]);
  });

  it('decides by DNS and the allowlist what a refusal of the address comes from', async () => {
    const refusal = call(
      'https://staging.api.axyscards.com',
      '{"status":"error","message":"No authorized IPs configured"}',
      403,
    );
    const cwd = folderWith({
      'call.json': refusal,
      'listed.txt': '203.0.113.0/24\n',
      'others.txt': '198.51.100.0/24\n',
    });
    const given = ['--ip', '203.0.113.7', '--names', 'calls.shop.example', '--resolver', dns.address];
    const leader = async (...words: string[]) => {
      const { stdout } = await errdoctor(['analyze', 'call.json', '--json', ...words], { cwd });
      const [{ id, certainty }] = JSON.parse(stdout).diagnoses[0].causes;
      return `${certainty} ${id}`;
    };
    expect(await leader()).toBe('likely axys/ip-not-allowlisted');
    expect(await leader('--network', ...given, '--allowlist', 'listed.txt')).toBe(
      'proven axys/fcrdns-mismatch',
    );
    expect(await leader('--network', ...given, '--allowlist', 'others.txt')).toBe(
      'proven axys/ip-not-allowlisted',
    );
  });
});
