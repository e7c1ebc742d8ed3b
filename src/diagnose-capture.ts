import type { Engine } from './causes/engine.js';
import type { DiagnoseOptions } from './diagnose.js';
import { diagnoseInputs, type ReadInputResult } from './diagnose-inputs.js';
import { formats } from './input/formats.generated.js';
import { Input } from './input/input.js';
import { readInput } from './input/read-input.js';
import { maskFor } from './mask-for.js';
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
}

/**
 * Diagnoses a capture in any form that is read and masks every secret in the report: what
 * `errdoctor analyze --json` prints. Nothing but the rule packs is read and nothing is sent.
 *
 * @param capture what `curl -v` printed, a HAR, a log, a bare body, …: text or bytes
 * @throws UnreadableInput when nothing in it, or in `working`, can be understood
 */
export async function diagnoseCapture(
  engine: Engine,
  capture: string | Uint8Array,
  { name = 'capture', working, ...options }: CaptureOptions = {},
): Promise<Report> {
  const read = readCapture(name, capture);
  const compareWith = working === undefined ? undefined : readCapture('working', working);
  const { report } = await diagnoseInputs(engine, [read], { ...options, compareWith });
  const settings = [...engine.store.packs.values()].map((pack) => pack.settings);
  const shown = compareWith ? [read, compareWith] : [read];
  return maskReport(report, maskFor(shown, settings, options.signing?.secrets));
}

function readCapture(name: string, capture: string | Uint8Array): ReadInputResult {
  const input = new Input(name, typeof capture === 'string' ? Buffer.from(capture) : capture);
  return { input, exchanges: readInput(input, formats).exchanges };
}
