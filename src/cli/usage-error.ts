/** The command line or a named file cannot be used: a whole sentence for the user, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
