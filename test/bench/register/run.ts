import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/**
 * What `import 'errdoctor/register'` costs a program whose calls all go well: requests per second of two clients that call
 * one server in turn, one with it and one without. Several pairs of clients, because no two processes are equally fast.
 */
const PAIRS = 7;
const ROUNDS = 13;
const register = fileURLToPath(new URL('../../../dist/cli/register.cjs', import.meta.url));

interface Measured {
  /** Milliseconds. */
  readonly time: number;
  /** Of them on the processor. */
  readonly work: number;
}

const server = start('server.mjs');
const [port] = await once(server, 'message');
console.log(`Node ${process.version}, ${availableParallelism()} cores; requests per second`);
for (const kind of ['fetch', 'http'] as const)
  for (const [size, many] of [
    [100, 600],
    [100_000, 250],
  ] as const) {
    const task = { kind, url: `http://127.0.0.1:${port}/${size}`, many };
    const pairs: (readonly [Measured, Measured])[] = [];
    for (let pair = 0; pair < PAIRS; pair++) pairs.push(...(await comparePair(task)));
    const rate = (which: 0 | 1) => Math.round((many / median(pairs.map((pair) => pair[which].time))) * 1000);
    const more = (of: keyof Measured) =>
      `${((median(pairs.map(([without, having]) => having[of] / without[of])) - 1) * 100).toFixed(1)} %`;
    console.log(
      `${kind}, ${size} bytes: ${rate(1)} instead of ${rate(0)}; ${more('time')} more time, ${more('work')} more work of the processor (goal: 3 %)`,
    );
  }
server.kill();

async function comparePair(task: object): Promise<(readonly [Measured, Measured])[]> {
  const clients = [start('client.mjs'), start('client.mjs', '--import', register)] as const;
  const rounds: [Measured, Measured][] = [];
  for (let round = -4; round < ROUNDS; round++) {
    const measured: Measured[] = [];
    // Who begins changes: the second finds a warmer server.
    for (const which of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      clients[which].send(task);
      [measured[which]] = (await once(clients[which], 'message')) as [Measured];
    }
    // The first rounds warm the compiler.
    if (round >= 0) rounds.push(measured as [Measured, Measured]);
  }
  for (const client of clients) client.kill();
  return rounds;
}

function start(file: string, ...execArgv: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), { execArgv });
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}
