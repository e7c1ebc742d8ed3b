import type { Goal } from '../../accuracy/goals.js';
import type { Judged } from '../../signatures/found.js';

const LEAST = new Map([
  [1, 1],
  [2, 0.99],
  [3, 0.97],
]);

/** How many of the planted mistakes must be found: one, two and three at a time. */
export function shareGoals(judged: readonly Judged[]): Goal[] {
  return [...LEAST].map(([count, least]) => {
    const some = judged.filter((one) => one.count === count);
    const missed = some.filter(({ found }) => !found).length;
    const what = count === 1 ? 'planted mistakes found, one' : `planted mistakes found, ${count} at a time`;
    return share(what, least, some.length, missed);
  });
}

/** A goal for the share of what was not missed; of none, nothing may be missed. */
export function share(what: string, least: number, of: number, missed: number): Goal {
  const found = of === 0 ? Number(missed === 0) : 1 - missed / of;
  return { what, limit: `>= ${percent(least)}`, found: percent(found), met: found >= least };
}

export function atLeast(what: string, least: number, found: number, unit: string): Goal {
  return { what, limit: `>= ${least}`, found: `${found.toFixed(2)} ${unit}`, met: found >= least };
}

export function atMost(what: string, most: number, found: number, unit: string): Goal {
  return { what, limit: `<= ${most}`, found: `${found.toFixed(3)} ${unit}`, met: found <= most };
}

function percent(part: number): string {
  // Never rounded up to a goal that was missed.
  return `${(Math.floor(part * 10_000) / 100).toFixed(2)} %`;
}
