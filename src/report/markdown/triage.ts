import type { TriageContext } from '../format.js';
import { maskTriage } from '../mask-triage.js';
import { figure } from '../../figure.js';
import { fileWords } from '../text/file-words.js';
import {
  clock,
  countOf,
  figures,
  leftOut,
  NO_CHECK,
  share,
  sharedWords,
  timeRange,
  totals,
  traitsOf,
  unknownWords,
  writeWords,
} from '../triage/words.js';
import type { GroupReport, PatternReport, TriageReport, UnknownOutcome } from '../triage-report.js';
import { prose } from './escape.js';

/** A ticket is no archive: more groups are counted. */
const GROUPS = 20;

/** A triage to paste into a ticket: what must be looked at, what explains most, and the largest groups. */
export function triageMarkdown(report: TriageReport, { mask, all }: TriageContext): string {
  const clean = maskTriage(report, mask, 0);
  const { summary, problems } = clean;
  const blocks = [
    [`## ${totals(summary)}`],
    [timeRange(summary.firstSeen, summary.lastSeen) ?? ''],
    ...leftOut(summary).map((sentence) => [sentence]),
    ...unknownOutcomes(clean.unknownOutcomes),
    ...section('What explains most', clean.patterns.map(patternLine)),
    ...groups(clean, all ? clean.groups.length : GROUPS),
    ...section(
      'Not read',
      problems.map(
        ({ says, count, first }) =>
          `- ${figure(count)} × ${prose(says)}, first at ${prose(`${fileWords(first.file)}:${first.line}`)}`,
      ),
    ),
    [`errdoctor ${prose(clean.errdoctor)}; secrets are masked.`],
  ];
  return `${blocks
    .map((lines) => lines.join('\n'))
    .filter((block) => block !== '')
    .join('\n\n')}\n`;
}

function unknownOutcomes({ count, requests }: TriageReport['unknownOutcomes']): string[][] {
  if (count === 0) return [];
  const rest = count - requests.length;
  return [
    [`### ${unknownWords(count)}`],
    table(['Time (UTC)', 'Request', 'Of what', 'Shows whether it went through'], requests.map(writeCells)),
    rest > 0 ? [`And ${figure(rest)} more: \`--unknown-outcomes FILE\` writes all.`] : [],
  ];
}

function writeCells(request: UnknownOutcome): string[] {
  const { time, source, check } = request;
  return [
    time === null ? `${fileWords(source.file)}:${source.line}` : clock(time),
    writeWords(request),
    traitsOf(request),
    check ? `${check.method} ${check.url}: look for ${check.lookFor}` : NO_CHECK,
  ];
}

function patternLine({ says, fix, count }: PatternReport): string {
  return `- **${figures(count, 'failure')}:** ${prose(says)} ${prose(fix)}`;
}

function groups({ groups, summary }: TriageReport, most: number): string[][] {
  if (groups.length === 0) return [];
  const rest = groups.slice(most);
  const cells = (group: GroupReport) => [
    figure(group.count),
    share(group.count, summary.failed),
    group.causes[0] ? `${group.causes[0].title} (${group.causes[0].id})` : 'no cause found',
    sharedWords([group]),
    timeRange(group.firstSeen, group.lastSeen) ?? '',
  ];
  return [
    [`### ${figures(groups.length, 'group')} of failures`],
    table(['Failures', 'Share', 'Cause', 'In common', 'Seen'], groups.slice(0, most).map(cells), 2),
    rest.length > 0
      ? [`${figures(rest.length, 'further group')} with ${figures(countOf(rest), 'failure')}.`]
      : [],
  ];
}

/** @param numbers the first columns, which hold our own figures and are aligned to the right */
function table(head: readonly string[], rows: readonly (readonly string[])[], numbers = 0): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(head),
    line(head.map((_, index) => (index < numbers ? '---:' : '---'))),
    // Not as code: a pipe in a code span ends its cell, and not every renderer knows an escape for it.
    ...rows.map((cells) => line(cells.map((cell, index) => (index < numbers ? cell : prose(cell))))),
  ];
}

function section(title: string, lines: readonly string[]): string[][] {
  return lines.length > 0 ? [[`### ${title}`], [...lines]] : [];
}
