import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/empty-folder.js';
import { type LoopbackServer, startHttp } from '../support/servers.js';
import { register, run, runBoth } from './program.js';

let server: LoopbackServer;
let env: Record<string, string>;

beforeAll(async () => {
  server = await startHttp((request, response) => {
    const status = Number(/^\/(\d{3})/.exec(request.url ?? '')?.[1] ?? 200);
    response.writeHead(status, { 'content-type': 'application/json' });
    if (request.url === '/500/long') response.write(`{"error":"broken","trace":"${'x'.repeat(300_000)}`);
    else response.end(`{"error":"refused_here"}`);
  });
  env = { BASE: `http://127.0.0.1:${server.port}` };
});

afterAll(() => server.close());

const FAILING = "const { status } = await fetch(process.env.BASE + '/401/a'); console.log(status);";

describe('the end of a program', () => {
  it.each([
    ['by itself', ''],
    ['with an exit code', 'process.exitCode = 7;'],
    ['by process.exit', 'process.exit(7);'],
    ['by an error', "throw new RangeError('of the program');"],
    ['by a rejection', "await Promise.reject(new RangeError('of the program'));"],
    ['in a listener', "process.on('exit', (code) => console.log('exit', code)); process.exit(3);"],
    [
      'before a failure was read to its end',
      "const { status: other } = await fetch(process.env.BASE + '/500/long'); process.exit(other - 495);",
    ],
  ])('%s: it ends as without, and the report comes', async (_, end) => {
    const { without, having } = await runBoth(`${FAILING}\n${end}`, env);
    expect({ ...having, stderr: '' }).toEqual({ ...without, stderr: '' });
    expect(having.stderr).toMatch(/GET \S+\/401\/a -> 401/);
    if (end.includes('/500/long')) expect(having.stderr).toMatch(/GET \S+\/500\/long -> 500/);
    expect(having.stderr.includes('RangeError: of the program')).toBe(
      without.stderr.includes('RangeError: of the program'),
    );
  });

  it('an unhandled error of a request still ends the program', async () => {
    const { without, having } = await runBoth(
      "import { get } from 'node:http'; get('http://127.0.0.1:1/a'); setTimeout(() => console.log('too late'), 5000);",
      env,
    );
    expect(without.exit).toBe(1);
    expect({ ...having, stderr: '' }).toEqual({ ...without, stderr: '' });
    expect(having.stderr).toContain("throw er; // Unhandled 'error' event");
    expect(having.stderr).toContain('http/connection-refused');
  });
});

describe('however it is loaded', () => {
  it.each([
    ['with --require', ['--require', register]],
    ['twice', ['--import', register, '--require', register]],
    ['from two copies', ['--import', register, '--import', join(copyOfDist(), 'cli/register.cjs')]],
  ])('%s', async (_, flags) => {
    const { stderr, stdout } = await run(FAILING, env, flags);
    expect(stdout).toBe('401\n');
    expect(stderr.match(/-> 401/g)).toHaveLength(1);
  });

  it('by NODE_OPTIONS, in worker threads too', async () => {
    const program = `import { Worker } from 'node:worker_threads';
      const worker = new Worker("fetch(process.env.BASE + '/403/b').then(({ status }) => console.log(status))", { eval: true });
      worker.on('exit', async (code) => { console.log('thread', code); ${FAILING.replaceAll('\n', ' ')} });`;
    const { stderr, stdout, exit } = await run(program, { ...env, NODE_OPTIONS: `--import=${register}` }, []);
    expect({ stdout, exit }, stderr).toEqual({ stdout: '403\nthread 0\n401\n', exit: 0 });
    expect(stderr).toMatch(/-> 403[\s\S]*-> 401/);
  });

  it('from the program itself', async () => {
    const { stderr } = await run(`import ${JSON.stringify(register)}; ${FAILING}`, env, []);
    expect(stderr).toContain('-> 401');
  });
});

describe('when errdoctor itself breaks', () => {
  it('is one note, and the program goes on', async () => {
    const copy = join(copyOfDist(), 'cli');
    rmSync(join(copy, 'register-worker.cjs'));
    const { stdout, stderr, exit } = await run(
      `${FAILING} await fetch(process.env.BASE + '/500'); console.log('done');`,
      env,
      ['--import', join(copy, 'register.cjs')],
    );
    expect({ stdout, exit }).toEqual({ stdout: '401\ndone\n', exit: 0 });
    expect(stderr).toMatch(/^note: errdoctor no longer watches .*\n$/);
  });

  it('is one sentence about a configuration that cannot be used', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, '.errdoctor'));
    writeFileSync(join(folder, '.errdoctor/config.yaml'), 'no-such-option: 1\n');
    const { stdout, stderr, exit } = await run(`${FAILING} process.exit(5)`, env, undefined, folder);
    expect({ stdout, exit }).toEqual({ stdout: '401\n', exit: 5 });
    expect(stderr).toMatch(/^error: .*config\.yaml:1:17: there is no option "no-such-option".*\n$/);
  });
});

function copyOfDist(): string {
  const folder = emptyFolder();
  cpSync(join(register, '../..'), folder, { recursive: true });
  return folder;
}
