import type { Exchange } from '../exchange/exchange.js';
import type { Recorder } from '../exchange/exchange.js';
import type { Input } from '../input/input.js';
import { linesOf } from '../input/log/log-lines.js';
import { readLine } from '../input/log/read-line.js';
import { readObjectLine } from '../input/log/read-object-line.js';

/** What stands in one line, or in one entry of a HAR. */
export interface ReadRecord {
  readonly input: Input;
  readonly exchanges: readonly Exchange[];
  /** What is wrong with it, in words that are the same for all of the kind. */
  readonly problem?: string | undefined;
}

const RECORDER: Recorder = { name: 'log lines', captureMore: 'errdoctor explain capture' };

const PROBLEMS = {
  broken: 'could not be read as JSON',
  cut: 'ends early; what stands before was read',
} as const;

/** Reads an input that is one line, as the formats for lines do. */
export function readRecordLine(input: Input): ReadRecord {
  const [line] = linesOf(input);
  if (!line) return { input, exchanges: [] };
  const { exchanges, is } = readObjectLine(input, line, RECORDER) ?? readLine(input, [line], RECORDER);
  return { input, exchanges, problem: is === 'broken' || is === 'cut' ? PROBLEMS[is] : undefined };
}
