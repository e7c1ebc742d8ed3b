import { defineMistakes, type Variant } from '../mistake.js';
import type { Digest, Step } from '../scheme.js';
import { applySteps, isDigest } from '../steps.js';

const DIGESTS: readonly Digest[] = ['sha256', 'sha512', 'sha1', 'md5', 'sha384'];
/** With every other mistake, each form of a longer text would be hashed anew for each form of that text. */
const LARGE = 100_000;
const RARE: ReadonlySet<unknown> = new Set(['md5', 'sha384']);
const WRITES: ReadonlySet<unknown> = new Set<Step>(['hex', 'base64', 'base64url', 'upper', 'lower']);

/** The hash of a part, most often of the body, in another form than documented. */
export default defineMistakes({
  mistakes: {
    'body-hash-form': {
      often: 'medium',
      done: 'with {detail} in place of the documented hash',
      fix: 'Put the hash into the signed text as documented: its algorithm, its encoding and the case of its letters.',
    },
  },
  *steps(before, steps, { material }, atom) {
    const at = steps.findLastIndex(isDigest);
    const written = steps.slice(at + 1);
    if (at < 0 || 'secret' in atom || !written.every((step) => WRITES.has(step))) return;
    const digest = steps[at] as Digest;
    const isLarge = before.length > LARGE;
    const form = (detail: string, then: readonly Step[], often: Variant['often'] = 'medium'): Variant => ({
      id: 'body-hash-form',
      detail,
      often,
      ...(isLarge && { alone: true }),
      // Only when it is asked for: each one hashes the whole body.
      get value() {
        return applySteps([...steps.slice(0, at), ...then], before, material);
      },
    });
    yield form('the text itself', []);
    yield form('the hash in upper-case hex', [digest, 'hex', 'upper']);
    yield form('the hash in hex', [digest, 'hex']);
    yield form('the hash in base64', [digest, 'base64']);
    yield form('the raw bytes of the hash', [digest]);
    yield form('the hash in base64url', [digest, 'base64url'], 'low');
    for (const other of DIGESTS)
      yield form(
        `the ${other.toUpperCase().replace('SHA', 'SHA-')} hash`,
        [other, ...written],
        RARE.has(other) ? 'low' : 'medium',
      );
    if (written[0] === 'hex') {
      const asPrinted = (detail: string, print: (hex: string) => string): Variant => ({
        id: 'body-hash-form',
        detail: `the whole line that ${detail} prints`,
        often: 'low',
        get value() {
          return print(applySteps([...steps.slice(0, at), digest, ...written], before, material));
        },
      });
      const name = digest.toUpperCase();
      yield asPrinted(`${digest}sum`, (hex) => `${hex}  -`);
      yield asPrinted('openssl dgst', (hex) => `${name.replace('SHA', 'SHA2-')}(stdin)= ${hex}`);
      yield asPrinted('openssl dgst (before version 3)', (hex) => `(stdin)= ${hex}`);
      yield asPrinted('openssl dgst -r', (hex) => `${hex} *stdin`);
    }
    yield form('the hash of the hash', [digest, ...written, digest, ...written], 'low');
  },
});
