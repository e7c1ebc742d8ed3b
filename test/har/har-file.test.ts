import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { HarFile } from '../../src/har/har-file.js';
import { harOf } from '../../src/har/write-har.js';
import har from '../../src/input/formats/har.js';
import { Input } from '../../src/input/input.js';
import { emptyFolder } from '../support/empty-folder.js';
import { exchangeOf, legWith } from '../support/legs.js';
import { harFaults } from './har-schema.js';

const APPENDING = ['--import', 'tsx', fileURLToPath(new URL('append-entries.ts', import.meta.url))];

function entry(number: number): string {
  const leg = legWith({ call: `GET /${number}`, answer: `{"text":"Grüße ${number} ]}} , "}` });
  return JSON.stringify(harOf([exchangeOf(leg)], 0).log.entries[0]);
}

/** The numbers at the end of the URLs that our reader finds. */
function numbersIn(bytes: Uint8Array): number[] {
  const { exchanges } = har.read(new Input('saved.har', bytes));
  return exchanges.map(({ request }) => Number(/\d*$/.exec(request?.url ?? '')?.[0]));
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a HAR that grows', () => {
  it('is valid from the beginning and after each entry', () => {
    const path = join(emptyFolder(), 'saved.har');
    const file = new HarFile(path);
    for (let count = 0; count <= 4; count++) {
      if (count > 0) file.append(entry(count));
      const bytes = readFileSync(path);
      expect(harFaults(JSON.parse(bytes.toString()))).toEqual([]);
      expect(numbersIn(bytes)).toEqual(upTo(count));
    }
    file.close();
  });

  it('replaces a file that others could read, and leaves nothing beside it', () => {
    const folder = emptyFolder();
    const path = join(folder, 'saved.har');
    writeFileSync(path, 'earlier', { mode: 0o644 });
    new HarFile(path).close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['saved.har']);
  });

  it('says that it cannot be written', () => {
    expect(() => new HarFile(join(emptyFolder(), 'missing', 'saved.har'))).toThrow('ENOENT');
  });

  it('gives all whole entries wherever the last one is cut', () => {
    const path = join(emptyFolder(), 'saved.har');
    const file = new HarFile(path);
    for (const number of upTo(2)) file.append(entry(number));
    const before = statSync(path).size;
    file.append(entry(3));
    file.close();
    const bytes = readFileSync(path);
    for (let length = before - 4; length < bytes.length; length++) {
      const found = numbersIn(bytes.subarray(0, length));
      expect(found.slice(0, 2), `cut after ${length} bytes`).toEqual([1, 2]);
    }
  });

  it('ends with the last whole entry where there is no more room', () => {
    const path = join(emptyFolder(), 'saved.har');
    const limited = `ulimit -f 3000; exec "$0" "$@" "${path}"`;
    const ran = spawnSync('/bin/sh', ['-c', limited, process.execPath, ...APPENDING], { encoding: 'utf8' });
    expect(ran.stderr).toContain('EFBIG');
    const bytes = readFileSync(path);
    expect(harFaults(JSON.parse(bytes.toString()))).toEqual([]);
    expect(numbersIn(bytes)).toEqual(upTo(ran.stdout.trim().split('\n').length));
  });

  it('is readable whenever the process is killed', async () => {
    const path = join(emptyFolder(), 'saved.har');
    for (const after of [1, 2, 3, 5, 8, 13]) {
      rmSync(path, { force: true });
      const program = spawn(process.execPath, [...APPENDING, path], { stdio: ['ignore', 'pipe', 'inherit'] });
      let told = '';
      const ended = new Promise((resolve) => program.once('close', resolve));
      program.stdout.on('data', (piece: Buffer) => {
        told += piece;
        if (told.split('\n').length > after) program.kill('SIGKILL');
      });
      await ended;
      const said = told.trim().split('\n').length;
      const found = numbersIn(readFileSync(path));
      expect(found.slice(0, said)).toEqual(upTo(said));
      expect(found).toEqual(upTo(found.length));
    }
  });
});
