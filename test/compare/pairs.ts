import { diagnoseInputs } from '../../src/diagnose-inputs.js';
import { loadEngine } from '../../src/causes/engine.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { type ReadInputResult, readInput } from '../../src/input/read-input.js';
import type { DiagnosisReport } from '../../src/report/diagnosis.js';
import { runCurlMerged } from '../support/curl.js';
import { type LoopbackServer, startHttp } from '../support/servers.js';

export const engine = await loadEngine({ all: true });

/** A call of which each part can be exchanged. */
export interface Call {
  readonly method?: string;
  readonly host?: string;
  readonly target?: string;
  /** undefined leaves a header out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly curl?: readonly string[];
}

const HEADERS = {
  Authorization: 'Bearer errdoctor-example-token-0001',
  'Content-Type': 'application/json',
  Accept: 'application/json',
  'X-Api-Version': '2026-01-01',
  'X-Timestamp': '1790000000',
};
export const BODY =
  '{"amount":2500,"currency":"USD","customer":{"id":"cus_1","name":"Ada"},"items":[{"sku":"a"}]}';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly date?: string;
}

export const WORKED: Answer = { status: 201, body: { id: 'ch_1', status: 'succeeded' } };
const DATE = 'Mon, 21 Sep 2026 14:13:22 GMT';

/** Makes calls with the real curl to a server that answers as it is told, and captures them byte by byte. */
export class Calls {
  #answer: Answer = WORKED;

  private constructor(readonly server: LoopbackServer) {}

  static async open(): Promise<Calls> {
    const calls: Calls = new Calls(
      await startHttp((_request, response) => {
        const { status, body, date = DATE } = calls.#answer;
        response.sendDate = false;
        response.writeHead(status, { 'Content-Type': 'application/json', Date: date });
        response.end(JSON.stringify(body));
      }),
    );
    return calls;
  }

  async capture(call: Call, answer: Answer): Promise<Buffer> {
    this.#answer = answer;
    const {
      method = 'POST',
      host = 'api.acmepay.example',
      target = '/v1/charges?expand=customer&limit=10',
    } = call;
    const { port } = this.server;
    const headers = Object.entries({ ...HEADERS, ...call.headers }).flatMap(([name, value]) =>
      value === undefined ? ['-H', `${name}:`] : ['-H', value === '' ? `${name};` : `${name}: ${value}`],
    );
    return runCurlMerged([
      '-sS',
      '--trace',
      '-',
      '--path-as-is',
      '--resolve',
      `*:${port}:127.0.0.1`,
      '-X',
      method,
      ...headers,
      ...(call.body === '' ? [] : ['--data-binary', call.body ?? BODY]),
      ...(call.curl ?? []),
      `http://${host}:${port}${target}`,
    ]);
  }
}

/** Diagnoses one capture beside another. */
export async function compared(bad: Buffer | string, good: Buffer | string): Promise<DiagnosisReport> {
  const { report } = await diagnoseInputs(engine, [readAs('bad.txt', bad)], {
    compareWith: readAs('good.txt', good),
  });
  const [diagnosis] = report.diagnoses;
  if (!diagnosis) throw new Error('nothing failed');
  return diagnosis;
}

export function readAs(name: string, bytes: Buffer | string): ReadInputResult {
  const input = new Input(name, Buffer.from(bytes));
  return { input, exchanges: readInput(input, formats).exchanges };
}
