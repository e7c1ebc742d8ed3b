import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * What `errdoctor capture --to` adds to a call: the same calls to a server on this machine in turn directly, through the
 * reverse proxy alone, and through the whole command, each in a process of its own.
 */
const CALLS = 50;
const ROUNDS = 40;
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const program = here('../../../dist/cli/errdoctor.cjs');
if (!existsSync(program)) throw new Error('The command line is not built: run "npm run build".');

const server = fork(here('server.mjs'));
const [port] = await once(server, 'message');
const url = `http://127.0.0.1:${port}`;
const proxy = fork(here('proxy.ts'), [url], { execArgv: ['--import', 'tsx'] });
const [proxyPort] = await once(proxy, 'message');
const [command, commandPort] = await startCommand(url);
const ways = { directly: port, 'through the proxy': proxyPort, 'through the command': commandPort };

print(`Node ${process.version}, ${availableParallelism()} cores`);
print('one call after the other', 'p50', 'p99', 'calls a second');
for (const keepAlive of [true, false]) {
  const times = await measured(keepAlive, 1);
  const direct = times.directly as Times;
  for (const [way, { p50, p99, rate }] of Object.entries(times)) {
    const more = (one: number, other: number) =>
      way === 'directly' ? `${one.toFixed(2)} ms` : `+${(one - other).toFixed(2)} ms`;
    const ratio = way === 'directly' ? rate.toFixed(0) : `x ${(rate / direct.rate).toFixed(2)}`;
    print(
      `${keepAlive ? 'keep-alive' : 'new connections'}, ${way}`,
      more(p50, direct.p50),
      more(p99, direct.p99),
      ratio,
    );
  }
}
print('16 calls at a time', '', '', 'calls a second');
for (const [way, { rate }] of Object.entries(await measured(true, 16)))
  print(`keep-alive, ${way}`, '', '', rate.toFixed(0));
for (const child of [server, proxy, command]) child.kill();

interface Times {
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly rate: number;
}

/** In turn, so that what disturbs the machine disturbs all alike. */
async function measured(keepAlive: boolean, concurrency: number): Promise<Record<string, Times>> {
  const agent = new Agent({ keepAlive, maxSockets: concurrency });
  const taken = new Map(Object.keys(ways).map((way) => [way, { each: [] as number[], all: 0 }]));
  for (let round = -5; round < ROUNDS; round++) {
    for (const [way, wayPort] of Object.entries(ways)) {
      const { each, total } = await calls(wayPort, agent, concurrency);
      const sum = taken.get(way);
      // The first rounds warm the compiler.
      if (!sum || round < 0) continue;
      sum.each.push(...each);
      sum.all += total;
    }
  }
  agent.destroy();
  return Object.fromEntries(
    [...taken].map(([way, { each, all }]) => {
      each.sort((one, other) => one - other);
      const at = (share: number) => each[Math.floor(each.length * share)] ?? Number.NaN;
      return [way, { p50: at(0.5), p99: at(0.99), rate: (each.length / all) * 1000 }];
    }),
  );
}

async function calls(to: number, agent: Agent, concurrency: number) {
  const each: number[] = [];
  const start = performance.now();
  const one = async () => {
    for (let call = 0; call < CALLS / concurrency; call++) {
      const begun = performance.now();
      await post(to, agent);
      each.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, one));
  return { each, total: performance.now() - start };
}

function post(to: number, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request({ port: to, host: '127.0.0.1', agent, method: 'POST' }, (answer) => {
      answer.resume().once('end', resolve);
    });
    call.once('error', reject).end('x'.repeat(256));
  });
}

/** The address stands in what it says on standard error. */
async function startCommand(to: string): Promise<[ChildProcess, number]> {
  const child = spawn(process.execPath, [program, 'capture', '--to', to], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  for await (const text of child.stderr) {
    said += text;
    const address = [...said.matchAll(/127\.0\.0\.1:(\d+)/g)].find(([, one]) => Number(one) !== port);
    if (address) {
      child.stderr.resume();
      return [child, Number(address[1])];
    }
  }
  throw new Error(`errdoctor capture ended: ${said}`);
}

function print(what: string, ...columns: string[]): void {
  process.stdout.write(`${what.padEnd(44)}${columns.map((column) => column.padEnd(14)).join('')}`.trimEnd());
  process.stdout.write('\n');
}
