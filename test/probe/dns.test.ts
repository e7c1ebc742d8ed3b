import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DnsServer, startDns } from '../support/dns-server.js';
import { emptyFolder } from '../support/empty-folder.js';
import { inProcess } from '../support/in-process.js';
import { startHttp } from '../support/servers.js';

const V6 = '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa';
const many = Array.from({ length: 60 }, (_, index) => `host-${index}.many-names.example`);

const zone = {
  '7.113.0.203.in-addr.arpa PTR': ['Calls.Shop.example', 'other.example'],
  'calls.shop.example A': ['203.0.113.7', '203.0.113.8'],
  'second.shop.example A': ['203.0.113.7'],
  'elsewhere.shop.example A': ['198.51.100.1'],
  'www.shop.example CNAME': ['shop.edge.example'],
  'shop.edge.example CNAME': ['pop-1.edge.example'],
  'pop-1.edge.example A': ['198.51.100.80'],
  'other.example A': ['192.0.2.1'],
  'empty.shop.example TXT': ['x'],
  '9.113.0.203.in-addr.arpa PTR': ['www.shop.example'],
  '10.113.0.203.in-addr.arpa PTR': ['broken.shop.example'],
  'broken.shop.example A': 'SERVFAIL',
  '11.113.0.203.in-addr.arpa PTR': 'SERVFAIL',
  '12.113.0.203.in-addr.arpa PTR': 'REFUSED',
  '13.113.0.203.in-addr.arpa PTR': 'no answer',
  '14.113.0.203.in-addr.arpa PTR': ['empty.shop.example'],
  '15.113.0.203.in-addr.arpa PTR': many,
  [`${many[59]} A`]: ['203.0.113.15'],
  '16.113.0.203.in-addr.arpa PTR': ['evil\u001b[31m.example'],
  [`${V6} PTR`]: ['calls.shop.example', 'six.shop.example'],
  'six.shop.example AAAA': ['2001:db8::7'],
} as const;

let server: DnsServer;
const folder = emptyFolder();
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  server = await startDns(zone);
});
afterAll(() => server.close());

interface Line {
  readonly what: string;
  readonly is: string;
  readonly verdict?: string;
}

async function probe(...words: string[]) {
  const { code, stdout, stderr } = await inProcess([
    'probe',
    'dns',
    '--resolver',
    server.address,
    ...words,
    '--json',
  ]);
  const [diagnosis] = stdout === '' ? [] : JSON.parse(stdout).diagnoses;
  const lines = (diagnosis?.probes[0].seen ?? []) as Line[];
  return {
    code,
    stderr,
    diagnosis,
    lines,
    causes: (diagnosis?.causes ?? []) as { id: string; certainty: string; fault: number; title: string }[],
    said: lines.map(({ what, is, verdict }) => `${verdict ?? '-'} ${what}: ${is}`).join('\n'),
  };
}

function certificate(name: string, subject: string, alternative: string): string {
  const written = file(`${name}.crt`);
  execFileSync(
    'openssl',
    [
      ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30'.split(' '),
      ...['-keyout', file(`${name}.key`), '-out', written, '-subj', subject],
      ...['-addext', `subjectAltName=${alternative}`],
    ],
    { stdio: 'pipe' },
  );
  return written;
}

