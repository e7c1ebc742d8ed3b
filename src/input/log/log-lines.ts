import type { Span } from '../../exchange/place.js';
import type { Input } from '../input.js';

const PROBLEMS_NAMED = 5;

/** The lines that are not blank, without byte-order mark and line end. */
export function* linesOf({ bytes }: Input): Generator<Span> {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const next = newline < 0 ? bytes.length : newline;
    let from = start;
    let end = next;
    while (from < end && isBlank(bytes[from] as number)) from++;
    while (end > from && isBlank(bytes[end - 1] as number)) end--;
    if (end > from) yield { start: from, end };
    start = next + 1;
  }
}

/** What became of the lines of a log. */
export interface LineCounts {
  readonly lines: number;
  /** Lines without any exchange. */
  readonly skipped: number;
  /** Numbers of the lines that begin as JSON and are none. */
  readonly broken: readonly number[];
}

/** What was left out, a sentence each: broken lines are named, those of other things only counted. */
export function lineProblems({ lines, skipped, broken }: LineCounts): string[] {
  const problems: string[] = [];
  if (broken.length > 0) {
    const named = broken.slice(0, PROBLEMS_NAMED).join(', ');
    const more = broken.length > PROBLEMS_NAMED ? ` and ${broken.length - PROBLEMS_NAMED} more` : '';
    problems.push(
      `${broken.length === 1 ? 'Line' : 'Lines'} ${named}${more} could not be read as a JSON object.`,
    );
  }
  if (skipped > 0) {
    const were = skipped === 1 ? 'tells of no HTTP call and was' : 'tell of no HTTP call and were';
    problems.push(`${skipped} of ${lines} lines ${were} left out.`);
  }
  return problems;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
