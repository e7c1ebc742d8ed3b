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

/** What `curl -v` prints of it, with the exact length of the body. */
export function captureOf({ call, body, headers = {}, status, answer }: Refused): string {
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
  return [
    `> ${method} ${pathname}${search} HTTP/1.1`,
    ...Object.entries(sent).map(([name, value]) => `> ${name}: ${value}`),
    '>',
    ...(text === undefined ? [] : [`> ${text}`]),
    `< HTTP/1.1 ${status} Refused`,
    '< Content-Type: application/json',
    '<',
    JSON.stringify(answer),
    '',
  ].join('\n');
}

/** The causes that are proven by the bytes of a request, each with the texts that its evidence marks. */
export function proofsOf(refused: Refused): Promise<Record<string, string[]>> {
  return proofsIn(captureOf(refused));
}

/** The same of a capture in any form. */
export async function proofsIn(capture: string): Promise<Record<string, string[]>> {
  const bytes = Buffer.from(capture);
  const { diagnoses } = await reportOn(capture);
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

/** The whole masked report on a capture. */
export function reportOn(capture: string) {
  return diagnoseCapture(engine, capture);
}
