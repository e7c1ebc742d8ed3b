import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { TriageReport } from '../../src/report/triage-report.js';
import { calls } from '../support/called-lines.js';
import { fitsTriage } from '../support/report-schema.js';
import { errdoctor, folderWith } from './built.js';

const KEY = 'psk_live_errdoctorexample5f2c9a71d04b8e36';

/** A line of a log: a payout that was answered so. */
function line(number: number, status: number, says: object): string {
  return JSON.stringify({
    time: new Date(Date.UTC(2026, 8, 21, 2, number)).toISOString(),
    request: {
      method: 'POST',
      url: 'https://api.pandabase.io/v2/platforms/payouts',
      headers: { 'user-agent': 'shop/2.1', authorization: `Bearer ${KEY}` },
      body: JSON.stringify({ amount: 1000 + number, currency: 'USD', reference: `order-${number}` }),
    },
    response: { status, body: JSON.stringify(says) },
    duration_ms: 40 + number,
  });
}

const refused = { ok: false, error: { code: 'TIMESTAMP_EXPIRED', message: 'request timestamp expired' } };
const broken = { ok: false, error: { code: 'INTERNAL_ERROR', message: 'internal error' } };
const night = [
  ...Array.from({ length: 20 }, (_, number) => line(number, 200, { ok: true })),
  ...Array.from({ length: 30 }, (_, number) => line(20 + number, 401, refused)),
  ...Array.from({ length: 3 }, (_, number) => line(50 + number, 500, broken)),
  '{"level":"info","msg":"ready"}',
  '{"time":"2026-09-21T03:00:00Z","request":{"method":"POS',
];
const text = `${night.join('\n')}\n`;

async function report(words: readonly string[], cwd: string, input = ''): Promise<TriageReport> {
  const { code, stdout, stderr } = await errdoctor(['triage', ...words, '--json'], { cwd, input });
  expect(stderr).toBe('');
  expect([0, 1, 4]).toContain(code);
  const printed = JSON.parse(stdout);
  fitsTriage(printed);
  expect(fitsTriage.errors).toBe(null);
  return printed;
}

