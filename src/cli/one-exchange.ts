import type { ReadInputResult } from '../input/read-input.js';
import type { Exchange } from '../exchange/exchange.js';
import { maskFor } from '../mask-for.js';
import type { Input } from '../input/input.js';
import type { GivenSecret } from '../signing/given.js';
import { complain } from './complain.js';
import { checkEntry, listEntries } from './entries.js';
import type { Io } from './io.js';
import { readCaptures } from './read-captures.js';
import { type RequestFiles, withRequestFiles } from './request-half.js';
import type { Statement } from '../exchange/statement.js';
import { UsageError } from './usage-error.js';

export interface OneExchange {
  readonly input: Input;
  readonly exchange: Exchange;
  /** From 1. */
  readonly entry: number;
  readonly read: readonly ReadInputResult[];
}

/**
 * The only exchange of a capture, or the one that `--entry` names.
 *
 * @throws UsageError when nothing can be read, or with a list of what can be chosen
 */
export async function oneExchange(
  name: string | undefined,
  options: Statement & RequestFiles & { readonly quiet?: boolean },
  io: Io,
  secrets: readonly GivenSecret[],
): Promise<OneExchange> {
  if (name === undefined && io.stdin.isTTY) throw new UsageError('Name a capture, or pipe one in.');
  const captures = await readCaptures(name === undefined ? [] : [name], options, io);
  if (captures.read.length === 0) throw new UsageError(captures.unreadable.join(' '));
  const { read, notes } = await withRequestFiles(captures.read, options, io);
  const all = [...captures.notes, ...notes];
  if (!options.quiet) await complain(io, all.map((sentence) => `note: ${sentence}\n`).join(''));
  const mask = maskFor(read, [], secrets);
  const { entry } = options;
  if (entry !== undefined) checkEntry(entry, read, mask);
  const [{ input, exchanges }] = read as [ReadInputResult];
  if (entry === undefined && exchanges.length > 1) {
    throw new UsageError(
      `${input.name} holds ${exchanges.length} exchanges; choose one with --entry:\n${listEntries(exchanges, mask)}`,
    );
  }
  const exchange = exchanges[(entry ?? 1) - 1] as Exchange;
  return { input, exchange, entry: entry ?? 1, read };
}
