import { createPrivateKey, type KeyObject, type X509Certificate } from 'node:crypto';
import { certificatesIn, type Dates, datesOf, isFor, issuerOf } from './certificate.js';

/** What is wrong with a client certificate before anybody has seen it. */
export type OwnFault =
  | 'unreadable'
  | 'key-unreadable'
  | 'key-needs-password'
  | 'key-mismatch'
  | 'expired'
  | 'not-yet-valid'
  | 'not-for-clients'
  | 'names-missing';

/** Certificate and key as PEM, and whom the certificate is to name. */
export interface OwnFiles {
  readonly cert: string;
  readonly key: string;
  /** Host names that calls come from. */
  readonly names?: readonly string[];
  /** The address that calls come from. */
  readonly address?: string | undefined;
}

export interface OwnCertificate {
  /** The leaf; absent where none could be read. */
  readonly certificate?: X509Certificate | undefined;
  /** Issuers of the leaf and of the intermediates behind it. */
  readonly issuers: readonly string[];
  readonly dates?: Dates | undefined;
  readonly fault?: OwnFault | undefined;
  /** What the certificate does not name. */
  readonly missingNames: readonly string[];
  /** Whether a handshake can be tried with it. */
  readonly isUsable: boolean;
}

/** TLS WWW client authentication (RFC 5280, section 4.2.1.12), and any purpose. */
const FOR_CLIENTS = ['1.3.6.1.5.5.7.3.2', '2.5.29.37.0'];

/** Examines a client certificate without a connection. */
export function examineOwn({ cert, key, names = [], address }: OwnFiles, now: number): OwnCertificate {
  const [certificate, ...intermediates] = certificatesIn(cert);
  if (!certificate) return { issuers: [], missingNames: [], fault: 'unreadable', isUsable: false };
  const dates = datesOf(certificate, now);
  const callers = address === undefined ? names : [...names, address];
  const missingNames = callers.filter((name) => !isFor(certificate, name));
  const keyFault = faultOfKey(certificate, key);
  return {
    certificate,
    issuers: [certificate, ...intermediates].map(issuerOf),
    dates,
    missingNames,
    fault: keyFault ?? faultOf(certificate, dates, missingNames),
    isUsable: keyFault === undefined,
  };
}

function faultOf(
  { keyUsage }: X509Certificate,
  dates: Dates,
  missingNames: readonly string[],
): OwnFault | undefined {
  if (dates.is !== 'valid') return dates.is;
  // The property has the name of another extension and holds the extended key usages, none where there is no such one.
  if (keyUsage && !keyUsage.some((purpose) => FOR_CLIENTS.includes(purpose))) return 'not-for-clients';
  return missingNames.length > 0 ? 'names-missing' : undefined;
}

function faultOfKey(certificate: X509Certificate, pem: string): OwnFault | undefined {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // PKCS #8 has it in the label, older forms in a header (RFC 7468, section 11; RFC 1421, section 4.6.1.1).
    return /\bENCRYPTED\b/.test(pem) ? 'key-needs-password' : 'key-unreadable';
  }
  return certificate.checkPrivateKey(key) ? undefined : 'key-mismatch';
}
