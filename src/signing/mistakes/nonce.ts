import { isTimestamp } from '../is-timestamp.js';
import { type MistakeContext, type Variant, defineMistakes } from '../mistake.js';
import type { Atom } from '../scheme.js';
import { readTimestamp } from '../timestamp.js';

/** Many nonces are the time in milliseconds: how far apart two readings of the clock may be. */
const CLOCK_READ_TWICE = 1000n;

/** A counter that was raised between signing and sending. */
export default defineMistakes({
  mistakes: {
    nonce: {
      often: 'low',
      done: 'with a number {detail} the one that was sent',
      fix: 'Read the nonce once per request and use the same value in the canonical string and in the request.',
    },
  },
  atoms: { header: neighbours, param: neighbours, form: neighbours, field: neighbours },
});

function* neighbours(value: string, { scheme }: MistakeContext, atom: Atom): Iterable<Variant> {
  if (!/^\d{1,30}$/.test(value) || isTimestamp(atom, scheme)) return;
  const number = BigInt(value);
  yield { id: 'nonce', detail: 'one higher than', value: String(number + 1n) };
  if (number > 0n) yield { id: 'nonce', detail: 'one lower than', value: String(number - 1n) };
  if (readTimestamp(value)?.form !== 'ms') return;
  for (let off = 2n; off <= CLOCK_READ_TWICE; off++) {
    yield { id: 'nonce', detail: `${off} ms later than`, value: String(number + off), alone: true };
    yield { id: 'nonce', detail: `${off} ms earlier than`, value: String(number - off), alone: true };
  }
}
