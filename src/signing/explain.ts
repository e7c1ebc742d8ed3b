import type { Single } from './build.js';
import { Choice } from './choice.js';
import type { Explanation, FoundMistake } from './finding.js';
import { DIGEST_LENGTH } from './mac.js';
import type { Match, Search } from './search.js';
import type { Carried } from './written-form.js';

/**
 * What a match says: the bytes and the key that give the signature, and all mistakes on the way to it.
 *
 * @param carried where the signature was found, with what is wrong about its form
 */
export function explain(search: Search, match: Match, carried: Carried | undefined): Explanation {
  const { built, input } = search;
  const chosen = singlesOf(search, match);
  const choice = new Choice(built.sizes, chosen.length);
  for (const { dimension, alternative } of chosen) choice.push(dimension, alternative);
  const target = input.targets[match.target];
  const computed = built.computations[built.macDimension < 0 ? 0 : choice.of(built.macDimension)];
  const bits = (target?.bytes.length ?? 0) * 8;
  const isCut = computed && DIGEST_LENGTH[computed.computation.digest] * 8 > bits;
  const mistakes = [
    ...(computed?.mistakes ?? []),
    ...chosen.filter(({ id }) => id !== 'enc-truncated'),
    ...(carried?.mistakes ?? []),
    ...(target?.mistakes ?? []),
    ...(isCut ? [{ id: 'enc-truncated', detail: `${bits} bits` }] : []),
  ].map(named);
  const isKeyed = computed?.computation.of !== 'message' || !input.scheme.mac.startsWith('hmac');
  return {
    mistakes,
    message: built.message.value(choice),
    key: built.key.value(choice),
    secretUsed: isKeyed && !mistakes.some(({ id }) => id === 'sec-empty'),
    bits,
  };
}

/** The mistakes that were tried together. */
export function singlesOf({ singles }: Search, match: Match): Single[] {
  return match.singles.flatMap((number) => singles[number] ?? []);
}

/** A mistake by its id and its words alone. */
export function named({
  id,
  detail,
}: {
  readonly id: string;
  readonly detail?: string | undefined;
}): FoundMistake {
  return detail === undefined ? { id } : { id, detail };
}
