import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Exchange } from '../../src/exchange/exchange.js';
import har from '../../src/input/formats/har.js';
import { Input } from '../../src/input/input.js';
import { BIG, type Loopback, REFUSAL, startLoopback } from '../curl/loopback.js';
import { errdoctorCurl, type Place, type Ran } from '../curl/run.js';
import { emptyFolder } from '../support/empty-folder.js';
import { harFaults } from './har-schema.js';

const CANARY = 'errdoctorCanary4f1b9c27a05d';

let server: Loopback;
beforeAll(async () => {
  server = await startLoopback();
});
afterAll(() => server.close());

interface Saved extends Ran {
  readonly path: string;
  readonly text: string;
  readonly exchanges: readonly Exchange[];
}

/** Runs curl with `--save-har` and reads what was saved. */
async function saved(
  words: readonly string[],
  ours: readonly string[] = [],
  place: Place = {},
): Promise<Saved> {
  const path = join(place.cwd ?? emptyFolder(), 'saved.har');
  const ran = await errdoctorCurl(['--save-har', path, ...ours], words, place);
  const text = readFileSync(path, 'utf8');
  expect(harFaults(JSON.parse(text))).toEqual([]);
  return { ...ran, path, text, exchanges: har.read(new Input(path, Buffer.from(text))).exchanges };
}

function wire(message: Exchange['request'] | Exchange['response']): Buffer | undefined {
  return message?.body.is === 'bytes' && message.body.exact ? Buffer.from(message.body.wire) : undefined;
}

describe('--save-har', () => {
  it('keeps the bytes of both bodies, and nobody else may read the file', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'big.bin'), BIG.subarray(0, 200_000));
    const words = ['-sS', '-o', 'out', '--data-binary', '@big.bin', `${server.url}/echo`];
    const { exchanges, path, stderr } = await saved(words, [], { cwd });
    expect(stderr.toString()).toBe('');
    expect(wire(exchanges[0]?.request)?.equals(BIG.subarray(0, 200_000))).toBe(true);
    expect(wire(exchanges[0]?.response)?.equals(BIG.subarray(0, 200_000))).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('replaces a file that others could read, and leaves nothing beside it', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'saved.har'), 'earlier', { mode: 0o644 });
    const { path } = await saved(['-sS', `${server.url}/ok`], [], { cwd });
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(cwd)).toEqual(['saved.har']);
  });

  it('has redirects as entries of their own, and reads them as hops again', async () => {
    const { exchanges, text } = await saved(['-sSL', `${server.url}/moved`]);
    const { entries } = JSON.parse(text).log;
    expect(entries.map((entry: { response: { status: number } }) => entry.response.status)).toEqual([
      307, 401,
    ]);
    expect(entries[0].response.redirectURL).toBe('/refused');
    expect(exchanges.map(({ hops }) => hops.length)).toEqual([1]);
  });

  it('has a call without an answer as status 0, with why', async () => {
    const { exchanges, text } = await saved(['-s', 'http://127.0.0.1:1/v1']);
    const [entry] = JSON.parse(text).log.entries;
    expect(entry).toMatchObject({ response: { status: 0 }, request: { url: 'http://127.0.0.1:1/v1' } });
    expect(entry.comment).toContain('Failed to connect');
    expect(exchanges[0]?.transport).toMatchObject({ kind: 'connect', curlExit: 7 });
  });

  it('undoes the packing of a body', async () => {
    const { text, exchanges } = await saved(['-sS', '-o', '/dev/null', `${server.url}/packed`]);
    const [{ response }] = JSON.parse(text).log.entries;
    expect(response.content).toMatchObject({ text: REFUSAL, size: REFUSAL.length });
    expect(response.bodySize + response.content.compression).toBe(REFUSAL.length);
    expect(exchanges[0]?.response?.body).toMatchObject({ is: 'bytes', exact: false });
  });

  it('holds no secret of headers, query, user or bodies', async () => {
    const words = [
      ...['-sS', '-u', `shop:${CANARY}U`, '-H', `X-Api-Key: ${CANARY}K`, '-b', `session=${CANARY}C`],
      ...['-d', JSON.stringify({ password: `${CANARY}P` }), `${server.url}/refused?api_key=${CANARY}Q`],
    ];
    const { text, exchanges } = await saved(words);
    expect(text).not.toContain('anary4f1b9c27');
    expect(text).not.toContain(Buffer.from(`shop:${CANARY}U`).toString('base64'));
    expect(exchanges[0]?.request?.url).toMatch(/\/refused\?api_key=\w{28}$/);
    const whole = await saved(words, ['--save-secrets']);
    for (const letter of 'UKCPQ') {
      const secret = letter === 'U' ? Buffer.from(`shop:${CANARY}U`).toString('base64') : CANARY + letter;
      expect(whole.text).toContain(secret);
    }
    expect(statSync(whole.path).mode & 0o777).toBe(0o600);
  });

  it('holds no secret that was named, whatever it was sent as', async () => {
    const words = ['-sS', '-d', `note ${CANARY}`, `${server.url}/echo`];
    const { text } = await saved(words, ['--secret-env', 'SHOP_SECRET'], { env: { SHOP_SECRET: CANARY } });
    expect(text).not.toContain(CANARY);
  });

  it('holds no calls where none was made', async () => {
    expect((await saved(['--version'])).exchanges).toEqual([]);
  });

  it('is refused before anything is sent where nothing can be saved', async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'folder'));
    symlinkSync('/dev/null', join(cwd, 'device'));
    for (const path of ['folder', 'device', 'missing/saved.har']) {
      const ran = await errdoctorCurl(['--save-har', path], ['-sS', `${server.url}/ok`], { cwd });
      expect({ exit: ran.exit, stdout: ran.stdout.toString() }).toEqual({ exit: 2, stdout: '' });
      expect(ran.stderr.toString()).toContain(`Nothing can be saved to ${path}`);
    }
    const alone = await errdoctorCurl(['--save-secrets'], ['-sS', `${server.url}/ok`], { cwd });
    expect(alone.stderr.toString()).toContain('--save-har');
    const misplaced = await errdoctorCurl([], ['--save-har', 'x.har', `${server.url}/ok`], { cwd });
    expect(misplaced.stderr.toString()).toContain('errdoctor curl --save-har … --');
  });
});
