import { PROBE_SECONDS } from '../../probe/finding.js';
import { probeTls } from '../../probe/tls/probe-tls.js';
import type { Call } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import { type CertificateOptions, readTlsSetting } from '../read-tls-setting.js';
import { type ProbeOptions, reportProbe } from '../report-probe.js';
import { UsageError } from '../usage-error.js';
import { webUrl } from '../web-url.js';

/** Looks at the certificates and the TLS of a server, and at what becomes of a client certificate. */
export default async function run(call: Call<ProbeOptions & CertificateOptions>): Promise<ExitCode> {
  const { options, io } = call;
  const { hostname, port } = webUrl(call.arguments[0] ?? '', 'a host such as api.example.com:443');
  const lone = (['key', 'names', 'ip'] as const).find((name) => options[name] !== undefined);
  if (lone && options.cert === undefined)
    throw new UsageError(`--${lone} is about your own certificate: name it with --cert FILE.`);
  const setting = await readTlsSetting(options, io);
  return reportProbe(call, () =>
    probeTls({
      ...setting,
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 443),
      seconds: options.timeout ?? PROBE_SECONDS,
    }),
  );
}
