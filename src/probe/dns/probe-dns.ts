import type { Address } from '../address.js';
import { specialKind } from '../address-kind.js';
import type { ProbeFinding } from '../finding.js';
import { type Allowlist, entryFor } from './allowlist.js';
import type { CertificateNames } from './certificate-names.js';
import { type Confirmation, confirm } from './confirm.js';
import { askEcho, type Echo } from './echo.js';
import { type Answer, type Forward, LookUp } from './look-up.js';
import { tellDns } from './tell.js';

export interface DnsQuestion {
  /** The address that the provider sees. */
  readonly ip?: Address | undefined;
  /** A service that tells it; nobody else is asked for it. */
  readonly echo?: URL | undefined;
  /** Whom the client certificate is for: one of its names must be confirmed. Without it any name of the address does. */
  readonly accepted?: CertificateNames | undefined;
  readonly allowlist?: Allowlist | undefined;
  /** `ADDR[:PORT]`; without it the system's resolver is asked. */
  readonly resolver?: string | undefined;
}

/** What was learnt of one address. */
export interface Seen {
  readonly address: Address;
  /** Undefined where nobody else can see the address. */
  readonly ptr: Answer<string> | undefined;
  readonly confirmation: Confirmation;
}

/** All that was learnt. */
export interface DnsFindings extends DnsQuestion {
  readonly echoes: readonly Echo[];
  /** The calling address over IPv4 before the one over IPv6; the first decides. */
  readonly callers: readonly Seen[];
  /** Where no calling address is known: the addresses of the names, any of which could be it. */
  readonly others: readonly Seen[];
  readonly forwards: readonly Forward[];
}

/** More names and addresses than these would be a burden on the resolver, and no help to the reader. */
const MOST_NAMES = 40;
const MOST_ADDRESSES = 8;

/**
 * Forward-confirmed reverse DNS of the calling address (RFC 1912, section 2.1), held against the names of a certificate,
 * and the address held against an allowlist.
 *
 * @param seconds time limit for everything
 */
export async function probeDns(question: DnsQuestion, seconds: number): Promise<ProbeFinding> {
  const until = Date.now() + seconds * 1000;
  const echoes = question.echo ? await askEcho(question.echo, seconds * 1000) : [];
  const addresses = [
    question.ip,
    ...echoes.map((echo) => ('address' in echo ? echo.address : undefined)),
  ].filter((address) => address !== undefined);
  const lookUp = new LookUp(Math.max(0.05, (until - Date.now()) / 1000), question.resolver);
  const findings = { ...question, echoes, ...(await ask(lookUp, addresses, question.accepted)) };
  lookUp.close();
  return {
    probed: {
      probe: 'dns',
      target: '',
      seen: tellDns(findings),
      facts: factsOf(findings),
      gaveUpAfterSeconds: lookUp.isOver ? seconds : undefined,
    },
    exchange: { hops: [], recorder: { name: 'errdoctor probe dns' }, at: { spans: [] } },
  };
}

/** Whether nobody outside sees calls from an address. Those for documentation stand for real ones in examples. */
function isUnseen(address: Address): boolean {
  const kind = specialKind(address);
  return kind !== undefined && kind !== 'for documentation';
}

async function ask(
  lookUp: LookUp,
  callers: readonly Address[],
  accepted: CertificateNames | undefined,
): Promise<Pick<DnsFindings, 'callers' | 'others' | 'forwards'>> {
  const names = accepted?.names.slice(0, MOST_NAMES) ?? [];
  const forwards = await Promise.all(names.map((name) => lookUp.forward(name)));
  const led = forwards
    .flatMap(({ a, aaaa }) => [a, aaaa])
    .flatMap((answer) => (answer.is === 'found' ? answer.records : []));
  const looked = callers.length > 0 ? callers : distinct(led).slice(0, MOST_ADDRESSES);
  const reversed = await Promise.all(
    looked.map(async (address) => ({
      address,
      ptr: isUnseen(address) ? undefined : await lookUp.reverse(address),
    })),
  );
  const found = reversed.flatMap(({ ptr }) => (ptr?.is === 'found' ? ptr.records : []));
  const more = [...new Set(found)].filter((name) => !names.includes(name)).slice(0, MOST_NAMES);
  forwards.push(...(await Promise.all(more.map((name) => lookUp.forward(name)))));
  const seen = reversed.map(({ address, ptr }): Seen => {
    const confirmation = ptr ? confirm(address, ptr, forwards, accepted?.names) : { missing: [] };
    return { address, ptr, confirmation };
  });
  return callers.length > 0
    ? { callers: seen, others: [], forwards }
    : { callers: [], others: seen, forwards };
}

function distinct(addresses: readonly Address[]): Address[] {
  return [...new Map(addresses.map((address) => [address.text, address])).values()];
}

/** What rules may rest on; what could not be learnt is left out. */
function factsOf({ callers: [caller], allowlist }: DnsFindings): Record<string, unknown> {
  if (!caller) return {};
  const { address, ptr, confirmation } = caller;
  if (!ptr) return { 'egress.privateAddress': address.text };
  return {
    'egress.address': address.text,
    ...(allowlist &&
      isDecided(address, allowlist) && {
        'egress.onAllowlist': entryFor(address, allowlist) !== undefined,
      }),
    ...(ptr.is !== 'failed' && { 'dns.ptr': ptr.is === 'found' ? ptr.records.join(', ') : undefined }),
    ...(confirmation.is && {
      'dns.fcrdns': confirmation.is,
      'dns.fault': confirmation.fault,
      'dns.missing': confirmation.missing.join('; ') || undefined,
    }),
  };
}

/** A list of which some lines cannot be read may hold the address there. */
export function isDecided(address: Address, allowlist: Allowlist): boolean {
  return entryFor(address, allowlist) !== undefined || allowlist.unreadable.length === 0;
}
