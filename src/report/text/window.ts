import type { WindowReport } from '../diagnosis.js';
import { windowWords } from '../window-report.js';
import { wrap } from './lines.js';

const BARS = '▁▂▃▄▅▆▇█';

/** The rate window: what was counted, the calls over time as one line of bars, and which calls they were. */
export function windowLines(window: WindowReport | undefined, width: number, indent: string): string[] {
  if (!window) return [];
  const { buckets, routes } = window;
  const inner = indent.repeat(2);
  return [
    ...wrap(windowWords(window), width, `${indent}window   `),
    `${inner}${bars(buckets)}`,
    ...wrap(routes.map(({ route, calls }) => `${calls} ${route}`).join(', '), width, inner),
  ];
}

function bars(buckets: readonly number[]): string {
  const most = Math.max(...buckets, 1);
  return buckets
    .map((calls) => (calls === 0 ? ' ' : BARS[Math.ceil((calls / most) * BARS.length) - 1]))
    .join('')
    .trimEnd();
}
