import type { TriageContext } from '../format.js';
import { maskTriage } from '../mask-triage.js';
import { stripControls } from '../strip-controls.js';
import { byCause, type CauseSummary } from '../triage/by-cause.js';
import { type Timeline, timeline } from '../triage/timeline.js';
import { figure } from '../../figure.js';
import {
  clock,
  countOf,
  figures,
  leftOut,
  moment,
  NO_CHECK,
  share,
  sharedWords,
  timeRange,
  totals,
  traitsOf,
  unknownWords,
  writeWords,
} from '../triage/words.js';
import type { PatternReport, ProblemReport, TriageReport, UnknownOutcome } from '../triage-report.js';
import { duration } from '../words.js';
import { fileWords } from './file-words.js';
import { readableWidth, wrap } from './lines.js';
import { bars } from './plot.js';
import { loadStyle, type Style } from './style.js';

/** Without `--all` so many writes are printed; the list is for a file. */
const WRITES = 3;
const PROBLEMS = 5;
/** Columns of a plot. */
const PLOT = 24;
const INDENT = '  ';
const FURTHER = 'What each group shares: --all. A page with a sample of each: --format html.';

interface View extends TriageContext {
  readonly style: Style;
}

/**
 * Many exchanges for people: first what must be looked at before anything is sent again, then the totals, what
 * explains most, the causes with most failures, and last what could not be read.
 */
