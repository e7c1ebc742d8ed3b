/** What the user states of an exchange besides, or instead of, a capture. */
export interface Statement {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly method?: string;
  readonly url?: string;
}

/** Whether the statement alone is something to diagnose. */
export function statesFailure({ status, code, message }: Statement): boolean {
  return (status ?? code ?? message) !== undefined;
}
