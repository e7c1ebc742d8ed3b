import { loadEngine } from '../../src/causes/engine.js';
import { diagnoseCapture } from '../../src/diagnose-capture.js';

const engine = await loadEngine({ all: true });

/** A request and the answer that refuses it. */
export interface Refused {
  /** `POST https://api.acmepay.example/v1/orders` */
  readonly call: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly answer: unknown;
}

/** The causes that are proven by the bytes of a request, each with the texts that its evidence marks. */
export function proofsOf({ call, body, headers = {}, status, answer }: Refused) {
  const [method = '', url = ''] = call.split(' ');
  const { host, pathname, search } = new URL(url);
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const sent = {
    Host: host,
    ...(text !== undefined && {
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(text)),
    }),
    ...headers,
  };
  return proofsIn(
    [
      `> ${method} ${pathname}${search} HTTP/1.1`,
      ...Object.entries(sent).map(([name, value]) => `> ${name}: ${value}`),
      '>',
      ...(text === undefined ? [] : [`> ${text}`]),
      `< HTTP/1.1 ${status} Refused`,
      '< Content-Type: application/json',
      '<',
      JSON.stringify(answer),
      '',
    ].join('\n'),
  );
}

/** The same of a capture in any form. */
export async function proofsIn(capture: string): Promise<Record<string, string[]>> {
  const bytes = Buffer.from(capture);
  const { diagnoses } = await diagnoseCapture(engine, bytes);
  return Object.fromEntries(
    diagnoses
      .flatMap(({ causes }) => causes)
      .filter(({ certainty }) => certainty === 'proven')
      .map(({ id, evidence }) => [
        id,
        evidence.flatMap(({ at, says }) =>
          at === undefined || says.startsWith('the HTTP status is ')
            ? []
            : [bytes.subarray(at.offset, at.offset + at.length).toString()],
        ),
      ]),
  );
}
