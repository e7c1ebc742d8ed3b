import type { Exchange } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import type { Input } from '../input.js';

const LINES_NAMED = 5;

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

/** What one line of a log gave. */
export interface ReadLine {
  readonly exchanges: readonly Exchange[];
  /** cut: it ends early, its exchange was read all the same; broken: it begins as JSON and is none; other: anything else. */
  readonly is: 'whole' | 'cut' | 'broken' | 'other';
}

/** Counts what became of the lines of a log. */
export class LineCounts {
  readonly #cut: number[] = [];
  readonly #broken: number[] = [];
  #lines = 0;
  #others = 0;

  add({ is }: Pick<ReadLine, 'is'>, line: number): void {
    this.#lines++;
    if (is === 'cut') this.#cut.push(line);
    else if (is === 'broken') this.#broken.push(line);
    else if (is === 'other') this.#others++;
  }

  /** What was left out, a sentence each: broken lines are named, those of other things only counted. */
  problems(): string[] {
    const problems: string[] = [];
    if (this.#broken.length > 0) problems.push(`${named(this.#broken)} could not be read as a JSON object.`);
    if (this.#cut.length > 0)
      problems.push(
        `${named(this.#cut)} ${this.#cut.length === 1 ? 'ends' : 'end'} early; what stands before was read.`,
      );
    if (this.#others > 0) {
      const were = this.#others === 1 ? 'tells of no HTTP call and was' : 'tell of no HTTP call and were';
      problems.push(`${this.#others} of ${this.#lines} lines ${were} left out.`);
    }
    return problems;
  }
}

function named(lines: readonly number[]): string {
  const more = lines.length > LINES_NAMED ? ` and ${lines.length - LINES_NAMED} more` : '';
  return `${lines.length === 1 ? 'Line' : 'Lines'} ${lines.slice(0, LINES_NAMED).join(', ')}${more}`;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
