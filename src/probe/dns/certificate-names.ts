import { X509Certificate } from 'node:crypto';
import { type Address, readAddress } from '../address.js';
import { plainName } from './look-up.js';

/** Whom a client certificate is for. */
export interface CertificateNames {
  /** Host names written out, of the common name and the alternative names, each once. */
  readonly names: readonly string[];
  /** `*.example.com`: no address can be confirmed by these. */
  readonly wildcards: readonly string[];
  readonly addresses: readonly Address[];
  /** A common name that is no host name. */
  readonly otherNames: readonly string[];
}

/**
 * The names and addresses of a certificate (RFC 5280, section 4.2.1.6), PEM or DER; of several in one file the first.
 *
 * @throws Error when it is no certificate
 */
export function certificateNames(file: Uint8Array): CertificateNames {
  const { subject, subjectAltName = '' } = new X509Certificate(file);
  const common = [...(subject ?? '').matchAll(/^CN=(.*)$/gm)].map(([, name = '']) => name);
  const alternative = [...subjectAltName.matchAll(ENTRY)].map(([, kind, quoted, plain = '']) => ({
    isAddress: kind === 'IP Address',
    text: quoted === undefined ? plain : unquoted(quoted),
  }));
  return sortNames([...common, ...alternative.map(({ text }) => text)]);
}

/** Tells names, wildcards and addresses apart. */
export function sortNames(texts: readonly string[]): CertificateNames {
  const names = new Set<string>();
  const wildcards = new Set<string>();
  const otherNames = new Set<string>();
  const addresses = new Map<string, Address>();
  for (const text of texts) {
    const address = readAddress(text);
    const name = plainName(text);
    if (address) addresses.set(address.text, address);
    else if (isHostName(name)) names.add(name);
    else if (name.startsWith('*.') && isHostName(name.slice(2))) wildcards.add(name);
    else otherNames.add(text);
  }
  return {
    names: [...names],
    wildcards: [...wildcards],
    addresses: [...addresses.values()],
    otherNames: [...otherNames],
  };
}

/** Node quotes a value that could be taken for several entries. */
const ENTRY = /(?:^|, )(DNS|IP Address):(?:("(?:[^"\\]|\\.)*")|([^,]*))/g;

function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text;
  }
}

/** A name with a dot, as hosts have them (RFC 1123, section 2.1; an underscore is often met). */
function isHostName(name: string): boolean {
  return name.length <= 253 && /^(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?\.)+[a-z\d-]{2,63}$/.test(name);
}
