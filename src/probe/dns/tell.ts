import type { Address } from '../address.js';
import { specialKind } from '../address-kind.js';
import type { Seen as Line } from '../probed.js';
import { type Allowlist, entryFor } from './allowlist.js';
import type { CertificateNames } from './certificate-names.js';
import { leadsTo } from './confirm.js';
import type { Answer, Forward } from './look-up.js';
import { type DnsFindings, isDecided, type Seen } from './probe-dns.js';

/** What was learnt of DNS and the allowlist, line by line. */
export function tellDns({ callers, others, echoes, echo, ...rest }: DnsFindings): Line[] {
  const { accepted, allowlist, forwards } = rest;
  const [caller, ...further] = callers;
  return [
    ...echoes.map((one) => ({
      what: `echo, IPv${one.family}`,
      is: 'address' in one ? `${echo?.host} sees ${one.address.text}` : `${echo?.host}: ${one.why}`,
    })),
    ...(caller
      ? ofCaller(caller, accepted, allowlist)
      : [
          {
            what: 'calling address',
            is: 'not known: name it with --ip, or a service that tells it with --echo',
          },
        ]),
    ...(allowlist ? ofUnreadable(allowlist) : []),
    ...(accepted ? ofCertificate(accepted) : []),
    ...forwards.map((forward) => ({
      what: 'forward',
      is: forwardWords(forward),
      ...(caller && leadsTo(forward, caller.address) === true && { verdict: 'good' as const }),
    })),
    ...(caller?.ptr ? [conclusion(caller)] : []),
    // Only one family carries a call, and the API decides which: what is said of the other is no fault.
    ...further.flatMap((one) => ofCaller(one, accepted, allowlist).map(({ what, is }) => ({ what, is }))),
    ...[...further, ...others]
      .filter(({ ptr }) => ptr)
      .map((one) => ({ what: 'both ways', is: `${one.address.text}: ${conclusion(one).is}` })),
  ];
}

function ofCaller(
  { address, ptr }: Seen,
  accepted: CertificateNames | undefined,
  allowlist: Allowlist | undefined,
): Line[] {
  if (!ptr) return [{ what: 'calling address', is: unseenWords(address), verdict: 'bad' }];
  return [
    { what: 'calling address', is: address.text },
    ...(allowlist ? [ofAllowlist(address, allowlist)] : []),
    {
      what: 'reverse',
      is: `PTR of ${address.text} ${recordWords(ptr, (name) => name)}`,
      verdict: ptrVerdict(ptr, accepted),
    },
  ];
}

function unseenWords(address: Address): string {
  return `${address.text} is ${specialKind(address)}: the provider sees another one, that of the NAT, VPN or proxy before it`;
}

function ofAllowlist(address: Address, allowlist: Allowlist): Line {
  const entry = entryFor(address, allowlist);
  if (entry) return { what: 'allowlist', is: `${entry.text} (line ${entry.line}) holds it`, verdict: 'good' };
  const count = allowlist.entries.length;
  const none = `none of ${count === 1 ? 'its one entry' : `its ${count} entries`} holds ${address.text}`;
  return isDecided(address, allowlist)
    ? { what: 'allowlist', is: none, verdict: 'bad' }
    : { what: 'allowlist', is: `unknown: ${none}, and not every line can be read` };
}

function ofUnreadable({ unreadable }: Allowlist): Line[] {
  return unreadable.map(({ text, line }) => ({
    what: 'allowlist',
    is: `line ${line}: ${JSON.stringify(text.slice(0, 60))} is no address, block or range`,
  }));
}

function ofCertificate({ names, wildcards, addresses, otherNames }: CertificateNames): Line[] {
  return [
    ...wildcards.map((name) => ({
      what: 'wildcard',
      is: `${name} confirms no address: it has no record of its own`,
      ...(names.length === 0 && { verdict: 'bad' as const }),
    })),
    ...otherNames.map((name) => ({ what: 'other name', is: `${JSON.stringify(name)} is no host name` })),
    ...addresses.map(({ text }) => ({ what: 'certificate', is: `is for the address ${text} too` })),
  ];
}

function ptrVerdict(ptr: Answer<string>, accepted: CertificateNames | undefined): Line['verdict'] {
  if (ptr.is === 'failed') return undefined;
  if (ptr.is === 'none') return 'bad';
  return !accepted || ptr.records.some((name) => accepted.names.includes(name)) ? 'good' : 'bad';
}

/** `A of calls.example.com → (alias of) edge.example.net → 198.51.100.1; AAAA: the name has no such record` */
function forwardWords({ name, aliases, a, aaaa }: Forward): string {
  const way = [name, ...aliases.map((alias) => `CNAME ${alias}`)].join(' → ');
  const text = (address: Address) => address.text;
  return a.is === 'none' && aaaa.is === 'none' && a.why === aaaa.why
    ? `${way}: ${a.why}`
    : `${way}, A ${recordWords(a, text)}, AAAA ${recordWords(aaaa, text)}`;
}

function recordWords<T>(answer: Answer<T>, write: (record: T) => string): string {
  if (answer.is === 'found') return `→ ${answer.records.map(write).join(', ')}`;
  return answer.is === 'none' ? `missing: ${answer.why}` : `unknown: ${answer.why}`;
}

function conclusion({ confirmation: { is, by, missing } }: Seen): Line {
  const what = 'both ways';
  if (is === undefined) return { what, is: 'unknown: the resolver failed' };
  if (is === 'confirmed') return { what, is: `confirmed by ${by}`, verdict: 'good' };
  return { what, is: `not confirmed; missing: ${missing.join('; ')}`, verdict: 'bad' };
}
