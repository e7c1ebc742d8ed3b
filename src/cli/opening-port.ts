import { UsageError } from './usage-error.js';

/**
 * Starts a server on the port that the user names.
 *
 * @throws UsageError for a port that is not to be had, and for what the server calls a RangeError
 */
export async function openingPort<T>(starting: () => Promise<T>): Promise<T> {
  try {
    return await starting();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (error instanceof RangeError) throw new UsageError(message);
    if (code === 'EADDRINUSE') throw new UsageError('The port is taken: name another with --port, or none.');
    if (code === 'EACCES')
      throw new UsageError('The port needs more rights: name one above 1023 with --port.');
    throw error;
  }
}
