import type { Figures } from './figures.js';
import type { Goal } from './goals.js';
import type { Verdict } from './judge.js';
import { groupedBy, isInTop3, mustBeInTop3 } from './figures.js';

const COLUMNS: readonly (readonly [title: string, of: (figures: Figures) => string])[] = [
  ['n', ({ captures }) => String(captures)],
  ['identifiable', ({ identifiable }) => String(identifiable)],
  ['top-1', ({ top1 }) => percent(top1)],
  ['of all', ({ top1OfAll }) => percent(top1OfAll)],
  ['top-3', ({ top3 }) => percent(top3)],
  ['MRR', ({ reciprocalRank }) => reciprocalRank.toFixed(3)],
  ['Brier', ({ brier }) => brier.toFixed(4)],
  ['of all', ({ brierOfAll }) => brierOfAll.toFixed(4)],
  ['ECE', ({ calibration }) => calibration.toFixed(4)],
  ['carets', ({ caret }) => percent(caret)],
];

/** The figures of several groups as a table. */
export function table(title: string, groups: ReadonlyMap<string, Figures>): string {
  const rows = [
    [title, ...COLUMNS.map(([name]) => name)],
    ...[...groups].map(([name, figures]) => [name, ...COLUMNS.map(([, of]) => of(figures))]),
  ];
  return aligned(rows);
}

export function goalTable(goals: readonly Goal[]): string {
  return aligned([
    ['goal', 'limit', 'found', ''],
    ...goals.map(({ what, limit, found, met }) => [what, limit, found, met ? 'ok' : 'missed']),
  ]);
}

/** Which cause stood in the true one's place, most frequent first. */
export function confusions(verdicts: readonly Verdict[], limit: number): string {
  const misses = verdicts.filter(({ labelled, right }) => labelled.standing.identifiable && !right);
  const pairs = [...groupedBy(misses, (one) => `${one.labelled.truth.labels[0]} taken for ${taken(one)}`)];
  const rows = pairs
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([pair, list]) => {
      const formats = [...groupedBy(list, ({ labelled }) => labelled.writer.name).keys()];
      return [String(list.length), pair, formats.join(', '), list[0]?.labelled.seed ?? ''];
    });
  return limited(['n', 'confusion', 'formats', 'for example'], rows, limit);
}

/** Each true cause that is not among the first three although at most three were left. */
export function misses(verdicts: readonly Verdict[], limit: number): string {
  const all = verdicts.filter((one) => mustBeInTop3(one) && !isInTop3(one));
  const rows = all.map((one) => {
    const { labelled, rank } = one;
    return [labelled.seed, labelled.writer.name, taken(one), rank ? `rank ${rank}` : 'not listed'];
  });
  return `${all.length} not among the first three\n${limited(['seed', 'format', 'leading', 'true cause'], rows, limit)}`;
}

/** Carets that stand under other bytes, by cause and format. */
export function strayCarets(verdicts: readonly Verdict[], limit: number): string {
  const stray = verdicts.filter(({ caret }) => caret === false);
  const rows = [
    ...groupedBy(stray, ({ labelled }) => `${labelled.source.id} in ${labelled.writer.name}`),
  ].map(([group, some]) => [String(some.length), group, some[0]?.labelled.seed ?? '']);
  return limited(['n', 'no caret at the planted text', 'for example'], rows, limit);
}

/** A titled list; nothing when it is empty. */
export function list(title: string, lines: readonly string[], limit: number): string {
  return lines.length > 0
    ? limited(
        [`${lines.length} ${title}`],
        lines.map((line) => [line]),
        limit,
      )
    : '';
}

function taken({ unread, leading }: Verdict): string {
  return unread ? 'nothing: not read' : (leading?.id ?? 'nothing');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}

/** A table of so many rows, and how many more there are. */
export function limited(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  limit: number,
): string {
  const more = rows.length > limit ? `and ${rows.length - limit} more (--all)\n` : '';
  return aligned([head, ...rows.slice(0, limit)]) + more;
}

/** Rows as columns. */
export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}
