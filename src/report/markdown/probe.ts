import type { ProbeReport } from '../diagnosis.js';
import { limitWords, probeWords } from '../probe-report.js';
import { code, prose } from './escape.js';

const VERDICTS = { good: 'good', bad: '**fault**' } as const;

/** What probes saw, as Markdown blocks. */
export function probeBlocks(probes: readonly ProbeReport[] | undefined): string[][] {
  return (probes ?? []).map((probe) => {
    const limit = limitWords(probe);
    return [
      `**${prose(probeWords(probe))}:**`,
      '',
      ...probe.seen.map(
        ({ what, is, verdict }) => `- ${verdict ? `${VERDICTS[verdict]}: ` : ''}${prose(what)}: ${code(is)}`,
      ),
      ...(limit ? [`- ${prose(limit)}`] : []),
    ];
  });
}
