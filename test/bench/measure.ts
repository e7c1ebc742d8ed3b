import { spawnSync } from 'node:child_process';

/** Runs things in turn, so that what disturbs the machine disturbs all alike; the median milliseconds of each. */
export function interleaved(
  rounds: number,
  things: Readonly<Record<string, () => void>>,
): Record<string, number> {
  const names = Object.keys(things);
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round++) {
    for (const name of names) {
      const start = performance.now();
      things[name]?.();
      // The first round only warms the disk cache, or the compiler.
      if (round >= 0) times.get(name)?.push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])]));
}

function median(values: number[]): number {
  return values.sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** A whole process of Node. NODE_EXTRA_CA_CERTS would make Node read that file at every start. */
export function node(...words: readonly string[]): () => void {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  return () => {
    const { error, signal } = spawnSync(process.execPath, words, { env });
    if (error ?? signal) throw error ?? new Error(`node ${words.join(' ')} ended by ${signal}`);
  };
}
