import { defineFacts, notCollected } from '../fact.js';

/** Facts of the calling machine's network: no capture holds them, so each says how it is learnt. */
export default defineFacts({
  'egress.address': {
    means: 'the address that the provider sees; never in a capture',
    get: () =>
      notCollected(
        'the calling address that the provider sees',
        'ask an address echo service from the calling machine, over IPv4 and IPv6',
      ),
    says: (value) => `the calling address is ${value}`,
  },
  'egress.onAllowlist': {
    means: 'whether the calling address stands on the allowlist',
    get: () =>
      notCollected(
        'whether the calling address is on the allowlist',
        "compare the machine's egress address (NAT, VPN and proxies included) with the list registered at the provider",
      ),
    says: (value) =>
      value ? 'the calling address is on the allowlist' : 'the calling address is not on the allowlist',
  },
  'dns.fcrdns': {
    means: 'forward-confirmed reverse DNS of the calling address: `confirmed`, `no-ptr` or `mismatch`',
    get: () =>
      notCollected(
        'forward-confirmed reverse DNS of the calling address',
        'dig -x ADDRESS, then dig A of each name it gives: one must lead back to ADDRESS and stand in the certificate',
      ),
    says: (value) => `forward-confirmed reverse DNS: ${value}`,
  },
});
