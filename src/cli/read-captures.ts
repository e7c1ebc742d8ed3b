import type { ReadInputResult } from '../input/read-input.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import { Input } from '../input/input.js';
import { readInput } from '../input/read-input.js';
import type { Io } from './io.js';
import { readInputs } from './read-inputs.js';
import { type Statement, statesFailure, withStatement } from '../exchange/statement.js';
import { EMPTY_INPUT_HELP, emptyExchange, statedExchange } from './stated-exchange.js';
import { UsageError } from './usage-error.js';

export interface Captures {
  readonly read: readonly ReadInputResult[];
  /** What was damaged, left out or missing, a sentence each; the rest was read. */
  readonly notes: readonly string[];
  /** Inputs of which nothing could be read, a sentence each. */
  readonly unreadable: readonly string[];
}

/**
 * The exchanges of the named files, of standard input where none is named, or of nothing but what is stated.
 *
 * @throws UsageError when there is nothing to look at
 */
export async function readCaptures(
  names: readonly string[],
  statement: Statement,
  io: Io,
): Promise<Captures> {
  const stated = statesFailure(statement);
  if (names.length === 0 && io.stdin.isTTY) {
    if (!stated) throw new UsageError('Name a capture, or pipe one in: curl -sS -v … 2>&1 | errdoctor');
    return { read: [statedOnly(statement)], notes: [], unreadable: [] };
  }
  const { inputs, unreadable } = await readInputs(names.length > 0 ? names : ['-'], io);
  const read: ReadInputResult[] = [];
  const notes: string[] = [];
  const failures = [...unreadable];
  for (const input of inputs) {
    if (isBlank(input.bytes) && (stated || input.name === '-')) {
      if (!stated) notes.push(EMPTY_INPUT_HELP);
      else if (input.name !== '-') notes.push(`${input.name} is empty; only what is stated was diagnosed.`);
      read.push(stated ? statedOnly(statement) : { input, exchanges: [emptyExchange(statement)] });
      continue;
    }
    try {
      const { exchanges, problems } = readInput(input, formats);
      notes.push(...problems.map((problem) => `${input.name}: ${problem}`));
      read.push({ input, exchanges: exchanges.map((exchange) => withStatement(exchange, statement)) });
    } catch (error) {
      if (!(error instanceof UnreadableInput)) throw error;
      failures.push(error.message);
    }
  }
  return { read, notes, unreadable: failures };
}

function statedOnly(statement: Statement): ReadInputResult {
  return { input: new Input('command line', new Uint8Array()), exchanges: [statedExchange(statement)] };
}

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 32 || (byte >= 9 && byte <= 13));
}
