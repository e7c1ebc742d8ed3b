import type { X509Certificate } from 'node:crypto';
import { brief } from './brief.js';
import { certificateOf, commonName, type Dates, datesOf, isFor, namesIn, oneLine } from './certificate.js';
import { type Chain, type ChainState, followChain, issuerAddress } from './chain.js';

/** What a client that checks would say of the server's certificate: its first objection, and everything behind it. */
export interface ServerCertificate {
  readonly leaf: X509Certificate;
  readonly chain: Chain;
  /** Of the server's own, else of the first certificate on the way that is not valid now. */
  readonly dates: Dates;
  readonly datesOf: X509Certificate;
  readonly isForHost: boolean;
  readonly names: readonly string[];
  readonly is: 'accepted' | 'untrusted' | 'expired' | 'not-yet-valid' | 'unfit' | 'other-name';
  /** What OpenSSL objects to beyond trust and dates. */
  readonly unfit?: string | undefined;
  /** In the words of clients; absent where it is accepted. */
  readonly objection?: string | undefined;
}

/** More certificates than any server has a reason to send. */
const MOST_CERTIFICATES = 20;

/**
 * Checks what a server sent as certificate as RFC 5280 (section 6) and RFC 9525 have it, with all faults side by side.
 * Undefined where the first certificate cannot be read.
 *
 * @param unfit what OpenSSL objects to beyond trust and dates
 */
export function examineServer(
  sent: readonly Uint8Array[],
  host: string,
  trusted: readonly X509Certificate[],
  now: number,
  unfit?: string,
): ServerCertificate | undefined {
  const [leaf, ...others] = sent.slice(0, MOST_CERTIFICATES).map(certificateOf);
  if (!leaf) return undefined;
  const chain = followChain([leaf, ...others.filter((one) => one !== undefined)], trusted);
  const dated = chain.path.map((certificate) => ({ certificate, dates: datesOf(certificate, now) }));
  const worst = dated.find(({ dates }) => dates.is !== 'valid') ?? (dated[0] as (typeof dated)[0]);
  // The common name names no host any more (RFC 9525, section 2); OpenSSL and Node still read it.
  const isForHost = leaf.subjectAltName !== undefined && isFor(leaf, host);
  const is =
    chain.is !== 'whole'
      ? 'untrusted'
      : worst.dates.is !== 'valid'
        ? worst.dates.is
        : unfit !== undefined
          ? 'unfit'
          : isForHost
            ? 'accepted'
            : 'other-name';
  return {
    leaf,
    chain,
    dates: worst.dates,
    datesOf: worst.certificate,
    isForHost,
    names: namesIn(leaf),
    is,
    unfit,
    objection: is === 'untrusted' ? CHAIN_WORDS[chain.is] : is === 'unfit' ? unfit : OBJECTIONS[is],
  };
}

const CHAIN_WORDS: Readonly<Record<ChainState, string | undefined>> = {
  whole: undefined,
  incomplete: 'unable to get local issuer certificate: an intermediate was not sent',
  'unknown-issuer': 'unable to get local issuer certificate',
  'untrusted-root': 'self-signed certificate in certificate chain',
  'self-signed': 'self-signed certificate',
  broken: 'certificate verify failed: an issuer of the chain has another key',
};

const OBJECTIONS: Readonly<
  Record<Exclude<ServerCertificate['is'], 'untrusted' | 'unfit'>, string | undefined>
> = {
  accepted: undefined,
  expired: 'certificate has expired',
  'not-yet-valid': 'certificate is not yet valid',
  'other-name': 'no alternative certificate subject name matches the host',
};

/** `api.example.com, issued by Example CA, issued by Example Root: …` and what is wrong with that. */
export function chainWords({ chain: { is, path, extra, inOrder }, unfit }: ServerCertificate): string {
  const last = path.at(-1) as X509Certificate;
  const issuer = oneLine(last.issuer);
  const address = brief(issuerAddress(last) ?? '');
  const ends: Record<ChainState, string> = {
    whole: 'trusted',
    incomplete: `its issuer (${issuer}) was not sent: an intermediate is missing (not fetched: ${address})`,
    'unknown-issuer': `its issuer (${issuer}) was not sent and is not trusted here`,
    'untrusted-root': 'a root that is not trusted here',
    'self-signed': 'signed by itself',
    broken: `signed with another key than that of its issuer (${issuer})`,
  };
  const way = path.map(commonName).join(', issued by ');
  const more = [
    ...(unfit === undefined ? [] : [`refused by clients that check it: ${unfit}`]),
    ...(extra.length > 0 ? [`sent without need: ${extra.map(commonName).join(', ')}`] : []),
    ...(inOrder ? [] : ['not sent in the order of issue, which strict clients refuse']),
  ];
  return [`${way} (${ends[is]})`, ...more].join('; ');
}
