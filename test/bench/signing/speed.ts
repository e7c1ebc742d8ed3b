import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Goal } from '../../accuracy/goals.js';
import { Random } from '../../accuracy/random.js';
import { rightCase } from '../../signatures/case.js';
import type { Examine } from '../../signatures/engine.js';
import { signers } from '../../signatures/registry.js';
import { atLeast, atMost } from './goals.js';

type Bundled = typeof import('./bundled.js');
const TWO = 2;

/** Speed as ratios of what is measured in the same run, in turns, because the machine is never quiet. */
export async function speedGoals(
  examine: Examine,
  bundled: Bundled,
  fixedListWorker: string,
  quick: boolean,
): Promise<Goal[]> {
  const threads = new FixedListThreads(fixedListWorker, TWO);
  const rounds = quick ? 1 : 5;
  const levels = quick ? 3 : 4;
  const measured = {
    openssl: [] as number[],
    opensslTwo: [] as number[],
    afresh: [] as number[],
    one: [] as number[],
    two: [] as number[],
    short: [] as number[],
  };
  // The first round only warms the compiler.
  bundled.tryFixedList(3, 0, 1);
  await threads.run(3);
  for (let round = 0; round < rounds; round++) {
    measured.openssl.push(opensslRate(1));
    measured.opensslTwo.push(opensslRate(TWO));
    measured.afresh.push(await rate(async () => 200_000 + 0 * bundled.signAfresh(200_000)));
    measured.one.push(await rate(async () => bundled.tryFixedList(levels, 0, 1)));
    measured.two.push(await rate(() => threads.run(levels)));
    measured.short.push(await rate(() => threads.run(3)));
  }
  await threads.end();
  const { openssl, opensslTwo, afresh, one, two, short } = medians(measured);
  const long = quick
    ? []
    : [atMost('fixed list of 1,224,533 candidates, two threads', 3, 1_224_533 / two, 's')];
  return [
    atLeast('search, HMAC-SHA256 of 200 bytes, per core', 0.35, one / openssl, 'x openssl'),
    atLeast('the same on two threads', 0.6, two / opensslTwo, 'x openssl -multi 2'),
    atLeast('the same against createHmac of fresh texts', 1.8, one / afresh, 'x createHmac'),
    atMost('fixed list of 75,430 candidates, two threads', 0.3, 75_430 / short, 's'),
    ...long,
    ...(await realList(examine)),
    ...(await largeBody(examine, quick)),
  ];
}

/** HMACs of 200 bytes a second by openssl in so many processes. */
function opensslRate(processes: number): number {
  const multi = processes > 1 ? ['-multi', String(processes)] : [];
  const words = ['speed', '-elapsed', '-seconds', '1', '-bytes', '200', ...multi, '-hmac', 'sha256'];
  const { stdout, error } = spawnSync('openssl', words, { encoding: 'utf8' });
  const thousandBytes = Number(/([\d.]+)k\s*$/m.exec(stdout ?? '')?.[1]);
  if (!(thousandBytes > 0)) throw error ?? new Error(`openssl ${words.join(' ')} said: ${stdout}`);
  return (thousandBytes * 1000) / 200;
}

/** What was done per second. */
async function rate(work: () => Promise<number>): Promise<number> {
  const start = performance.now();
  const done = await work();
  return done / ((performance.now() - start) / 1000);
}

function medians<Name extends string>(measured: Record<Name, number[]>): Record<Name, number> {
  const median = (values: number[]) => values.sort((one, other) => one - other)[values.length >> 1];
  return Object.fromEntries(
    Object.entries<number[]>(measured).map(([name, values]) => [name, median(values)]),
  ) as Record<Name, number>;
}

/** Threads that are started once, as a search that pays has them. */
class FixedListThreads {
  readonly #threads: readonly Worker[];

  constructor(file: string, count: number) {
    this.#threads = Array.from({ length: count }, () => new Worker(file));
  }

  /** How many candidates they tried together. */
  async run(levels: number): Promise<number> {
    const tried = await Promise.all(
      this.#threads.map(async (thread, number) => {
        thread.postMessage({ levels, number, of: this.#threads.length });
        const [count] = (await once(thread, 'message')) as [number];
        return count;
      }),
    );
    return tried.reduce((sum, one) => sum + one, 0);
  }

  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}

const SCHEME = 'pandabase-platform';

/** All mistakes that errdoctor knows, put to a request that another secret signed. */
async function realList(examine: Examine): Promise<Goal[]> {
  const goals: Goal[] = [];
  for (const [depth, words, most] of [
    [2, 'pairs', 0.1],
    [3, 'triples', 1],
  ] as const) {
    const times: number[] = [];
    let candidates = 0;
    for (let round = 0; round < 6; round++) {
      const { capture, pack, secrets } = requestWithBody();
      const start = performance.now();
      const finding = await examine(capture, pack, [`${secrets[0]}x`.slice(1)], depth);
      times.push((performance.now() - start) / 1000);
      candidates = finding.candidates;
    }
    const { time } = medians({ time: times.slice(1) });
    goals.push(atMost(`real mistake list, ${words}: ${candidates} candidates`, most, time, 's'));
  }
  return goals;
}

function requestWithBody() {
  const signer = signers.get(SCHEME);
  if (!signer) throw new Error(`no scheme is called ${SCHEME}`);
  for (let seed = 0; ; seed++) {
    const { call } = signer.draft(new Random(`real ${seed}`));
    if (call.body?.includes('\\u') && call.query) return rightCase(SCHEME, signer, `real ${seed}`);
  }
}

/** A body of 5 MB: how often its bytes are hashed and printed counts, not how many candidates there are. */
async function largeBody(examine: Examine, quick: boolean): Promise<Goal[]> {
  const item = '{"sku":"a/b","name":"Zoë & Co","price":10.50,"tags":[]}';
  const items = Array.from({ length: Math.ceil((quick ? 200_000 : 5_000_000) / item.length) }, () => item);
  const small = requestWithBody();
  const [head = ''] = small.capture.toString('latin1').split('\r\n\r\n');
  const body = Buffer.from(`{"items":[${items.join(',')}]}`);
  const capture = Buffer.concat([
    Buffer.from(`${head.replace(/Content-Length: \d+/, `Content-Length: ${body.length}`)}\r\n\r\n`, 'latin1'),
    body,
    Buffer.from('\r\nHTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'),
  ]);
  const start = performance.now();
  const { candidates } = await examine(capture, small.pack, small.secrets, 2);
  const seconds = (performance.now() - start) / 1000;
  return [atMost(`a body of ${body.length} bytes, pairs: ${candidates} candidates`, 10, seconds, 's')];
}
