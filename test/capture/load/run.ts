import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Certificates } from '../../support/certificates.js';
import { runClient } from './client.js';
import { type Load, type Planned, planned, type Seen, seen } from './exchanges.js';
import { type LoadServer, startLoadServer } from './server.js';

interface RecordedCall {
  readonly id: number;
  readonly sent: Seen;
  readonly received: Seen;
  readonly failure?: string;
  readonly isCut: boolean;
}

/** Megabytes. */
export interface Memory {
  /** Of the whole process, at most. */
  readonly peak: number;
  /** Of JavaScript, when all is done. */
  readonly left: number;
}

export interface LoadResult {
  /** What is not as it should be, in words. */
  readonly wrong: readonly string[];
  readonly calls: number;
  readonly memory: Memory;
}

export interface LoadOptions {
  readonly count: number;
  readonly largestBody: number;
  readonly concurrency: number;
  /** Over TLS and through a forward proxy. */
  readonly tls?: Certificates;
}

/** Sends a load through a proxy in a process of its own, and compares what all sides saw. */
export async function runLoad({ count, largestBody, concurrency, tls }: LoadOptions): Promise<LoadResult> {
  let load: Load = { count, largestBody, hosts: ['', ''] };
  const server = await startLoadServer(() => load, tls?.server);
  const host = `localhost:${server.port}`;
  const proxy = startProxy(tls ? ['', tls.ca.certFile] : [`http://${host}`]);
  const { port, ca } = await proxy.started;
  load = { count, largestBody, hosts: [tls ? host : `127.0.0.1:${port}`, host] };
  const way = { port, tunnel: ca === undefined ? undefined : { host, ca } };
  const clients = Array.from({ length: concurrency }, (_, first) =>
    runClient(
      Array.from(
        { length: Math.ceil((count - first) / concurrency) },
        (_, turn) => first + turn * concurrency,
      ),
      load,
      way,
      server,
    ),
  );
  const received = new Map((await Promise.all(clients)).flatMap((one) => [...one]));
  const { calls, memory, remarks } = await proxy.finish();
  server.close();
  const wrong = Array.from({ length: count }, (_, id) =>
    faultsOf(
      planned(id, load),
      calls.filter((call) => call.id === id),
      received.get(id),
      server,
    ),
  ).flat();
  return { wrong: [...wrong, ...remarks], calls: calls.length, memory };
}

function faultsOf(
  plan: Planned,
  [call, ...more]: readonly RecordedCall[],
  received: Seen | undefined,
  { arrived }: LoadServer,
): string[] {
  const { id, fault, forwarded, answer } = plan;
  const wrong: string[] = [];
  const check = (what: string, isRight: boolean) => {
    if (!isRight) wrong.push(`${id} (${fault ?? 'no fault'}): ${what}`);
  };
  check('recorded once', more.length === 0 && call !== undefined);
  if (!call) return wrong;
  const isWhole = fault === undefined || fault === 'server is slow' || fault === 'client half-closes';
  const isAsked = isWhole || fault === 'server cuts the answer' || fault === 'client resets while it reads';
  const atServer = arrived.get(id) ?? [];
  check('the request was recorded as it is', begins(forwarded, call.sent));
  check('the answer was recorded as it is', begins(answer, call.received));
  // A client that leaves while it reads may have read enough: its answer is cut, and no failure.
  const mayHaveEnough = fault === 'client resets while it reads';
  check('a failure is told where there is one', mayHaveEnough || (call.failure === undefined) === isWhole);
  check('an answer is cut where its client left', !call.isCut || !isAsked || mayHaveEnough);
  if (isAsked) {
    check('all of the request was recorded', call.sent.length === forwarded.length);
    check('the server got the request once, to the byte', atServer.join() === seen(forwarded).hash);
    // Of an answer that is broken off, some may still be on its way.
    check(
      'the client got what was recorded',
      received !== undefined && begins(answer, received) && received.length <= call.received.length,
    );
  }
  if (isWhole) check('the client got all of the answer', received?.length === answer.length);
  if (fault === 'server cuts the answer')
    check(
      'the client got all that there was',
      received?.length === call.received.length && received.length > 500,
    );
  return wrong;
}

function begins(whole: Buffer, { length, hash }: Seen): boolean {
  return length <= whole.length && seen(whole.subarray(0, length)).hash === hash;
}

function startProxy(args: readonly string[]) {
  const program = fileURLToPath(new URL('proxy.ts', import.meta.url));
  const child = spawn(process.execPath, ['--expose-gc', '--import', 'tsx', program, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said: Record<string, unknown>[] = [];
  let start: (said: { port: number; ca?: string }) => void;
  const started = new Promise<{ port: number; ca?: string }>((resolve) => {
    start = resolve;
  });
  createInterface(child.stdout).on('line', (line) => {
    const one = JSON.parse(line);
    if ('port' in one) start(one);
    else said.push(one);
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  return {
    started,
    async finish() {
      child.stdin.end();
      await closed;
      const memory = said.pop() as unknown as Memory;
      const remarks = said.filter((one) => 'remark' in one).map((one) => JSON.stringify(one));
      return { calls: said.filter((one) => 'id' in one) as unknown as RecordedCall[], memory, remarks };
    },
  };
}
