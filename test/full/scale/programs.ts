import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that are not everywhere, and how they are started. */
export interface Programs {
  readonly parallel: string;
  readonly sshd: string;
  /** What the loader has to be told for sshd. */
  readonly libraries: string | undefined;
}

const PACKAGES = ['parallel', 'openssh-server', 'libwrap0'];

/**
 * Finds GNU parallel and sshd. Where one is missing, the packages of Debian are unpacked into a folder and not installed.
 *
 * @throws Error that says what to install where that does not work either
 */
export function programs(folder: string): Programs {
  const parallel = onPath('parallel');
  const sshd = onPath('sshd');
  if (parallel && sshd) return { parallel, sshd, libraries: undefined };
  const root = join(folder, 'debian');
  mkdirSync(root, { recursive: true });
  try {
    execFileSync('apt-get', ['download', ...PACKAGES], { cwd: folder, stdio: 'pipe' });
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.deb')))
      execFileSync('dpkg', ['-x', join(folder, file), root]);
  } catch (cause) {
    throw new Error('This test needs GNU parallel and sshd: install parallel and openssh-server.', { cause });
  }
  const library = readdirSync(join(root, 'usr/lib')).find((name) => name.endsWith('-linux-gnu')) ?? '';
  return {
    parallel: join(root, 'usr/bin/parallel'),
    sshd: join(root, 'usr/sbin/sshd'),
    libraries: join(root, 'usr/lib', library),
  };
}

function onPath(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
