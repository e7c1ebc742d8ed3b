import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CLIENTS } from './clients.js';
import { ADDRESSES } from './network.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../../fixtures/clients', import.meta.url));

/**
 * Records what the real clients print of the calls in calls.ts, one file a call. They run in a network namespace
 * where the real host names lead to servers of ours, so that nothing leaves the machine and nothing is rewritten.
 * Those of Debian's clients need their packages: `npx tsx test/full/clients/record.ts guzzle requests go`.
 * @throws when a program is missing that the namespace or a client needs.
 */
export function recordClients(folder: string, names: readonly string[]): void {
  const work = mkdtempSync(join(tmpdir(), 'errdoctor-clients-'));
  try {
    const programs = join(work, 'programs');
    cpSync(join(here, 'programs'), programs, { recursive: true });
    installPackages(programs, names);
    const hosts = ADDRESSES.map(([name, address]) => `${address} ${name}\n`);
    writeFileSync(join(work, 'hosts'), hosts.join(''));
    writeFileSync(join(work, 'resolv.conf'), 'nameserver 127.0.0.1\n');
    mkdirSync(folder, { recursive: true });
    runInNamespace(work, programs, folder, names);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function installPackages(programs: string, names: readonly string[]): void {
  const wanted = CLIENTS.filter(({ name }) => names.includes(name)).flatMap(({ npm = [] }) => npm);
  if (wanted.length === 0) return;
  writeFileSync(join(programs, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent', ...new Set(wanted)], {
    cwd: programs,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const SETUP =
  'ip link set lo up && ip address add 203.0.113.1/24 dev lo && mount --bind "$1/hosts" /etc/hosts && mount --bind "$1/resolv.conf" /etc/resolv.conf' +
  ' && mount --bind "$2" /mnt && shift 2 && exec "$@"';

function runInNamespace(work: string, programs: string, folder: string, names: readonly string[]): void {
  const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
  const inside = [process.execPath, tsx, join(here, 'inside.ts'), folder, ...names];
  try {
    execFileSync('unshare', ['-rmn', 'sh', '-c', SETUP, 'sh', work, programs, ...inside], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  } catch (error) {
    throw new Error(
      `The clients could not be recorded: it takes Linux with user namespaces, unshare (util-linux), ip (iproute2) and openssl${packagesFor(names)}.`,
      { cause: error },
    );
  }
}

function packagesFor(names: readonly string[]): string {
  const wanted = CLIENTS.filter(({ name }) => names.includes(name)).flatMap(({ debian = [] }) => debian);
  return wanted.length === 0 ? '' : `, and the Debian packages ${[...new Set(wanted)].join(', ')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  recordClients(FIXTURES, names.length > 0 ? names : CLIENTS.map(({ name }) => name));
}
