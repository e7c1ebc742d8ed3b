import type { Risk } from '../replay/risk.js';
import type { Mask } from '../report/mask.js';
import { askYes, canAsk } from './ask-yes.js';
import { complain } from './complain.js';
import type { Io } from './io.js';
import { checkLines } from './print-replay-plan.js';
import { UsageError } from './usage-error.js';

/**
 * Whether a call that changes something may be sent again: with --allow-unsafe, or when somebody at the terminal says
 * yes after being told how to check. A key that protects no longer takes --allow-unsafe.
 *
 * @throws UsageError where nobody may be asked
 */
export async function mayReplay(
  risk: Risk | undefined,
  { allowUnsafe }: { readonly allowUnsafe?: boolean },
  mask: Mask,
  io: Io,
): Promise<boolean> {
  if (!risk) return true;
  const told = mask.text([...risk.says, ...checkLines(risk)].map((line) => `  ${line}\n`).join(''));
  if (allowUnsafe) {
    await complain(io, `note: sent again because of --allow-unsafe\n${told}`);
    return true;
  }
  if (risk.outlivedKey || !canAsk(io))
    throw new UsageError(
      `Nothing was sent. This call is sent again only with --allow-unsafe.\n${told.trimEnd()}`,
    );
  await complain(io, told);
  return askYes('Send it again? Type yes: ', io);
}
