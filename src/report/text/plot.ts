const BLOCKS = '▁▂▃▄▅▆▇█';
/** For terminals that show no block characters: the more ink, the more. */
const LETTERS = '.:-=+*%#';

/** Counts as one line of bars; nothing where there was nothing, at least the lowest bar where there was one. */
export function bars(counts: readonly number[], ascii = false): string {
  const most = Math.max(...counts, 1);
  const levels = ascii ? LETTERS : BLOCKS;
  return counts
    .map((count) => (count === 0 ? ' ' : levels[Math.ceil((count / most) * levels.length) - 1]))
    .join('');
}