describe.concurrent('errdoctor probe dns', () => {
  it('confirms an address by a name of the certificate', async () => {
    const cert = certificate('good', '/CN=calls.shop.example', 'DNS:second.shop.example,IP:203.0.113.7');
    const { code, said, causes } = await probe('--ip', '203.0.113.7', '--cert', cert);
    expect(said).toContain('good both ways: confirmed by calls.shop.example');
    expect(said).toContain('certificate: is for the address 203.0.113.7 too');
    expect(causes).toEqual([]);
    expect(code).toBe(0);
  });

  it.each([
    ['203.0.113.99', 'calls.shop.example', 'no-ptr', 'PTR of 203.0.113.99 → calls.shop.example'],
    ['203.0.113.7', 'second.shop.example', 'names none', 'PTR of 203.0.113.7 → second.shop.example'],
    ['203.0.113.9', 'www.shop.example', 'alias', 'A of www.shop.example → 203.0.113.9'],
    ['203.0.113.14', 'empty.shop.example', 'lead back', 'A of empty.shop.example → 203.0.113.14'],
    ['2001:db8::7', 'calls.shop.example', 'IPv4', 'AAAA of calls.shop.example → 2001:db8::7'],
  ])('names the record that keeps %s from being confirmed by %s', async (ip, names, title, missing) => {
    const { code, said, causes } = await probe('--ip', ip, '--names', names);
    expect(said).toContain(missing);
    expect(causes[0]).toMatchObject({ id: 'http/calling-address-unconfirmed', certainty: 'proven' });
    expect(`${causes[0]?.title} ${title === 'no-ptr' ? title : ''}`).toContain(title);
    expect(code).toBe(1);
  });

  it('leads to the cause of a provider, and tells both faults, in the order of its checks', async () => {
    writeFileSync(file('list.txt'), '203.0.113.0/29\n');
    const words = ['--ip', '203.0.113.9', '--names', 'www.shop.example', '--allowlist', file('list.txt')];
    const { causes, said } = await probe(...words, '-p', 'axys');
    expect(said).toContain('bad allowlist: none of its one entry holds 203.0.113.9');
    expect(causes.map(({ id, fault, certainty }) => [id, fault, certainty])).toEqual([
      ['axys/ip-not-allowlisted', 1, 'proven'],
      ['axys/fcrdns-mismatch', 2, 'proven'],
    ]);
    expect(causes[1]?.title).toContain('alias');
  });

  it('shows aliases, and leaves a list undecided that it cannot read whole', async () => {
    writeFileSync(file('odd.txt'), '203.0.113.300\n198.51.100.0/24\n');
    const { said } = await probe(
      '--ip',
      '203.0.113.9',
      '--names',
      'www.shop.example',
      '--allowlist',
      file('odd.txt'),
    );
    expect(said).toContain(
      'www.shop.example → CNAME shop.edge.example → CNAME pop-1.edge.example, A → 198.51.100.80',
    );
    expect(said).toContain('- allowlist: unknown');
    expect(said).toContain('line 1: "203.0.113.300"');
  });

  it.each([
    ['203.0.113.11', 'SERVFAIL'],
    ['203.0.113.12', 'REFUSED'],
    ['203.0.113.10', 'SERVFAIL'],
  ])('calls nothing missing where the resolver failed (%s)', async (ip, why) => {
    const { code, said, causes } = await probe('--ip', ip);
    expect(said).toContain(why);
    expect(said).toContain('- both ways: unknown');
    expect(causes).toEqual([]);
    expect(code).toBe(0);
  });

  it('says that the resolver does not answer, or is not there', async () => {
    const silent = await probe('--ip', '203.0.113.13', '--timeout', '0.5');
    expect(silent.said).toContain('unknown: the resolver did not answer in time');
    expect(silent.code).toBe(0);
    const absent = await probe('--ip', '203.0.113.7', '--resolver', '127.0.0.1:1', '--timeout', '1');
    expect(absent.said).toContain('unknown: nobody answers at the address of the resolver');
  });

  it('reads answers that need TCP, and confirms IPv6', async () => {
    expect((await probe('--ip', '203.0.113.15', '--names', many[59] as string)).said).toContain(
      `good both ways: confirmed by ${many[59]}`,
    );
    expect((await probe('--ip', '2001:db8::7', '--names', 'six.shop.example')).said).toContain(
      'good both ways',
    );
    expect((await probe('--ip', '::ffff:203.0.113.7')).said).toContain('good both ways');
  });

  it('tells that wildcards confirm nothing', async () => {
    const cert = certificate('wild', '/CN=shop client', 'DNS:*.shop.example');
    const { said, code } = await probe('--ip', '203.0.113.7', '--cert', cert);
    expect(said).toContain('bad wildcard: *.shop.example confirms no address');
    expect(said).toContain('"shop client" is no host name');
    expect(code).toBe(1);
  });

  it.each(['10.0.0.7', '100.70.0.1', 'fd00::7', '127.0.0.1'])('says that nobody sees %s', async (ip) => {
    const { code, causes } = await probe('--ip', ip);
    expect(causes[0]?.id).toBe('http/calling-address-private');
    expect(code).toBe(1);
  });

  it('asks an echo service only where one is named', async () => {
    const echo = await startHttp((_request, response) => response.end('{"ip":"203.0.113.7"}'));
    const { said } = await probe('--echo', `http://127.0.0.1:${echo.port}`, '--names', 'calls.shop.example');
    await echo.close();
    expect(said).toContain(`echo, IPv4: 127.0.0.1:${echo.port} sees 203.0.113.7`);
    expect(said).toContain('good both ways');
    const alone = await probe('--names', 'calls.shop.example');
    expect(alone.said).toContain('calling address: not known');
    expect(alone.said).toContain('203.0.113.7: confirmed by calls.shop.example');
  });

  it('prints nothing that a terminal would obey', async () => {
    const { stdout } = await inProcess([
      'probe',
      'dns',
      '--resolver',
      server.address,
      '--ip',
      '203.0.113.16',
    ]);
    expect(stdout).not.toContain('\u001b');
  });

  it.each([
    [[], 'Say what to look up'],
    [['--ip', '203.0.113.300'], 'Expected an IP address'],
    [['--ip', '203.0.113.7', '--resolver', 'dns.example'], 'Expected the address of a resolver'],
    [['--cert', 'words.txt', '--names', 'x.example'], 'either --cert or --names'],
    [['--cert', '/nowhere.crt'], 'There is no file'],
    [['--cert', file('words.txt')], 'no X.509 certificate'],
  ])('refuses %j', async (words, says) => {
    writeFileSync(file('words.txt'), 'words');
    expect(await probe(...words)).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  });

  it.each([
    ['198.51.100.0/24', ['axys/ip-not-allowlisted', 'axys/fcrdns-mismatch']],
    ['203.0.113.0/24', ['axys/fcrdns-mismatch']],
  ])('decides with --network which cause one message stands for (%s)', async (block, causes) => {
    const [capture, list] = [file(`${causes.length}.txt`), file(`${causes.length}.list`)];
    writeFileSync(capture, REFUSED);
    writeFileSync(list, block);
    const { stdout, stderr } = await inProcess([
      ...['analyze', capture, '--network', '--resolver', server.address, '--json', '--all'],
      ...['--ip', '203.0.113.9', '--names', 'www.shop.example', '--allowlist', list],
    ]);
    const [diagnosis] = JSON.parse(stdout).diagnoses;
    expect(
      diagnosis.causes.map(({ id, certainty }: { id: string; certainty: string }) => [id, certainty]),
    ).toEqual(causes.map((id) => [id, 'proven']));
    expect(JSON.stringify(diagnosis.ruledOut)).not.toContain('was passed');
    expect(diagnosis.probes).toHaveLength(1);
    expect(stderr).toContain('note: probe dns 203.0.113.9');
  });

  it('is not sent out by --network where no calling address was given', async () => {
    const capture = file('alone.txt');
    writeFileSync(capture, REFUSED);
    const { stdout, stderr } = await inProcess(['analyze', capture, '--network', '--json']);
    expect(stderr).not.toContain('probe dns');
    expect(stdout).toContain('errdoctor probe dns --ip ADDR');
  });
});

const REFUSED = `> GET /v2/cardholders HTTP/1.1
> Host: staging.api.axyscards.com
> X-API-Key: ak-errdoctor-7f3c1b9e24d84a55
>
< HTTP/1.1 403 Forbidden
< Content-Type: application/json
<
{"status":"error","message":"No authorized IPs configured"}
`;
