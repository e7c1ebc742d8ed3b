import type { ReadInputResult } from '../input/read-input.js';
import type { Exchange } from '../exchange/exchange.js';
import type { Mask } from '../report/mask.js';
import { stripControls } from '../report/strip-controls.js';
import { UsageError } from './usage-error.js';

/** More exchanges than this are counted, not listed. */
const LISTED = 20;

/**
 * Checks that `--entry` names one of the exchanges that were read.
 *
 * @throws UsageError for several inputs, or with a list of what exists
 */
export function checkEntry(entry: number, read: readonly ReadInputResult[], mask: Mask): void {
  const [only, ...others] = read;
  if (!only || others.length > 0) {
    throw new UsageError(`--entry chooses from one capture, and ${read.length} were named.`);
  }
  const { exchanges, input } = only;
  if (entry <= exchanges.length) return;
  const count = exchanges.length === 1 ? 'one exchange' : `${exchanges.length} exchanges`;
  const where = input.name === '-' ? 'Standard input' : input.name;
  throw new UsageError(
    `${where} holds ${count}; there is no number ${entry}.\n${listEntries(exchanges, mask)}`,
  );
}

/** The exchanges of a capture with their numbers, one a line; of many the first and how many more there are. */
export function listEntries(exchanges: readonly Exchange[], mask: Mask): string {
  const width = String(Math.min(exchanges.length, LISTED)).length;
  const lines = exchanges
    .slice(0, LISTED)
    .map((exchange, index) => `  ${String(index + 1).padStart(width)}  ${entryLine(exchange, mask)}`);
  const more = exchanges.length - lines.length;
  return [...lines, ...(more > 0 ? [`  … and ${more} more`] : [])].join('\n');
}

/** One exchange in a line: what was sent, and what came back. */
export function entryLine({ request, response, transport }: Exchange, mask: Mask): string {
  const sent = [request?.method ?? 'request', request?.url ?? request?.target ?? 'not captured'].join(' ');
  const got = response?.status ?? transport?.says ?? 'no answer';
  return mask.text(stripControls(`${sent} -> ${got}`, 'join'));
}
