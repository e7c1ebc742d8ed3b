import { probeDns } from '../../probe/dns/probe-dns.js';
import { PROBE_SECONDS } from '../../probe/finding.js';
import type { Call } from '../command.js';
import { type DnsOptions, dnsQuestion } from '../dns-question.js';
import type { ExitCode } from '../exit-codes.js';
import { type ProbeOptions, reportProbe } from '../report-probe.js';
import { UsageError } from '../usage-error.js';

/** Confirms the calling address by DNS, both ways. */
export default async function run(call: Call<ProbeOptions & DnsOptions>): Promise<ExitCode> {
  const { ip, echo, cert, names, timeout = PROBE_SECONDS } = call.options;
  if ([ip, echo, cert, names].every((option) => option === undefined))
    throw new UsageError(
      'Say what to look up: --ip ADDR (the address that the provider sees), --cert FILE or --names LIST.',
    );
  const question = await dnsQuestion(call.options, call.io);
  return reportProbe(call, () => probeDns(question, timeout));
}
