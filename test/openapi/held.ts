import { loadEngine } from '../../src/causes/engine.js';
import { diagnoseInputs } from '../../src/diagnose-inputs.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { ApiDescription } from '../../src/openapi/description.js';
import type { DiagnosisReport, EvidenceReport } from '../../src/report/diagnosis.js';

const engine = await loadEngine({ all: true });

/** A description of one's own, as YAML or JSON text. */
export function described(text: string, name = 'api.yaml'): Promise<ApiDescription> {
  return ApiDescription.read(new Input(name, Buffer.from(text)));
}

/** A call with all its headers, and its answer. */
export function call({
  request,
  headers = 'X-Api-Key: errdoctor-example-key',
  body,
  type = 'application/json',
  status = 400,
  answer = '{"message":"Bad Request"}',
}: Call): string {
  const content =
    body === undefined ? [] : [`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body)}`];
  const sent = [`${request} HTTP/1.1`, 'Host: api.shop.example', headers, ...content].filter(Boolean);
  return [
    ...sent.map((line) => `> ${line}`),
    '>',
    ...(body === undefined ? [] : [`> ${body}`]),
    `< HTTP/1.1 ${status}`,
    '< Content-Type: application/json',
    '<',
    answer,
    '',
  ].join('\n');
}

export interface Call {
  readonly request: string;
  readonly headers?: string;
  readonly body?: string;
  readonly type?: string;
  readonly status?: number;
  readonly answer?: string;
}

export interface Held {
  readonly diagnosis: DiagnosisReport | undefined;
  readonly leader: string | undefined;
  readonly notes: readonly string[];
  /** What is said, with the text that is marked and the file it stands in. */
  readonly evidence: readonly string[];
}

/** The real diagnosis of a capture that is held against a description. */
export async function held(capture: string, description: ApiDescription): Promise<Held> {
  const input = new Input('call.txt', Buffer.from(capture));
  const read = [{ input, exchanges: readInput(input, formats).exchanges }];
  const { report } = await diagnoseInputs(engine, read, { description });
  const [diagnosis] = report.diagnoses;
  const marked = ({ says, at }: EvidenceReport): string => {
    const file = at?.file === description.input.name ? description.input : input;
    return at ? `${at.file}: ${file.text({ start: at.offset, end: at.offset + at.length })} | ${says}` : says;
  };
  return {
    diagnosis,
    leader: diagnosis?.causes[0]?.id,
    notes: diagnosis?.notes.map(({ id }) => id) ?? [],
    evidence: diagnosis?.causes[0]?.evidence.map(marked) ?? [],
  };
}
