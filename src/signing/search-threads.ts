import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Match, Search, SearchInput, Share, ShareResult } from './search.js';

/** Below this, threads take longer to start than to search. */
const WORTH_THREADS = 150_000;
const MOST_THREADS = 8;

/** The built worker lies beside the bundle; code that runs from its sources has none and uses one thread. */
const WORKER = fileURLToPath(new URL('./search-worker.cjs', import.meta.url));

/**
 * Tries all candidates of a level, in several threads where that pays.
 *
 * @param progress told now and then how many were tried
 */
export async function searchLevel(
  search: Search,
  input: SearchInput,
  level: number,
  { deadline, stop }: Pick<Share, 'deadline' | 'stop'>,
  progress?: (tried: number) => void,
): Promise<ShareResult> {
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  // A single thread beside this one is worth it too: meanwhile Ctrl-C is heard.
  if (!existsSync(WORKER) || search.candidates(level) < WORTH_THREADS)
    return search.run({ level, number: 0, of: 1, deadline, stop }, progress);
  const tried = new Array<number>(threads).fill(0);
  const results = await Promise.all(
    tried.map((_, number) =>
      runShare(input, { level, number, of: threads, deadline, stop }, (count) => {
        tried[number] = count;
        progress?.(tried.reduce((sum, one) => sum + one, 0));
      }),
    ),
  );
  return {
    matches: results.flatMap(({ matches }) => matches).sort(byOrder),
    tried: results.reduce((sum, one) => sum + one.tried, 0),
    finished: results.every(({ finished }) => finished),
  };
}

function runShare(input: SearchInput, share: Share, progress: (tried: number) => void): Promise<ShareResult> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(WORKER, { workerData: { input, share } });
    thread.on('message', ({ tried, result }: { tried?: number; result?: ShareResult }) => {
      if (result) resolve(result);
      else progress(tried as number);
    });
    thread.on('error', reject);
  });
}

/** As one thread would have found them. */
function byOrder(one: Match, other: Match): number {
  for (const [index, number] of one.singles.entries()) {
    const difference = number - (other.singles[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
