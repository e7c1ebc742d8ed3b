import { type Address, readAddress } from '../../probe/address.js';
import { readAllowlist } from '../../probe/dns/allowlist.js';
import { type CertificateNames, certificateNames, sortNames } from '../../probe/dns/certificate-names.js';
import { probeDns } from '../../probe/dns/probe-dns.js';
import { PROBE_SECONDS } from '../../probe/finding.js';
import type { Call } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import { readInputs } from '../read-inputs.js';
import { type ProbeOptions, reportProbe } from '../report-probe.js';
import { UsageError } from '../usage-error.js';
import { webUrl } from '../web-url.js';

interface Options extends ProbeOptions {
  readonly ip?: string;
  readonly cert?: string;
  readonly names?: string;
  readonly allowlist?: string;
  readonly resolver?: string;
  readonly echo?: string;
}

/** Confirms the calling address by DNS, both ways. */
export default async function run(call: Call<Options>): Promise<ExitCode> {
  const { ip, cert, names, allowlist, resolver, echo, timeout } = call.options;
  if (cert !== undefined && names !== undefined)
    throw new UsageError('Give either --cert or --names: the names of the certificate are those that count.');
  if (ip === undefined && echo === undefined && cert === undefined && names === undefined)
    throw new UsageError(
      'Say what to look up: --ip ADDR (the address that the provider sees), --cert FILE or --names LIST.',
    );
  const read = async (name: string) => {
    const { inputs, unreadable } = await readInputs([name], call.io);
    const [input] = inputs;
    if (!input) throw new UsageError(unreadable.join(' '));
    return input.bytes;
  };
  const question = {
    ip: ip === undefined ? undefined : ipIn(ip),
    echo: echo === undefined ? undefined : webUrl(echo),
    accepted:
      cert !== undefined ? namesOf(cert, await read(cert)) : names === undefined ? undefined : namesIn(names),
    allowlist:
      allowlist === undefined ? undefined : readAllowlist(new TextDecoder().decode(await read(allowlist))),
    resolver: resolver === undefined ? undefined : resolverIn(resolver),
  };
  return reportProbe(call, () => probeDns(question, timeout ?? PROBE_SECONDS));
}

function namesOf(file: string, bytes: Uint8Array): CertificateNames {
  try {
    return certificateNames(bytes);
  } catch {
    throw new UsageError(`${file} is no X.509 certificate in PEM or DER form.`);
  }
}

function namesIn(list: string): CertificateNames {
  return sortNames(list.split(/[\s,]+/).filter((name) => name !== ''));
}

function ipIn(text: string): Address {
  const address = readAddress(text);
  if (!address)
    throw new UsageError(`Expected an IP address such as 203.0.113.7, not ${JSON.stringify(text)}.`);
  return address;
}

/** As Node writes it: an IPv6 address with a port stands in brackets. */
function resolverIn(text: string): string {
  const [, address = '', port = ''] = /^(\[[^\]]+\]|[^:]*|[\da-f]*:.*)(:\d{1,5})?$/i.exec(text) ?? [];
  const read = readAddress(address);
  if (!read || Number(port.slice(1)) > 65_535)
    throw new UsageError(
      `Expected the address of a resolver such as 192.0.2.53 or 192.0.2.53:5353, not ${JSON.stringify(text)}.`,
    );
  return `${read.family === 6 ? `[${read.text}]` : read.text}${port}`;
}
