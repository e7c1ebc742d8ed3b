import { availableParallelism } from 'node:os';
import type { Io } from './io.js';

/** How many threads are used for much input: one for each core, unless the environment says otherwise. */
export function threadCount({ env }: Io): number {
  const wanted = Number(env.ERRDOCTOR_THREADS);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : availableParallelism();
}
