import type { Exchange } from '../exchange/exchange.js';
import type { Span } from '../exchange/place.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import { RECORDER } from '../input/formats/ndjson.js';
import { Input } from '../input/input.js';
import { joinedParts } from '../input/log/log-prefix.js';
import { linesOf } from '../input/log/log-lines.js';
import { readLine } from '../input/log/read-line.js';
import { readObjectLine } from '../input/log/read-object-line.js';
import { readInput } from '../input/read-input.js';
import type { Piece } from '../stream/piece.js';
import { readShort } from '../stream/read-entries.js';
import { isShortEntry } from '../stream/short-entry.js';

/** What stands in one line, or in one entry of a HAR. */
export interface ReadRecord {
  readonly input: Input;
  readonly exchanges: readonly Exchange[];
  /** What is wrong with it, in words that are the same for all of the kind. */
  readonly problem?: string | undefined;
  /** Reads all of what was read in short. */
  readonly whole?: (() => Exchange | undefined) | undefined;
}

const PROBLEMS = {
  broken: 'could not be read as JSON',
  cut: 'ends early; what stands before was read',
} as const;

/** Reads an input that is one line, or the lines that a container runtime made of it, as the formats for lines do. */
export function readRecordLine(input: Input): ReadRecord {
  const [line] = linesOf(input);
  if (!line) return { input, exchanges: [] };
  const { exchanges, is } =
    readObjectLine(input, line, RECORDER) ?? readLine(input, partsOf(input, line), RECORDER);
  return { input, exchanges, problem: is === 'broken' || is === 'cut' ? PROBLEMS[is] : undefined };
}

function partsOf(input: Input, line: Span): readonly Span[] {
  const [parts = [line]] = joinedParts(input);
  return parts;
}

/** The records of a piece that is one document, one at a time: nothing of those before is held. */
export function* recordsOf({ file, bytes }: Piece): Generator<ReadRecord> {
  const input = new Input(file, bytes);
  try {
    const { exchanges, problems } = readInput(input, formats);
    for (const exchange of exchanges) yield { input, exchanges: [exchange] };
    for (const problem of problems) yield { input, exchanges: [], problem };
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    yield { input, exchanges: [], problem: 'holds no HTTP exchange in any known form' };
  }
}

/** Reads a variant of a line, or of the text of a short entry. */
export function readVariant(text: Uint8Array): ReadRecord {
  const input = new Input('', text, isShortEntry(text) ? 'as it is' : undefined);
  if (!isShortEntry(text)) return readRecordLine(input);
  const exchange = readShort(text);
  return { input, exchanges: exchange ? [exchange] : [], problem: exchange ? undefined : 'tells too little' };
}
