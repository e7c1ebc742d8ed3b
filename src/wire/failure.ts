import type { Connection, TransportFailure } from '../exchange/exchange.js';
import { alertNamed } from '../input/client-errors/tls-alert.js';
import { transportKind } from '../input/transport-words.js';

/** The time was up, or the user stopped the call; the message says so without a final stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';

  constructor(
    message: string,
    readonly kind: 'timeout' | 'other',
  ) {
    super(message);
  }
}

/** What failed below HTTP, in the words of Node and OpenSSL without their file names and numbers. */
export function failureOf(error: unknown): TransportFailure {
  const stopped = causeIn(error, (one) => one instanceof Stopped);
  if (stopped instanceof Stopped) return { kind: stopped.kind, says: stopped.message };
  const says = wordsOf(error);
  // The words hold the name, which may be that of some proxy.
  if ((error as { readonly syscall?: string } | undefined)?.syscall === 'getaddrinfo')
    return { kind: 'dns', says };
  return { kind: alertNamed(says) ? 'tls' : transportKind(says), says };
}

/** What is known of a connection that failed: also the alert of the server, or the address that was tried last. */
export function withFailure(
  connection: Connection | undefined,
  { says }: TransportFailure,
  error: unknown,
): Connection {
  const alert = alertNamed(says);
  const tried = connection ? undefined : addressTried(error);
  const tls = connection?.tls ?? alert;
  return {
    ...connection,
    ...(tried !== undefined && { tried: { address: tried } }),
    ...(tls && { tls: { ...connection?.tls, ...(alert !== undefined && { alert }) } }),
  };
}

/** The address of the last attempt to connect. */
function addressTried(error: unknown): string | undefined {
  const [first] = error instanceof AggregateError ? error.errors.toReversed() : [error];
  return (first as { readonly address?: string } | undefined)?.address;
}

function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '')
    return error.errors.map(wordsOf).join('; ') || 'no address answered';
  const { message, code, reason } = (error ?? {}) as {
    readonly message?: string;
    readonly code?: string;
    readonly reason?: string;
  };
  const said = reason ?? message ?? String(error);
  return code === undefined || said.includes(code) ? said : `${said} (${code})`;
}

function causeIn(error: unknown, wanted: (one: unknown) => boolean): unknown {
  for (let one = error, depth = 0; one !== undefined && depth < 5; depth++) {
    if (wanted(one)) return one;
    one = (one as { readonly cause?: unknown }).cause;
  }
  return undefined;
}
