import type { ComparisonReport } from '../diagnosis.js';
import { comparisonWords, cutAlike, groupedSkips } from '../text/comparison.js';
import { code, prose } from './escape.js';

/** What differs from a working call, as Markdown blocks: what explains the failure first. */
export function comparisonBlocks(comparison: ComparisonReport | undefined): string[][] {
  if (!comparison) return [];
  const { differences, notCompared } = comparison;
  const telling = differences.filter(({ everyCall }) => !everyCall);
  const usual = differences.filter(({ everyCall }) => everyCall);
  const lines = telling.map(({ what, bad, good, explains }) => {
    const [failed, worked] = cutAlike(bad ?? 'absent', good ?? 'absent');
    const cause = explains === null ? '' : ` (explains ${code(explains)})`;
    return `- ${prose(what)}${cause}: failed with ${code(failed)}, worked with ${code(worked)}`;
  });
  return [
    [`**Compared** ${prose(comparisonWords(comparison))}`],
    lines,
    usual.length > 0 ? [`Differs in every call: ${prose(usual.map(({ what }) => what).join(', '))}`] : [],
    notCompared.length > 0 ? [`Not compared: ${prose(groupedSkips(notCompared))}`] : [],
  ];
}
