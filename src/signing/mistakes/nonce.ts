import { isTimestamp } from '../is-timestamp.js';
import { type MistakeContext, type Variant, defineMistakes } from '../mistake.js';
import type { Atom } from '../scheme.js';

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
}
