import { PROBE_SECONDS } from '../../probe/finding.js';
import { probeWebhook } from '../../probe/webhook/probe-webhook.js';
import type { Call } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import { proxyVariable } from '../../wire/proxy-variable.js';
import { readOne } from '../read-inputs.js';
import { type ProbeOptions, reportProbe } from '../report-probe.js';
import { webUrl } from '../web-url.js';

interface Options extends ProbeOptions {
  readonly cacert?: string;
}

/** Knocks at a webhook endpoint as its sender would. */
export default async function run(call: Call<Options>): Promise<ExitCode> {
  const [target = ''] = call.arguments;
  const { cacert, timeout = PROBE_SECONDS } = call.options;
  const url = webUrl(target);
  const ca = cacert === undefined ? undefined : (await readOne(cacert, call.io)).latin1;
  const proxied = proxyVariable(call.io.env, url.protocol === 'http:' ? 'http' : 'https') !== undefined;
  return reportProbe(call, () => probeWebhook(url, { seconds: timeout, ca, proxied }));
}
