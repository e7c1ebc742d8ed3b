import type { WindowReport } from '../diagnosis.js';
import { timeOfDay, windowWords } from '../window-report.js';
import { count, wrap } from './lines.js';
import { bars } from './plot.js';

/** The rate window: what was counted, the calls over time as one line of bars, and which calls they were. */
export function windowLines(window: WindowReport | undefined, width: number, indent: string): string[] {
  if (!window) return [];
  const { routes } = window;
  const inner = ' '.repeat(indent.length + 'window   '.length);
  return [
    ...wrap(windowWords(window), width, `${indent}window   `),
    ...wrap(scale(window), width, `${inner}${chart(window)}  `, inner),
    ...wrap(routes.map(({ route, calls }) => `${calls} ${route}`).join(', '), width, inner),
  ];
}

/** `12:26:00 |▁▃█  ▂| 12:27:00` */
function chart({ from, to, buckets }: WindowReport): string {
  return `${timeOfDay(from)} |${bars(buckets)}| ${timeOfDay(to)}`;
}

/** What a bar stands for. */
function scale({ from, to, buckets }: WindowReport): string {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000 / buckets.length;
  return `a bar is ${Number(seconds.toFixed(1))} s, the highest ${count(highest(buckets), 'call')}`;
}

function highest(buckets: readonly number[]): number {
  return Math.max(...buckets, 0);
}
