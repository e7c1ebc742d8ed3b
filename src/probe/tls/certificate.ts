import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { brief } from './brief.js';
import { readIssuer } from './distinguished-name.js';

const DAY = 86_400_000;
/** Fewer days than this are told: renewals take about as long where people have a part in them. */
export const FEW_DAYS = 14;

/** Undefined where the bytes are no certificate, or none that can be checked. */
export function certificateOf(bytes: Uint8Array | string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(bytes);
    // Throws for a key of a kind that is not known here.
    return certificate.publicKey && certificate;
  } catch {
    return undefined;
  }
}

/** All certificates of a text in PEM; what cannot be read is left out. */
export function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(
    /-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g,
  );
  return (blocks ?? []).flatMap((block) => certificateOf(block) ?? []);
}

/** How much time a certificate has. */
export interface Dates {
  readonly is: 'valid' | 'expired' | 'not-yet-valid';
  /** Whole days until it ends; negative once it has. */
  readonly daysLeft: number;
  readonly says: string;
}

export function datesOf(certificate: X509Certificate, now: number): Dates {
  const from = Date.parse(certificate.validFrom);
  const to = Date.parse(certificate.validTo);
  const daysLeft = Math.floor((to - now) / DAY);
  if (now < from)
    return {
      is: 'not-yet-valid',
      daysLeft,
      says: `not valid before ${time(from)}; it is ${time(now)}`,
    };
  if (now > to) return { is: 'expired', daysLeft, says: `ended ${time(to)}, ${count(-daysLeft - 1)} ago` };
  return { is: 'valid', daysLeft, says: `until ${time(to)}, ${count(daysLeft)} left` };
}

function count(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function time(milliseconds: number): string {
  return Number.isNaN(milliseconds)
    ? 'an unreadable time'
    : `${new Date(milliseconds).toISOString().slice(0, 16)}Z`;
}

/** Whether it is for this host (RFC 9525), which may be an IP address. */
export function isFor(certificate: X509Certificate, host: string): boolean {
  if (isIP(host) !== 0) return certificate.checkIP(host) !== undefined;
  return certificate.checkHost(host) !== undefined;
}

/** The names in subjectAltName, else the common name. */
export function namesIn(certificate: X509Certificate): string[] {
  const listed = [...(certificate.subjectAltName ?? '').matchAll(/(?:DNS|IP Address):("[^"]*"|[^,]*)/g)];
  return listed.length > 0 ? listed.map(([, name = '']) => brief(name)) : [commonName(certificate)];
}

/** `CN`, else the whole subject. */
export function commonName({ subject }: X509Certificate): string {
  return brief(/^CN=(.*)$/m.exec(subject)?.[1] ?? oneLine(subject));
}

/** Subject or issuer on one line. */
export function oneLine(name: string): string {
  return brief(name.split('\n').join(', '));
}

/** The issuer in the words in which servers' lists of authorities are read here. */
export function issuerOf(certificate: X509Certificate): string {
  return readIssuer(certificate.raw);
}

/** `RSA 2048 bit`, `EC prime256v1` */
export function keyWords({ publicKey }: X509Certificate): string {
  const { modulusLength, namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  const type = publicKey.asymmetricKeyType?.toUpperCase() ?? 'unknown';
  if (modulusLength !== undefined) return `${type} ${modulusLength} bit`;
  return namedCurve === undefined ? type : `${type} ${namedCurve}`;
}
