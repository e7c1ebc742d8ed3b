import type { Exchange, Recorder } from '../exchange/exchange.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import { Input } from '../input/input.js';
import { linesOf } from '../input/log/log-lines.js';
import { readLine } from '../input/log/read-line.js';
import { readObjectLine } from '../input/log/read-object-line.js';
import { readInput } from '../input/read-input.js';
import type { Piece } from '../stream/piece.js';
import { readEntriesOf } from '../stream/read-entries.js';

/** What stands in one line, or in one entry of a HAR. */
export interface ReadRecord {
  readonly input: Input;
  readonly exchanges: readonly Exchange[];
  /** What is wrong with it, in words that are the same for all of the kind. */
  readonly problem?: string | undefined;
  /** Line of the problem in its file, where it is not that of the record. */
  readonly line?: number;
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

/** The records of a piece that is not made of lines. */
export function recordsOf(piece: Piece): readonly ReadRecord[] {
  if (piece.is === 'entries') {
    const { input, exchanges, problems } = readEntriesOf(piece);
    return [
      ...exchanges.map((exchange) => ({ input, exchanges: [exchange] })),
      ...problems.map(({ says, line }) => ({ input, exchanges: [], problem: says, line })),
    ];
  }
  const { file, bytes } = piece;
  const input = new Input(file, bytes);
  try {
    const { exchanges, problems } = readInput(input, formats);
    const records = exchanges.map((exchange): ReadRecord => ({ input, exchanges: [exchange] }));
    return [...records, ...problems.map((problem) => ({ input, exchanges: [], problem }))];
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    return [{ input, exchanges: [], problem: 'holds no HTTP exchange in any known form' }];
  }
}
