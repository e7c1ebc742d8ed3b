import type { DiagnoseOptions } from '../diagnose.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import { Input } from '../input/input.js';
import { readInput } from '../input/read-input.js';
import type { Answers, Kept } from './answers.js';
import { type Case, NOTHING_CAPTURED, type Recording } from './case.js';

/**
 * The case that a transcript tells of.
 *
 * @param capture what the call was read from; undefined where nothing was captured
 * @param options what the command line says, which counts more than the transcript
 */
export function caseFrom(
  { pasted, provider, env, now, statement, told, probed, settled }: Answers,
  capture: Recording | undefined,
  options: DiagnoseOptions = {},
): Case {
  const found = Object.assign({}, ...probed.map(({ facts }) => facts)) as Record<string, unknown>;
  return {
    captured: capture ? { ...NOTHING_CAPTURED, ...capture.exchange } : NOTHING_CAPTURED,
    pasted: pasted.map((kept, index) => recordingOf(kept, `pasted ${index + 1}`)),
    statement,
    options: {
      ...options,
      provider: options.provider ?? provider,
      env: options.env ?? env,
      now: options.now ?? now,
      answers: { ...found, ...told },
      byHand: new Set(Object.keys(told)),
      ...(probed.length > 0 && { probed }),
    },
    settled: new Set([...settled, ...Object.keys(told)]),
  };
}

/**
 * Reads a recording that a transcript holds.
 *
 * @throws UnreadableInput when nothing in it can be understood, or it has no exchange of that number
 */
export function recordingOf({ bytes, entry }: Kept, name: string): Recording {
  const input = new Input(name, bytes);
  const { exchanges } = readInput(input, formats);
  const exchange = exchanges[entry - 1];
  if (!exchange) throw new UnreadableInput(`${name} of the transcript holds no exchange ${entry}.`);
  return { input, entry, exchange };
}
