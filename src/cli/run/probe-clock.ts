import { probeClock } from '../../probe/clock/clock.js';
import { PROBE_SECONDS } from '../../probe/finding.js';
import type { Call } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import { type ProbeOptions, reportProbe } from '../report-probe.js';
import { webUrl } from '../web-url.js';

/** Compares this machine's clock with a server's. */
export default function run(call: Call<ProbeOptions>): Promise<ExitCode> {
  const [target = ''] = call.arguments;
  return reportProbe(call, () => probeClock(webUrl(target), call.options.timeout ?? PROBE_SECONDS));
}
