import type { CurlOption } from './arguments.js';

/** What curl would write about its own work, and where. */
export interface TraceWish {
  /** undefined where no trace was asked for. */
  readonly trace: { readonly form: TraceForm; readonly to: string } | undefined;
  readonly time: boolean;
  readonly ids: boolean;
  /** Values of `--trace-config`, in order. */
  readonly components: readonly string[];
  /** The file of `--stderr`. */
  readonly stderr: string | undefined;
}

/** Of `-v`, `--trace` and `--trace-ascii`. */
export type TraceForm = 'plain' | 'hex' | 'ascii';

/** Names of files that curl takes for its two streams. */
export const STDERR = '%';
export const STDOUT = '-';

/** What the options of a command ask for: the last of `-v`, `--trace` and `--trace-ascii` wins. */
export function traceWish(options: readonly CurlOption[]): TraceWish {
  let trace: TraceWish['trace'];
  let time = false;
  let ids = false;
  let stderr: string | undefined;
  const components: string[] = [];
  for (const { name, on, value = '' } of options) {
    if (name === 'verbose') trace = on ? { form: 'plain', to: STDERR } : undefined;
    else if (name === 'trace') trace = { form: 'hex', to: value };
    else if (name === 'trace-ascii') trace = { form: 'ascii', to: value };
    else if (name === 'trace-time') time = on;
    else if (name === 'trace-ids') ids = on;
    else if (name === 'stderr') stderr = value;
    else if (name === 'trace-config') {
      components.push(value);
      const words = value.toLowerCase().split(/[ ,]+/);
      time ||= words.some((word) => word === 'time' || word === 'all');
      ids ||= words.some((word) => word === 'ids' || word === 'all');
    }
  }
  return { trace, time, ids, components, stderr };
}
