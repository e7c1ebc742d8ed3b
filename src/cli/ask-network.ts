import type { AskNetwork } from '../diagnose-inputs.js';
import { Network } from '../probe/ask-network.js';
import type { Io } from './io.js';

export interface NetworkChoice {
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** What `--network` does: each look is told on standard error before it is taken. */
export async function askNetwork({ timeout, quiet }: NetworkChoice, io: Io): Promise<AskNetwork> {
  const network = new Network({
    seconds: timeout,
    onLook: async (says) => {
      if (!quiet) await io.stderr.write(`note: ${says}\n`);
    },
  });
  return (diagnosis) => network.ask(diagnosis);
}
