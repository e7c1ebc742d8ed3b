import type { ReadInputResult } from '../input/read-input.js';
import { type Body, NO_BODY } from '../exchange/body.js';
import { completed, hasBody } from '../exchange/completed.js';
import type { RequestMessage } from '../exchange/exchange.js';
import { Headers } from '../exchange/headers.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import { readInput } from '../input/read-input.js';
import type { Io } from './io.js';
import { readOne } from './read-inputs.js';
import { UsageError } from './usage-error.js';

/** Files with what a capture lacks of the request. */
export interface RequestFiles {
  /** An exchange, raw HTTP or a curl command. */
  readonly request?: string;
  /** The exact body. */
  readonly data?: string;
  readonly entry?: number;
}

/**
 * Gives the exchange that is diagnosed the request, or the request's body, that its capture lacks. What was captured
 * is never overruled. Places of the other file are left out: evidence points into the capture alone.
 *
 * @returns what was read, and a sentence for each file that was not needed.
 * @throws UsageError when a file cannot be read or several exchanges would have to share it.
 */
export async function withRequestFiles(
  read: readonly ReadInputResult[],
  files: RequestFiles,
  io: Io,
): Promise<{ readonly read: readonly ReadInputResult[]; readonly notes: readonly string[] }> {
  if (files.request === undefined && files.data === undefined) return { read, notes: [] };
  const count = read.reduce((sum, { exchanges }) => sum + exchanges.length, 0);
  if (count > 1 && files.entry === undefined)
    throw new UsageError(
      `--request and --data are about one call, but ${count} were captured; choose one with --entry.`,
    );
  const request = files.request === undefined ? undefined : await requestIn(files.request, io);
  const data = files.data === undefined ? undefined : (await readOne(files.data, io)).bytes;
  const notes: string[] = [];
  const index = (files.entry ?? 1) - 1;
  const whole = read.map(({ input, exchanges }) => ({
    input,
    exchanges: exchanges.map((exchange, at) => {
      if (at !== index) return exchange;
      if (data && hasBody(exchange))
        notes.push('the capture holds the exact body of the request, so --data was left aside');
      return completed(completed(exchange, { request: data && bodyOnly(data) }), { request });
    }),
  }));
  return { read: whole, notes };
}

async function requestIn(name: string, io: Io): Promise<RequestMessage> {
  const input = await readOne(name, io);
  try {
    const found = readInput(input, formats).exchanges.flatMap(({ request }) => request ?? []);
    const [request] = found;
    if (!request) throw new UsageError(`${name} holds no request.`);
    if (found.length > 1)
      throw new UsageError(`${name} holds ${found.length} requests; give a file with one.`);
    return request;
  } catch (error) {
    if (error instanceof UnreadableInput) throw new UsageError(error.message);
    throw error;
  }
}

function bodyOnly(bytes: Uint8Array): RequestMessage {
  const body: Body = bytes.length === 0 ? NO_BODY : { is: 'bytes', wire: bytes, exact: true };
  return { headers: Headers.notCaptured, body };
}