describe('triage', () => {
  it('groups failures, and names first what must be reconciled', async () => {
    const { code, stdout } = await errdoctor(['triage', 'night.log'], {
      cwd: folderWith({ 'night.log': text }),
    });
    // A 500 with a code that nobody documents has no better cause than its status.
    expect(code).toBe(4);
    expect(stdout.indexOf('order-51')).toBeLessThan(stdout.indexOf('pandabase/timestamp-expired'));
    expect(stdout).toContain('53 exchanges, 33 failed');
    expect(stdout).not.toContain(KEY);
  });

  it('says the same of a file, a pipe, packed, and of a folder', async () => {
    const cwd = folderWith({ 'night.log': text, 'night.gz': gzipSync(text) });
    mkdirSync(join(cwd, 'captures'));
    writeFileSync(join(cwd, 'captures', 'a.log'), text);
    const told = await Promise.all([
      report(['night.log'], cwd),
      report(['night.gz'], cwd),
      report(['captures'], cwd),
      report([], cwd, text),
      report(['-'], cwd, text),
    ]);
    const withoutFiles = told.map((one) => JSON.stringify(one).replaceAll(/"file":"[^"]*"/g, '"file":""'));
    expect(new Set(withoutFiles).size).toBe(1);
    const [{ summary, unknownOutcomes, groups, problems } = {} as TriageReport] = told;
    expect(summary).toMatchObject({ exchanges: 53, failed: 33, explained: 30, unexplained: 3, records: 55 });
    expect(unknownOutcomes.count).toBe(3);
    expect(groups[0]).toMatchObject({
      count: 30,
      causes: [{ id: 'pandabase/timestamp-expired' }],
      shared: { provider: 'pandabase', route: '/v2/platforms/payouts', client: 'shop/2.1', status: 401 },
      firstSeen: '2026-09-21T02:20:00.000Z',
      lastSeen: '2026-09-21T02:49:00.000Z',
    });
    expect(groups[0]?.samples[0]?.diagnosis?.causes[0]?.id).toBe('pandabase/timestamp-expired');
    expect(problems).toEqual([
      {
        says: 'could not be read as JSON',
        count: 1,
        first: { file: expect.any(String), line: 55 },
      },
    ]);
  });

  it('puts reports of parts together to that of the whole', async () => {
    const cwd = folderWith({
      a: `${night.slice(0, 25).join('\n')}\n`,
      b: `${night.slice(25).join('\n')}\n`,
      c: text,
    });
    const [a, b, whole] = await Promise.all([report(['a'], cwd), report(['b'], cwd), report(['c'], cwd)]);
    writeFileSync(join(cwd, 'a.json'), JSON.stringify(a));
    writeFileSync(join(cwd, 'b.json'), JSON.stringify(b));
    const merged = await report(['--merge', 'b.json', 'a.json'], cwd);
    const bare = ({ groups, summary, traffic }: TriageReport) => ({
      summary,
      traffic,
      groups: groups.map(({ samples, ...group }) => ({ ...group, samples: samples.map(({ hash }) => hash) })),
    });
    expect(bare(merged)).toEqual(bare(whole));
  });

  it('says what explains several groups, of logs without answers and HARs too', async () => {
    const down = [...calls(0, 40), ...calls(11, 40, { error: 'ECONNRESET' })].join('\n');
    const cwd = folderWith({ down, 'session.har': readFileSync('examples/session.har') });
    const { patterns, groups } = await report(['down', 'session.har'], cwd);
    expect(patterns).toMatchObject([{ kind: 'outage', count: 40 }]);
    expect(patterns[0]?.groups).toEqual([groups[0]?.id]);
    expect((await report(['session.har'], cwd)).summary.exchanges).toBeGreaterThan(0);
    const { stdout } = await errdoctor(['triage', 'down'], { cwd });
    expect(stdout).toMatch(
      /What explains most\s+40 {2}api\.acme\.example was down from 2026-09-21 14:11 UTC on/,
    );
  });

  it('writes every write of unknown outcome to a file of the owner', async () => {
    const cwd = folderWith({ 'night.log': text });
    await report(['night.log', '--unknown-outcomes', 'check.csv'], cwd);
    await report(['night.log', '--unknown-outcomes', 'check.ndjson'], cwd);
    const csv = readFileSync(join(cwd, 'check.csv'), 'utf8').trimEnd().split('\r\n');
    expect(csv).toHaveLength(4);
    expect(csv[1]).toMatch(/^2026-09-21T02:50:00.000Z,pandabase,POST,.*reference=order-50.*,1050,USD,/);
    const ndjson = readFileSync(join(cwd, 'check.ndjson'), 'utf8').trimEnd().split('\n');
    expect(ndjson.map((one) => JSON.parse(one).ids.reference)).toEqual(['order-50', 'order-51', 'order-52']);
    expect(statSync(join(cwd, 'check.csv')).mode & 0o777).toBe(0o600);
  });

  it('joins the lines that a container runtime cut', async () => {
    const said = line(1, 500, broken);
    const at = '2026-09-21T02:01:00.000000001Z stdout';
    const parts = [
      `${at} P ${said.slice(0, 99)}`,
      `${at} P ${said.slice(99, 200)}`,
      `${at} F ${said.slice(200)}`,
    ];
    const cut = Array(4).fill(parts).flat().join('\n');
    const { summary, groups, unknownOutcomes } = await report(
      ['-'],
      folderWith({}),
      `${at} F ready\n${cut}\n`,
    );
    expect([summary.records, summary.failed, groups.length, groups[0]?.shared.method]).toEqual([
      5,
      4,
      1,
      'POST',
    ]);
    expect(unknownOutcomes.requests.map(({ source }) => source.line)).toEqual([2, 5, 8, 11]);
  });

  it('writes no secret that stands where an amount is expected', async () => {
    const asked = JSON.stringify({ amount: KEY, reference: KEY });
    const call = JSON.parse(line(1, 500, broken));
    const cwd = folderWith({
      'a.log': JSON.stringify({ ...call, request: { ...call.request, body: asked } }),
    });
    await report(['a.log', '--unknown-outcomes', 'check.csv'], cwd);
    expect(readFileSync(join(cwd, 'check.csv'), 'utf8')).not.toContain(KEY);
  });

  it('tells no secret of a file name in that file either', async () => {
    const name = 'token=errdoctor_example_5f2c9a71d04b8e36.log';
    const cwd = folderWith({ [name]: text });
    await report([name, '--unknown-outcomes', 'check.csv'], cwd);
    const csv = readFileSync(join(cwd, 'check.csv'), 'utf8');
    expect(csv).toContain('order-50');
    expect(csv).not.toContain('5f2c9a71d04b8e36');
  });

  it('looks at the time that is asked for alone', async () => {
    const cwd = folderWith({ 'night.log': text });
    const told = await report(
      ['night.log', '--since', '2026-09-21T02:25:00Z', '--until', '2026-09-21T02:29:00Z'],
      cwd,
    );
    expect(told.summary).toMatchObject({ exchanges: 5, failed: 5, outside: 48 });
    expect([told.groups.length, told.traffic.length]).toEqual([1, 0]);
  });

  it.each([
    [['--format', 'github', 'night.log'], 'Allowed choices are html, json'],
    [['--merge', 'night.log'], 'night.log is not JSON'],
    [['--since', 'yesterday', 'night.log'], 'or 2h for two hours ago'],
    [['missing.log'], 'There is no file missing.log'],
  ])('refuses %j', async (words, says) => {
    const cwd = folderWith({ 'night.log': text });
    const { code, stdout, stderr } = await errdoctor(['triage', ...words], { cwd });
    expect(code).toBe(2);
    expect(stdout + stderr).toContain(says);
  });

  it('takes no report of its own for a call', async () => {
    const cwd = folderWith({ 'night.log': text });
    await errdoctor(['triage', 'night.log', '--json', '-o', 'a.json'], { cwd });
    const { code, stdout, stderr } = await errdoctor(['triage', 'a.json'], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('put together by --merge');
  });

  it('says where there is no exchange, and whether it could be read', async () => {
    const cwd = folderWith({ words: 'not a call\n', silent: '{"level":"info","msg":"ready"}\n'.repeat(3) });
    const [words, silent, empty] = await Promise.all([
      errdoctor(['triage', 'words'], { cwd }),
      errdoctor(['triage', 'silent'], { cwd }),
      errdoctor(['triage'], { cwd }),
    ]);
    expect(words).toMatchObject({
      code: 2,
      stdout: expect.stringMatching(/^No HTTP exchange in 1 record\n/),
    });
    expect(silent).toMatchObject({ code: 0, stdout: 'No HTTP exchange in 3 records\n' });
    expect(empty).toMatchObject({ code: 0, stdout: 'No HTTP exchange in 0 records\n' });
    expect(empty.stderr).toContain('errdoctor triage -');
  });

  it('exits 0 where nothing failed', async () => {
    const cwd = folderWith({ ok: `${night.slice(0, 20).join('\n')}\n` });
    const { code, stdout } = await errdoctor(['triage', 'ok'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('20 exchanges');
  });
});
