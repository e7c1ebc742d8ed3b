import { placeOf } from '../describe-call.js';
import type { DiagnosisReport, Summary } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { groupBy } from '../../group-by.js';
import { count, wrap } from './lines.js';
import type { Style } from './style.js';

const SOURCES = 3;
/** What is noted most often; titles may hold numbers of one call. */
const NOTES = 10;

/** Failures by leading cause, most frequent first. */
export function groupsByCause(failures: readonly DiagnosisReport[]): DiagnosisReport[][] {
  const groups = [...groupBy(failures, ({ causes }) => causes[0]?.id).values()];
  return groups.sort((a, b) => b.length - a.length);
}

/** Advice beside causes, also on calls that succeeded, by what it says; most frequent first. */
export function groupsByNote(
  diagnoses: readonly DiagnosisReport[],
): (readonly [string, DiagnosisReport[]])[] {
  const noted = diagnoses.flatMap((diagnosis) => diagnosis.notes.map((note) => ({ note, diagnosis })));
  return [...groupBy(noted, ({ note }) => note.title)]
    .map(([title, members]) => [title, members.map(({ diagnosis }) => diagnosis)] as const)
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, NOTES);
}

/** Too many failures to read one by one: grouped by leading cause, most frequent first. */
export function groupLines(
  failures: readonly DiagnosisReport[],
  all: readonly DiagnosisReport[],
  context: RenderContext,
  style: Style,
): string[] {
  const ordered = groupsByCause(failures);
  const digits = String(ordered[0]?.length ?? 0).length;
  return [
    style.bold(`${count(failures.length, 'failure')} by leading cause`),
    '',
    ...ordered.flatMap((members) => {
      const leading = members[0]?.causes[0];
      const what = leading ? `${leading.certainty}  ${leading.id}  ${leading.title}` : 'no cause found';
      const margin = ' '.repeat(digits + 4);
      return [
        ...wrap(what, context.width, `  ${String(members.length).padStart(digits)}  `),
        ...wrap(sources(members), context.width, margin),
        ...unknownOutcomes(members, margin, style),
      ];
    }),
    ...noteLines(all, context.width),
    '',
    ...wrap(
      context.isGone
        ? 'Each in full: capture with --save-har FILE, then errdoctor analyze FILE --entry N.'
        : `All in full: --limit ${failures.length}. One of them: --entry N.`,
      context.width,
    ),
  ];
}

function noteLines(diagnoses: readonly DiagnosisReport[], width: number): string[] {
  const groups = groupsByNote(diagnoses);
  if (groups.length === 0) return [];
  const digits = String(groups[0]?.[1].length ?? 0).length;
  return [
    '',
    'Notes',
    '',
    ...groups.flatMap(([title, members]) => [
      ...wrap(title, width, `  ${String(members.length).padStart(digits)}  `),
      ...wrap(sources(members), width, ' '.repeat(digits + 4)),
    ]),
  ];
}

function sources(members: readonly DiagnosisReport[]): string {
  const shown = members.slice(0, SOURCES).map((member) => placeOf(member, true));
  const more = members.length > SOURCES ? ` and ${members.length - SOURCES} more` : '';
  return `${shown.join(', ')}${more}`;
}

function unknownOutcomes(members: readonly DiagnosisReport[], margin: string, style: Style): string[] {
  const unknown = members.filter((member) => member.outcome === 'unknown').length;
  if (unknown === 0) return [];
  return [`${margin}${style.alarm(`outcome unknown for ${unknown} of them: check, then decide`)}`];
}

/** `12 exchanges, 3 failed: 2 explained, 1 unexplained` */
export function summaryLine(summary: Summary): string {
  const bound = summary.remembered
    ? `; only the latest ${summary.remembered} of an input were read as its history`
    : '';
  return countLine(summary) + bound;
}

function countLine({ exchanges, failed, explained, unexplained, unanswered = 0 }: Summary): string {
  const all = count(exchanges, 'exchange');
  if (exchanges > 0 && unanswered === exchanges)
    return `${all}, no answer captured: nothing can be told without it. Capture it too (errdoctor explain capture), or state it (--status N --message M).`;
  const without = unanswered > 0 ? `, ${unanswered} without an answer in the capture` : '';
  if (failed === 0) return `${all}, none failed${without}`;
  return `${all}, ${failed} failed: ${explained} explained, ${unexplained} unexplained${without}`;
}
