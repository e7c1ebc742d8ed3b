/** Calls of one API as a client logs them, one a line. */
export interface CallLine {
  /** Minutes after 2026-09-21 14:00 UTC. */
  readonly minute: number;
  readonly status?: number;
  /** Without an answer: what the client threw. */
  readonly error?: string;
  readonly code?: string;
  readonly key?: string;
  readonly client?: string;
  readonly host?: string;
  readonly path?: string;
  /** Milliseconds. */
  readonly took?: number;
}

const START = Date.UTC(2026, 8, 21, 14);

export function callLine(call: CallLine): string {
  const { minute, status = 200, error, code, key = 'a', client = 'shop/2.1' } = call;
  const { host = 'api.acme.example', path = '/v1/charges', took = 80 } = call;
  return JSON.stringify({
    time: new Date(START + Math.round(minute * 60_000)).toISOString(),
    request: {
      method: 'POST',
      url: `https://${host}${path}`,
      headers: { 'user-agent': client, authorization: `Bearer errdoctor-example-key-${key}` },
    },
    ...(error
      ? { err: { message: error, code: error } }
      : {
          response: {
            status,
            body: JSON.stringify(
              status < 400 ? { ok: true } : { error: { code: code ?? `E${status}`, message: 'refused' } },
            ),
          },
        }),
    responseTime: took,
  });
}

/** One call every so often from a minute on. */
export function calls(
  from: number,
  count: number,
  call: Omit<CallLine, 'minute'> = {},
  every = 0.25,
): string[] {
  return Array.from({ length: count }, (_, number) => callLine({ ...call, minute: from + number * every }));
}
