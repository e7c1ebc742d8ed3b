import type { ReadInputResult } from '../input/read-input.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import { readInput } from '../input/read-input.js';
import type { Io } from './io.js';
import { readOne } from './read-inputs.js';
import { UsageError } from './usage-error.js';

/**
 * The capture of a call that worked.
 *
 * @param read the captures that are diagnosed: one that holds several calls may hold the working one too
 * @returns what was read, and a sentence for each part that was damaged
 * @throws UsageError when it cannot be read, or is the failing call itself
 */
export async function readGood(
  name: string,
  read: readonly ReadInputResult[],
  io: Io,
): Promise<{ readonly read: ReadInputResult; readonly notes: readonly string[] }> {
  const same = read.find(({ input }) => input.name === name);
  if (same && same.exchanges.length < 2) {
    const where = name === '-' ? 'Standard input' : name;
    throw new UsageError(
      `${where} holds the call that is diagnosed and no other; --good takes a capture of one that worked.`,
    );
  }
  if (same) return { read: same, notes: [] };
  const input = await readOne(name, io);
  try {
    const { exchanges, problems } = readInput(input, formats);
    return { read: { input, exchanges }, notes: problems.map((problem) => `${name}: ${problem}`) };
  } catch (error) {
    if (error instanceof UnreadableInput) throw new UsageError(error.message);
    throw error;
  }
}
