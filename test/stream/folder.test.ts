import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cut, joined, temporaryFolder } from './cut.js';
import { records } from './records.js';

const at = temporaryFolder();

it('reads all files of a folder by path, and tells what it could not read', async () => {
  mkdirSync(at('night/deep/.git'), { recursive: true });
  const body = '{ "error": { "code": "card_declined" } }\n';
  const calls = records(9).join('');
  writeFileSync(at('night/b.log'), calls);
  writeFileSync(at('night/a.json'), body);
  writeFileSync(at('night/deep/packed'), execFileSync('gzip', ['-c'], { input: calls }));
  writeFileSync(at('night/empty'), '');
  writeFileSync(at('night/.hidden'), calls);
  writeFileSync(at('night/deep/.git/config'), calls);
  symlinkSync(at('nowhere'), at('night/broken'));
  symlinkSync(at('night/b.log'), at('night/link'));
  symlinkSync('..', at('night/deep/up'));
  execFileSync('mkfifo', [at('night/pipe')]);
  const { pieces, problems } = await cut([at('night'), at('night/b.log')]);
  expect(pieces.map(({ file, is }) => [file, is])).toEqual([
    [at('night/a.json'), 'whole'],
    [at('night/b.log'), 'lines'],
    [at('night/deep/packed'), 'lines'],
    [at('night/link'), 'lines'],
  ]);
  expect(joined(pieces)).toBe(body + calls + calls + calls);
  expect(problems).toEqual([
    { file: at('night/broken'), line: 1, says: `There is no file ${at('night/broken')}.` },
  ]);
  const last = pieces.at(-1);
  expect(last?.consumed).toBe(last?.size);
});

it('reads a named pipe like any stream', async () => {
  execFileSync('mkfifo', [at('pipe')]);
  const calls = records(5000).join('');
  writeFileSync(at('calls'), calls);
  spawn('sh', ['-c', 'cat "$0" > "$1"', at('calls'), at('pipe')], { stdio: 'ignore' });
  const { pieces } = await cut([at('pipe')]);
  expect(joined(pieces)).toBe(calls);
  expect(pieces[0]?.size).toBeUndefined();
});

it('goes on where permission is denied', async () => {
  mkdirSync(at('locked'));
  writeFileSync(at('secret.log'), records(9).join(''), { mode: 0 });
  chmodSync(at('locked'), 0);
  // The administrator may read everything: then nothing is denied, and both are read.
  const mayAll = process.getuid?.() === 0;
  const { pieces, problems } = await cut([at('secret.log'), at('locked')]);
  chmodSync(at('locked'), 0o700);
  expect(pieces).toHaveLength(mayAll ? 1 : 0);
  const denied = [at('secret.log'), at('locked')].map((file) => ({
    file,
    line: 1,
    says: `${file} may not be read by this user: permission denied.`,
  }));
  expect(problems).toEqual(mayAll ? [] : denied.reverse());
});
