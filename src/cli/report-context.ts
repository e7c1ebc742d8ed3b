import { writeFileSync } from 'node:fs';
import type { ReadInputResult } from '../input/read-input.js';
import type { OutputFormat, RenderContext } from '../report/format.js';
import { outputFormats } from '../report/formats.generated.js';
import type { Mask } from '../report/mask.js';
import type { Io } from './io.js';
import { UsageError } from './usage-error.js';
import { type ColorChoice, wantsColor } from './wants-color.js';

/** Options of every command that prints diagnoses. */
export interface ReportingOptions {
  readonly format?: string;
  readonly json?: boolean;
  readonly output?: string;
  readonly all?: boolean;
  readonly limit?: number;
  readonly exitZero?: boolean;
  readonly color?: ColorChoice;
}

/**
 * Loads the output format that the user wants.
 *
 * @throws UsageError when there is none of that name
 */
export async function reportFormat({ json, format = 'text' }: ReportingOptions): Promise<OutputFormat> {
  const load = outputFormats[json ? 'json' : format];
  if (!load) throw new UsageError(`There is no format "${format}".`);
  return (await load()).default;
}

/** What an output format needs besides the report. */
export function reportContext(
  read: readonly ReadInputResult[],
  mask: Mask,
  options: ReportingOptions,
  io: Io,
): RenderContext {
  return {
    inputs: new Map(read.map(({ input }) => [input.name, input])),
    mask,
    color: wantsColor(options.color, io, options.output !== undefined),
    width: io.stdout.columns ?? 100,
    all: options.all ?? false,
    limit: options.limit ?? 10,
  };
}

/** Writes a finished report where the user wants it. */
export async function writeReport(text: string, { output }: ReportingOptions, io: Io): Promise<void> {
  if (output === undefined) return io.stdout.write(text);
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw new UsageError(
      `The report cannot be written to ${output} (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}
