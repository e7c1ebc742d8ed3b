import type { ApiDescription } from '../openapi/description.js';
import type { Io } from './io.js';
import { readOne } from './read-inputs.js';
import { UsageError } from './usage-error.js';

/**
 * Reads the description that `--openapi` names.
 *
 * @throws UsageError when it cannot be read or used
 */
export async function readDescription(name: string | undefined, io: Io): Promise<ApiDescription | undefined> {
  if (name === undefined) return undefined;
  const input = await readOne(name, io);
  const { ApiDescription, UnusableDescription } = await import('../openapi/description.js');
  try {
    return await ApiDescription.read(input);
  } catch (error) {
    if (error instanceof UnusableDescription) throw new UsageError(error.message);
    throw error;
  }
}
