import type { AskNetwork } from '../diagnose-inputs.js';
import { Network } from '../probe/ask-network.js';
import { type DnsOptions, dnsQuestion } from './dns-question.js';
import type { Io } from './io.js';
import { type CertificateOptions, readTlsSetting } from './read-tls-setting.js';

export interface NetworkChoice extends DnsOptions, CertificateOptions {
  readonly timeout?: number;
  readonly quiet?: boolean;
}

/** What `--network` does: each look is told on standard error before it is taken. */
export async function askNetwork(options: NetworkChoice, io: Io): Promise<AskNetwork> {
  const { timeout, quiet, ip, echo } = options;
  const isAddressTold = ip !== undefined || echo !== undefined;
  const network = new Network({
    seconds: timeout,
    dns: isAddressTold ? await dnsQuestion(options, io) : undefined,
    tls: await readTlsSetting(options, io),
    onLook: async (says) => {
      if (!quiet) await io.stderr.write(`note: ${says}\n`);
    },
  });
  return (diagnosis) => network.ask(diagnosis);
}
