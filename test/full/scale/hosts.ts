import { execFileSync, type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { program } from '../../cli/built.js';
import type { Programs } from './programs.js';

export interface Hosts {
  readonly names: readonly string[];
  /** For `ssh -F`: how each is reached. */
  readonly config: string;
  end(): void;
}

/** Where an sshd listens, and the words before its own on the command line. */
interface Place {
  readonly address: string;
  readonly port: number;
  readonly prefix: readonly string[];
  end(): void;
}

/**
 * Two machines that ssh reaches and that have errdoctor: network namespaces with names of their own where this process
 * may make them, else two ports of this machine.
 */
export async function startHosts(folder: string, { parallel, sshd, libraries }: Programs): Promise<Hosts> {
  keys(folder);
  const config = join(folder, 'ssh_config');
  const names = ['host1', 'host2'];
  const running: { readonly child: ChildProcess; readonly place: Place }[] = [];
  const entries: string[] = [];
  for (const [index, name] of names.entries()) {
    const place = namespace(folder, name, index + 1) ?? (await freePort());
    const setting = serverConfig(folder, name, place.port, [join(folder, 'bin'), dirname(parallel)]);
    const [command = '', ...words] = [...place.prefix, sshd, '-D', '-e', '-f', setting];
    const env = { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) };
    const child = spawn(command, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    running.push({ child, place });
    await listening(child);
    entries.push(
      `Host ${name}\n  HostName ${place.address}\n  Port ${place.port}\n  User ${userInfo().username}\n`,
    );
  }
  const common = `Host *
  IdentityFile ${join(folder, 'user')}
  UserKnownHostsFile /dev/null
  StrictHostKeyChecking no
  LogLevel ERROR
  BatchMode yes
`;
  writeFileSync(config, [...entries, common].join(''));
  const end = () => {
    for (const { child, place } of running) {
      child.kill();
      place.end();
    }
  };
  return { names, config, end };
}

function keys(folder: string): void {
  for (const name of ['host', 'user'])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
  const wrapper = join(folder, 'bin/errdoctor');
  execFileSync('mkdir', ['-p', join(folder, 'bin')]);
  writeFileSync(wrapper, `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
  chmodSync(wrapper, 0o755);
}

function serverConfig(folder: string, name: string, port: number, path: readonly string[]): string {
  const file = join(folder, `sshd-${name}`);
  writeFileSync(
    file,
    `Port ${port}
HostKey ${join(folder, 'host')}
AuthorizedKeysFile ${join(folder, 'user.pub')}
PidFile none
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
MaxStartups 100
SetEnv PATH=${[...path, process.env.PATH].join(':')}
`,
  );
  return file;
}

/** A network, a host name and the account that sshd wants, none of which the rest of this machine sees. */
function namespace(folder: string, name: string, number: number): Place | undefined {
  const id = `ed${process.pid}h${number}`;
  const [here, there] = [`198.18.${number}.1`, `198.18.${number}.2`];
  const ip = (...words: string[]) => execFileSync('ip', words, { stdio: 'pipe' });
  try {
    ip('netns', 'add', id);
  } catch {
    return undefined;
  }
  ip('link', 'add', id, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', id);
  ip('addr', 'add', `${here}/30`, 'dev', id);
  ip('link', 'set', id, 'up');
  ip('-n', id, 'addr', 'add', `${there}/30`, 'dev', 'eth0');
  for (const link of ['eth0', 'lo']) ip('-n', id, 'link', 'set', link, 'up');
  const accounts = join(folder, 'passwd');
  const known = readFileSync('/etc/passwd', 'utf8');
  writeFileSync(
    accounts,
    /^sshd:/m.test(known) ? known : `${known}sshd:x:65530:65534::/run/sshd:/bin/false\n`,
  );
  const script = `hostname ${name} && mount --bind "${accounts}" /etc/passwd && mount -t tmpfs none /run && mkdir /run/sshd && exec "$@"`;
  return {
    address: there,
    port: 22,
    prefix: ['ip', 'netns', 'exec', id, 'unshare', '--uts', '--mount', 'sh', '-c', script, 'sh'],
    end: () => ip('netns', 'del', id),
  };
}

async function freePort(): Promise<Place> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return { address: '127.0.0.1', port, prefix: [], end: () => {} };
}

function listening(child: ChildProcess): Promise<void> {
  const said: string[] = [];
  return new Promise((resolve, reject) => {
    createInterface(child.stderr as NodeJS.ReadableStream).on('line', (line) => {
      said.push(line);
      if (line.includes('Server listening')) resolve();
    });
    child.once('exit', () => reject(new Error(`sshd ended: ${said.join('\n')}`)));
  });
}
