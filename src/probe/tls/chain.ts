import type { X509Certificate } from 'node:crypto';

/**
 * `whole`: leads to a trusted authority. `incomplete`: an intermediate was not sent. `unknown-issuer`: the last issuer was
 * not sent and is not trusted, which may be either. `untrusted-root`: leads to a root that is not trusted.
 * `self-signed`: the server's certificate has no other issuer than itself. `broken`: an issuer is there by name, and its
 * key did not sign.
 */
export type ChainState =
  | 'whole'
  | 'incomplete'
  | 'unknown-issuer'
  | 'untrusted-root'
  | 'self-signed'
  | 'broken';

export interface Chain {
  readonly is: ChainState;
  /** From the server's own up to the last that was found; a trusted authority is its end. */
  readonly path: readonly X509Certificate[];
  /** What was sent and is not part of it. */
  readonly extra: readonly X509Certificate[];
  /** Each certificate was sent right before its issuer (RFC 8446, section 4.4.2). */
  readonly inOrder: boolean;
}

/**
 * Follows the certificates that a server sent from its own to an authority (RFC 5280, section 6.1), by names and
 * signatures; dates are another matter.
 *
 * @param sent in the order sent, the server's own first
 */
export function followChain(
  sent: readonly [X509Certificate, ...X509Certificate[]],
  trusted: readonly X509Certificate[],
): Chain {
  const path: X509Certificate[] = [sent[0]];
  let is: ChainState | undefined;
  while (is === undefined) {
    const last = path.at(-1) as X509Certificate;
    const rest = sent.filter((certificate) => !path.some((one) => isSame(one, certificate)));
    const anchor = trusted.find((root) => signed(root, last));
    const next = rest.find((issuer) => signed(issuer, last));
    if (trusted.some((root) => isSame(root, last))) is = 'whole';
    else if (anchor) {
      path.push(anchor);
      is = 'whole';
    } else if (last.checkIssued(last)) is = path.length === 1 ? 'self-signed' : 'untrusted-root';
    else if (next) path.push(next);
    else is = whyItEnds(path, [...rest, ...trusted]);
  }
  const distinct = sent.filter((one, index) => sent.findIndex((other) => isSame(other, one)) === index);
  const used = distinct.filter((certificate) => path.some((one) => isSame(one, certificate)));
  return {
    is,
    path,
    extra: distinct.filter((certificate) => !used.includes(certificate)),
    inOrder: used.every((certificate, index) => isSame(certificate, path[index] as X509Certificate)),
  };
}

function whyItEnds(path: readonly X509Certificate[], others: readonly X509Certificate[]): ChainState {
  const last = path.at(-1) as X509Certificate;
  // By name alone: an issuer that renewed its key leaves its old certificate behind in many a server.
  if (others.some(({ subject }) => subject === last.issuer)) return 'broken';
  return path.length === 1 && issuerAddress(last) ? 'incomplete' : 'unknown-issuer';
}

/**
 * Where the issuer's certificate can be fetched (Authority Information Access, RFC 5280, section 4.2.2.1). Public
 * authorities always name it, and never sign servers with their root.
 */
export function issuerAddress({ infoAccess }: X509Certificate): string | undefined {
  return /CA Issuers - URI:(http\S+)/.exec(infoAccess ?? '')?.[1];
}

function signed(issuer: X509Certificate, certificate: X509Certificate): boolean {
  return (
    !isSame(issuer, certificate) && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)
  );
}

function isSame(a: X509Certificate, b: X509Certificate): boolean {
  return a.raw.equals(b.raw);
}
