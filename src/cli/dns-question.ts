import { type Address, readAddress } from '../probe/address.js';
import { readAllowlist } from '../probe/dns/allowlist.js';
import { type CertificateNames, certificateNames, sortNames } from '../probe/dns/certificate-names.js';
import type { DnsQuestion } from '../probe/dns/probe-dns.js';
import type { Io } from './io.js';
import { readOne } from './read-inputs.js';
import { UsageError } from './usage-error.js';
import { webUrl } from './web-url.js';

/** The options of `callingAddress`. */
export interface DnsOptions {
  readonly ip?: string;
  readonly echo?: string;
  readonly cert?: string;
  readonly names?: string;
  readonly allowlist?: string;
  readonly resolver?: string;
}

/**
 * What the probe of DNS is asked, with its files read.
 *
 * @throws UsageError for what cannot be read, and where two options say the same thing
 */
export async function dnsQuestion(options: DnsOptions, io: Io): Promise<DnsQuestion> {
  const { ip, echo, cert, names, allowlist, resolver } = options;
  if (cert !== undefined && names !== undefined)
    throw new UsageError('Give either --cert or --names: the names of the certificate are those that count.');
  return {
    ip: ip === undefined ? undefined : ipIn(ip),
    echo: echo === undefined ? undefined : webUrl(echo),
    accepted: cert === undefined ? namesIn(names) : namesOf(cert, (await readOne(cert, io)).bytes),
    allowlist:
      allowlist === undefined
        ? undefined
        : readAllowlist(new TextDecoder().decode((await readOne(allowlist, io)).bytes)),
    resolver: resolver === undefined ? undefined : resolverIn(resolver),
  };
}

function namesOf(file: string, bytes: Uint8Array): CertificateNames {
  try {
    return certificateNames(bytes);
  } catch {
    throw new UsageError(`${file} is no X.509 certificate in PEM or DER form.`);
  }
}

function namesIn(list: string | undefined): CertificateNames | undefined {
  return list === undefined ? undefined : sortNames(list.split(/[\s,]+/).filter((name) => name !== ''));
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
  const found = readAddress(address);
  if (!found || Number(port.slice(1)) > 65_535)
    throw new UsageError(
      `Expected the address of a resolver such as 192.0.2.53 or 192.0.2.53:5353, not ${JSON.stringify(text)}.`,
    );
  return `${found.family === 6 ? `[${found.text}]` : found.text}${port}`;
}
