import { groupBy } from '../../group-by.js';
import type { ComparisonReport, DifferenceReport, Position } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { stripControls } from '../strip-controls.js';
import { fileWords } from './file-words.js';
import { wrap } from './lines.js';

/** More differences than this are shown only with `--all`. */
const SHOWN = 8;
/** Longer values are cut to what lies around the first difference. */
const LONGEST = 64;

/** What differs from a working call: most telling first, each as it was in both. */
export function comparisonLines(
  comparison: ComparisonReport | undefined,
  { width, all }: RenderContext,
  indent: string,
): string[] {
  if (!comparison) return [];
  const { differences, notCompared } = comparison;
  const inner = indent.repeat(2);
  const telling = differences.filter(({ everyCall }) => all || !everyCall);
  const usual = differences.filter((one) => !telling.includes(one));
  const shown = all ? telling : telling.slice(0, SHOWN);
  const rest = telling.length - shown.length;
  return [
    ...wrap(comparisonWords(comparison), width, `${indent}compared   `),
    ...shown.flatMap((difference) => differenceLines(difference, width, inner)),
    ...(rest > 0 ? [`${inner}and ${rest} more (--all shows them)`] : []),
    ...wrap(usual.map(({ what }) => what).join(', '), width, `${inner}differs in every call  `),
    ...wrap(groupedSkips(notCompared), width, `${inner}not compared  `),
  ];
}

/** `with good.har:12 (entry 2): same method and path`; why there was nothing to compare with, as it stands. */
export function comparisonWords({ says, with: good }: ComparisonReport): string {
  return good ? `with ${fileWords(good.file)}:${good.line} (entry ${good.entry}): ${says}` : says;
}

/** What could not be compared, by the reason. */
export function groupedSkips(notCompared: ComparisonReport['notCompared']): string {
  return [...groupBy(notCompared, ({ why }) => why)]
    .map(([why, skips]) => `${skips.map(({ what }) => what).join(', ')} (${why})`)
    .join('; ');
}

function differenceLines(difference: DifferenceReport, width: number, indent: string): string[] {
  const { what, explains, at, goodAt } = difference;
  const [bad, good] = cutAlike(difference.bad ?? 'absent', difference.good ?? 'absent');
  const head = `${what}${explains === null ? '' : `: explains ${explains}`}`;
  return [
    ...wrap(stripControls(head, 'join'), width, indent),
    `${indent}  failed  ${stripControls(bad, 'join')}${placeWords(at)}`,
    `${indent}  worked  ${stripControls(good, 'join')}${placeWords(goodAt)}`,
  ];
}

function placeWords(at: Position | undefined): string {
  return at ? `  (${fileWords(at.file)}:${at.line})` : '';
}

/** Both texts; long ones cut to the same stretch, around the first character in which they differ. */
export function cutAlike(bad: string, good: string): [string, string] {
  if (bad.length <= LONGEST && good.length <= LONGEST) return [bad, good];
  let first = 0;
  while (first < bad.length && bad[first] === good[first]) first++;
  const start = Math.max(0, Math.min(first - LONGEST / 2, Math.max(bad.length, good.length) - LONGEST));
  const cut = (text: string) => {
    const part = text.slice(start, start + LONGEST);
    return `${start > 0 ? '…' : ''}${part}${start + LONGEST < text.length ? '…' : ''}`;
  };
  return [cut(bad), cut(good)];
}
