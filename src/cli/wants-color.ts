import type { Io } from './io.js';

export type ColorChoice = 'auto' | 'always' | 'never';

/**
 * Whether a report is coloured: the option decides, then `NO_COLOR` (no-color.org: any text but the empty one),
 * then `FORCE_COLOR` (0 and false mean no), then whether it goes to a terminal.
 */
export function wantsColor(option: ColorChoice | undefined, { env, stdout }: Io, toFile = false): boolean {
  if (option === 'always' || option === 'never') return option === 'always';
  if (toFile || env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return stdout.isTTY === true && env.TERM !== 'dumb';
}
