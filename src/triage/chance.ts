/**
 * Whether calls of one kind fail more often than the others, beyond what chance makes of calls that fail at random:
 * the G-test of independence of a 2×2 table (Sokal and Rohlf, Biometry, 1981, chapter 17).
 */
export function failsMore(failed: number, passed: number, otherFailed: number, otherPassed: number): boolean {
  const [own, others] = [failed + passed, otherFailed + otherPassed];
  const all = own + others;
  if (own === 0 || others === 0 || failed / own <= otherFailed / others) return false;
  const share = (failed + otherFailed) / all;
  return isBeyondChance([
    [failed, own * share],
    [passed, own * (1 - share)],
    [otherFailed, others * share],
    [otherPassed, others * (1 - share)],
  ]);
}

/** Whether counts depart from what is expected of them by more than chance makes (the same test). */
export function isBeyondChance(counts: readonly (readonly [count: number, expected: number])[]): boolean {
  const half = counts.reduce(
    (sum, [count, expected]) => (count > 0 ? sum + count * Math.log(count / expected) : sum),
    0,
  );
  return 2 * half >= BEYOND;
}

/** Chance alone comes to it once in ten million tables: a large log is looked at in very many ways. */
const BEYOND = 30;
