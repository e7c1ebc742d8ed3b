import type { Engine } from './causes/engine.js';
import type { DiagnoseOptions } from './diagnose.js';
import { diagnoseInputs } from './diagnose-inputs.js';
import { formats } from './input/formats.generated.js';
import { Input } from './input/input.js';
import { type ReadInputResult, readInput } from './input/read-input.js';
import { maskFor } from './mask-for.js';
import type { ApiDescription } from './openapi/description.js';
import type { Report } from './report/diagnosis.js';
import { maskReport } from './report/mask-report.js';

export interface CaptureOptions extends DiagnoseOptions {
  /** What positions in the report call the capture; `capture` by default. */
  readonly name?: string;
  /** Also what was ruled out, and every factor. */
  readonly all?: boolean;
  /** Only the exchange of this number, from 1. */
  readonly entry?: number;
  /** The capture of a call that worked, to compare with; positions in it are given as in `working`. */
  readonly working?: string | Uint8Array;
  /** Each exchange by itself, without a look at the others of the capture. */
  readonly stateless?: boolean;
  /** The API's own description (OpenAPI 3.0 or 3.1) to hold the capture against; its positions are given as in `openapi`. */
  readonly openapi?: string | Uint8Array;
}

/**
 * Diagnoses a capture in any form that is read and masks every secret in the report: what
 * `errdoctor analyze --json` prints. Nothing but the rule packs is read and nothing is sent.
 *
 * @param capture what `curl -v` printed, a HAR, a log, a bare body, …: text or bytes
 * @throws UnreadableInput when nothing in it, or in `working`, can be understood
 * @throws Error with a sentence for the user when `openapi` cannot be used
 */
export async function diagnoseCapture(
  engine: Engine,
  capture: string | Uint8Array,
  { name = 'capture', working, openapi, ...options }: CaptureOptions = {},
): Promise<Report> {
  const read = readCapture(name, capture);
  const compareWith = working === undefined ? undefined : readCapture('working', working);
  const description = openapi === undefined ? options.description : await readDescription(openapi);
  const { report } = await diagnoseInputs(engine, [read], { ...options, description, compareWith });
  const settings = [...engine.store.packs.values()].map((pack) => pack.settings);
  const shown = [
    read,
    ...(compareWith ? [compareWith] : []),
    ...(description ? [{ input: description.input, exchanges: [] }] : []),
  ];
  return maskReport(report, maskFor(shown, settings, options.signing?.secrets));
}

function readCapture(name: string, capture: string | Uint8Array): ReadInputResult {
  const input = inputOf(name, capture);
  return { input, exchanges: readInput(input, formats).exchanges };
}

async function readDescription(text: string | Uint8Array): Promise<ApiDescription> {
  const openapi = await import('./openapi/description.js');
  return openapi.ApiDescription.read(inputOf('openapi', text));
}

function inputOf(name: string, content: string | Uint8Array): Input {
  return new Input(name, typeof content === 'string' ? Buffer.from(content) : content);
}
