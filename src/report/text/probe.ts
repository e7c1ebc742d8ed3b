import type { ProbeReport } from '../diagnosis.js';
import { limitWords, probeWords } from '../probe-report.js';
import { wrap } from './lines.js';
import type { Style } from './style.js';
import { textWidth } from './width.js';

const VERDICTS = { good: 'good', bad: 'fault' } as const;
const PAINT = { good: 'good', bad: 'alarm' } as const;
const VERDICT_WIDTH = 7;

/** What probes saw: a line each, with the verdict in words before it. */
export function probeLines(
  probes: readonly ProbeReport[] | undefined,
  width: number,
  indent: string,
  style: Style,
): string[] {
  return (probes ?? []).flatMap((probe, index) => {
    const column = Math.max(...probe.seen.map(({ what }) => textWidth(what)), 0);
    const limit = limitWords(probe);
    return [
      ...(index > 0 ? [''] : []),
      `${indent}${style.bold(probeWords(probe))}`,
      ...probe.seen.flatMap(({ what, is, verdict }) => {
        const word = (verdict ? VERDICTS[verdict] : '').padEnd(VERDICT_WIDTH);
        const pad = ' '.repeat(column - textWidth(what));
        const [first = '', ...more] = wrap(is, width, `${indent}${indent}${word}${what}${pad}  `);
        return [verdict ? first.replace(word, style[PAINT[verdict]](word)) : first, ...more];
      }),
      ...(limit ? wrap(limit, width, `${indent}${indent}${' '.repeat(VERDICT_WIDTH)}`) : []),
    ];
  });
}
