/** The exit codes of every command. A verdict never shares a code with bad usage or a breakdown. */
export const exitCodes = {
  /** Nothing failed in the input. */
  ok: 0,
  /** At least one failed exchange, each with a cause that says what to change; `rules`: findings. */
  explained: 1,
  /** Bad usage, or an input that could not be read at all. */
  usage: 2,
  /** errdoctor itself broke. */
  broken: 3,
  /** At least one failed exchange with nothing better than a fallback. */
  unexplained: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
