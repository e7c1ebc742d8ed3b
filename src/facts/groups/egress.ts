import { factsThatNeed, type Fact, type FactContext, known, notCollected } from '../fact.js';

/** Facts of the calling machine's network: no capture holds them, so each says how it is learnt. */
export default factsThatNeed('answers', {
  'egress.address': {
    means: 'the address that the provider sees; never in a capture',
    get: () =>
      notCollected(
        'the calling address that the provider sees',
        'errdoctor probe dns --echo URL --cert FILE',
      ),
    says: (value) => `the calling address is ${value}`,
  },
  'egress.privateAddress': {
    means: 'an address that was given for the calling one, and that nobody outside can see',
    get: () => known(undefined),
    says: (value) => `${value} is an address that nobody outside sees`,
  },
  'egress.onAllowlist': {
    means: 'whether the calling address stands on the allowlist',
    get: () =>
      notCollected(
        'whether the calling address is on the allowlist',
        'errdoctor probe dns --ip ADDR --allowlist FILE',
      ),
    says: (value) =>
      value ? 'the calling address is on the allowlist' : 'the calling address is not on the allowlist',
  },
  'egress.offAllowlist': {
    means: 'whether the calling address is known to be missing on the allowlist',
    get: (context) => turned(context, 'egress.onAllowlist', (value) => value === false),
    says: () => 'the calling address is not on the allowlist',
  },
  'dns.fcrdns': {
    means: 'forward-confirmed reverse DNS of the calling address: `confirmed`, `no-ptr` or `mismatch`',
    get: () =>
      notCollected(
        'forward-confirmed reverse DNS of the calling address',
        'errdoctor probe dns --ip ADDR --cert FILE',
      ),
    says: (value) => `forward-confirmed reverse DNS: ${value}`,
  },
  'dns.unconfirmed': {
    means: 'whether forward-confirmed reverse DNS of the calling address is known to fail',
    get: (context) => turned(context, 'dns.fcrdns', (value) => value === 'no-ptr' || value === 'mismatch'),
    says: (value) =>
      value ? 'DNS does not confirm the calling address' : 'DNS confirms the calling address',
  },
  'dns.fault': {
    means:
      'what keeps the calling address from being confirmed: `no-ptr`, `other-name` (it has names, none that counts), `no-address` (its name has no address record), `ipv4-only` (none for IPv6), `alias-elsewhere` or `address-elsewhere`',
    get: unprobed,
    says: (value) => `what is wrong in DNS: ${value}`,
  },
  'dns.missing': {
    means: 'the records that would confirm the calling address, each with its name and value',
    get: unprobed,
    says: (value) => `missing in DNS: ${value}`,
  },
  'dns.ptr': {
    means: 'the names that the PTR records of the calling address give, with commas between',
    get: unprobed,
    says: (value) =>
      value === undefined ? 'the calling address has no PTR record' : `the PTR record names ${value}`,
  },
});

function turned(context: FactContext, name: string, test: (value: unknown) => boolean): Fact {
  const fact = context.fact(name);
  return fact.is === 'known' ? known(test(fact.value)) : fact;
}

function unprobed(): Fact {
  return notCollected('which DNS record is missing', 'errdoctor probe dns --ip ADDR --cert FILE');
}
