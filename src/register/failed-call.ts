import type { Leg } from '../wire/leg.js';

/** A call that failed, or may have, as the thread that examines it is told of it. */
export interface FailedCall {
  readonly leg: Leg;
  /** What failed below HTTP. */
  readonly error?: PlainError | undefined;
  /** Of a request of which nothing travelled: its head as it would have been written. */
  readonly head?: string | undefined;
}

/** What the thread that examines calls is told at its start. */
export interface ThreadData {
  /** Shared memory: how many calls it has examined, or `ALL` when it examines no more. */
  readonly done: Int32Array;
  /** Standard error of the program. */
  readonly terminal: { readonly isTTY: boolean; readonly columns: number | undefined };
}

export const ALL = 2 ** 31 - 1;

/** An error as it can be handed to another thread, which drops what Node adds to one. */
export interface PlainError {
  readonly name?: string | undefined;
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
  readonly syscall?: string | undefined;
  readonly address?: string | undefined;
  /** Of an AggregateError: each attempt. */
  readonly errors?: readonly PlainError[] | undefined;
}

/** Takes what the words about a failure are made of. */
export function plainError(error: unknown): PlainError {
  const { name, message, code, reason, syscall, address, errors } = membersOf(timeLimitIn(error) ?? error);
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    name: text(name),
    message: text(message),
    code: text(code),
    reason: text(reason),
    syscall: text(syscall),
    address: text(address),
    errors: Array.isArray(errors) ? errors.slice(0, 8).map(plainError) : undefined,
  };
}

function membersOf(error: unknown): Record<string, unknown> {
  return (error ?? {}) as Record<string, unknown>;
}

/** A call ends in the same way when `AbortSignal.timeout` was up as when the program stopped it; the cause differs. */
function timeLimitIn(error: unknown): unknown {
  const { cause } = membersOf(error);
  return membersOf(cause).name === 'TimeoutError' ? cause : undefined;
}

const OWN_ERRORS = new Set([
  'ABORT_ERR',
  'ERR_CANCELED',
  'UND_ERR_ABORTED',
  'UND_ERR_CLOSED',
  'UND_ERR_DESTROYED',
  // Of the connection; what the request itself was told, undici says before.
  'UND_ERR_INFO',
]);

/** Whether the program itself lost interest in a call; a limit of time that was up is no such thing. */
export function isOwnDoing(error: unknown): boolean {
  if (timeLimitIn(error)) return false;
  const { name, code } = membersOf(error);
  return name === 'AbortError' || OWN_ERRORS.has(String(code));
}

/** The head of a request as HTTP/1.1 writes it; `fields` holds names and values in turn. */
export function headText(method: string, target: string, fields: readonly unknown[]): string {
  const lines = [`${method} ${target} HTTP/1.1`];
  for (let i = 0; i + 1 < fields.length; i += 2) lines.push(`${fields[i]}: ${fields[i + 1]}`);
  return `${lines.join('\r\n')}\r\n\r\n`;
}
