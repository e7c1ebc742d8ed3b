import { computationOf } from '../mac.js';
import { defineMistakes } from '../mistake.js';
import type { Digest } from '../scheme.js';

const DIGESTS: readonly Digest[] = ['sha256', 'sha512', 'sha1', 'sha384', 'sha224', 'md5'];

/** How the digest is computed from key and message. */
export default defineMistakes({
  mistakes: {
    'alg-digest': {
      often: 'medium',
      done: 'with {detail}',
      fix: 'Use the documented digest.',
    },
    'alg-args-swapped': {
      often: 'low',
      done: 'with {detail}',
      fix: 'Use HMAC with the secret as the key and the canonical string as the message; look up which argument is which.',
    },
  },
  *macs(mac) {
    const documented = computationOf(mac);
    if (!documented) return;
    for (const digest of DIGESTS) {
      if (digest === documented.digest) continue;
      const kind = documented.of === 'hmac' ? 'HMAC-' : '';
      const detail = `${kind}${digest.toUpperCase()} in place of ${kind}${documented.digest.toUpperCase()}`;
      yield { id: 'alg-digest', detail, mac: { digest, of: documented.of } };
    }
    const { digest } = documented;
    if (documented.of !== 'hmac') {
      yield { id: 'alg-args-swapped', detail: 'HMAC in place of a plain hash', mac: { digest, of: 'hmac' } };
      return;
    }
    const kinds = [
      ['hmac-swapped', "key and message in each other's place"],
      ['key+message', 'a plain hash of the secret followed by the message'],
      ['message+key', 'a plain hash of the message followed by the secret'],
      ['message', 'a plain hash of the message, without the secret'],
    ] as const;
    for (const [of, detail] of kinds) yield { id: 'alg-args-swapped', detail, mac: { digest, of } };
  },
});