export async function triageText(report: TriageReport, context: TriageContext): Promise<string> {
  const style = await loadStyle(context.color);
  const view = { ...context, width: readableWidth(context.width), style };
  const clean = maskTriage(report, context.mask, 0);
  const blocks = [
    unknownOutcomes(clean.unknownOutcomes, view),
    head(clean, view),
    patterns(clean.patterns, view),
    causes(clean, view),
    problems(clean.problems, view),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function unknownOutcomes({ count, requests }: TriageReport['unknownOutcomes'], view: View): string[] {
  if (count === 0) return [];
  const shown = view.all ? requests : requests.slice(0, WRITES);
  const rest = count - shown.length;
  return [
    ...wrap(unknownWords(count), view.width).map(view.style.alarm),
    ...shown.flatMap((request) => ['', ...writeLines(request, view)]),
    ...(rest > 0
      ? ['', ...wrap(`and ${figure(rest)} more: --unknown-outcomes FILE writes all`, view.width, INDENT)]
      : []),
  ];
}

/** `2026-09-21 12:26:40  POST https://… -> 504`, and under it how to find out. */
function writeLines(request: UnknownOutcome, { width, style }: View): string[] {
  const { time, source, check } = request;
  const when = time === null ? `${fileWords(source.file)}:${source.line}` : clock(time);
  const inner = INDENT.repeat(2);
  return [
    ...wrap(oneLine(`${when}  ${writeWords(request)}`), width, INDENT, inner),
    ...wrap(oneLine(traitsOf(request)), width, inner),
    ...(check
      ? [
          ...wrap(oneLine(`${check.method} ${check.url}`), width, inner).map(style.good),
          ...wrap(`look for ${check.lookFor}`, width, INDENT.repeat(3)),
        ]
      : wrap(NO_CHECK, width, inner)),
  ];
}

function head({ summary }: TriageReport, { width, style }: View): string[] {
  const when = timeRange(summary.firstSeen, summary.lastSeen);
  return [
    ...wrap(totals(summary), width).map(style.bold),
    ...(when ? [when] : []),
    ...leftOut(summary).flatMap((sentence) => wrap(sentence, width)),
  ];
}

function patterns(found: readonly PatternReport[], { width, style }: View): string[] {
  if (found.length === 0) return [];
  const column = figure(found[0]?.count ?? 0).length;
  const margin = ' '.repeat(column + 4);
  return [
    style.bold('What explains most'),
    ...found.flatMap(({ says, fix, count }) => [
      '',
      ...wrap(says, width, `${INDENT}${figure(count).padStart(column)}${INDENT}`),
      ...wrap(fix, width, `${margin}fix  `),
    ]),
  ];
}

function causes({ groups, summary }: TriageReport, view: View): string[] {
  const all = byCause(groups);
  if (all.length === 0) return [];
  const { style, width, limit } = view;
  const shown = view.all ? all : all.slice(0, limit);
  const times = timeline(
    shown.map((one) => one.groups.map((group) => group.times)),
    PLOT,
  );
  const column = figure(all[0]?.count ?? 0).length;
  const folded = all.slice(shown.length);
  const rest = countOf(folded);
  return [
    style.bold(`${figures(summary.failed, 'failure')} by leading cause`),
    ...(times ? wrap(scale(times), width) : []),
    ...shown.flatMap((one, index) => [
      '',
      ...causeLines(one, summary.failed, times?.counts[index], column, view),
    ]),
    ...(rest > 0
      ? [
          '',
          ...wrap(
            `${figures(rest, 'failure')} of ${figures(folded.length, 'further cause')}: --limit ${all.length} shows them.`,
            width,
          ),
        ]
      : []),
    ...(view.all ? [] : ['', ...wrap(FURTHER, width)]),
  ];
}

function causeLines(
  { cause, groups, count, firstSeen, lastSeen }: CauseSummary,
  failed: number,
  counts: readonly number[] | undefined,
  column: number,
  view: View,
): string[] {
  const { style, width, ascii } = view;
  const margin = ' '.repeat(column + 4);
  const number = `${INDENT}${figure(count).padStart(column)}${INDENT}`;
  const what = cause ? `${cause.certainty}  ${style.name(cause.id)}` : 'no cause found';
  const when = timeRange(firstSeen, lastSeen) ?? '';
  return [
    `${number}${share(count, failed).padEnd(6)}${INDENT}${what}`,
    ...wrap(cause?.title ?? '', width, margin).map(style.bold),
    ...wrap(oneLine(sharedWords(groups)), width, margin),
    ...(counts?.some(Boolean)
      ? wrapPlot(`|${bars(counts, ascii)}|`, when, margin, width)
      : wrap(when, width, margin)),
    ...(view.all ? groups.flatMap((group) => groupLines(group, margin, width)) : []),
  ];
}

/** Beside its plot, the time stands where there is room. */
function wrapPlot(plot: string, when: string, margin: string, width: number): string[] {
  const together = `${margin}${plot}${INDENT}${when}`;
  if (together.length <= width) return [together.trimEnd()];
  return [`${margin}${plot}`, ...wrap(when, width, margin)];
}

/** One group with what it alone shares, and where an example of it stands. */
function groupLines(group: TriageReport['groups'][number], margin: string, width: number): string[] {
  const [sample] = group.samples;
  const place = sample ? ` (${fileWords(sample.source.file)}:${sample.source.line})` : '';
  const message = group.message === null ? '' : `: ${group.message}`;
  const shared = oneLine(`${sharedWords([group])}${message}${place}`);
  return wrap(shared, width, `${margin}${figure(group.count)} x `);
}

function scale({ from, step, counts }: Timeline): string {
  const to = from + step * (counts[0]?.length ?? 0);
  return `Plots from ${moment(from, step)} to ${moment(to, step, from)} UTC, a column is ${duration(step)}.`;
}

function problems(found: readonly ProblemReport[], { width, all, style }: View): string[] {
  if (found.length === 0) return [];
  const shown = all ? found : found.slice(0, PROBLEMS);
  const column = figure(Math.max(...shown.map(({ count }) => count))).length;
  return [
    style.bold('Not read'),
    '',
    ...shown.flatMap(({ says, count, first }) =>
      wrap(
        oneLine(`${says}, first at ${fileWords(first.file)}:${first.line}`),
        width,
        `${INDENT}${figure(count).padStart(column)}${INDENT}`,
      ),
    ),
    ...(found.length > shown.length
      ? [`${INDENT}and ${figures(found.length - shown.length, 'further kind')}: --all`]
      : []),
  ];
}

function oneLine(text: string): string {
  return stripControls(text, 'join');
}
