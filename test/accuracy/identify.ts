import type { AnyOf, Capture, Case } from './exchange.js';

/** What separates a cause from those of the same symptom, by the cause's id. */
export type Separators = ReadonlyMap<string, AnyOf>;

/** What a capture leaves of a case; decided by construction, before anything is diagnosed. */
export interface Standing {
  /** The capture, or what the user states beside it, holds the provider and the symptom. */
  readonly askable: boolean;
  /** What remains gives this cause and no other of the sheet. */
  readonly identifiable: boolean;
  /** The causes of the sheet that what remains cannot tell apart, the true one included. */
  readonly rivals: readonly string[];
}

/**
 * The rule of docs/accuracy.md: a cause is identifiable when one of the sets of parts that separate it survives.
 * Otherwise its rivals are those of the same symptom that nothing that survives would have shown.
 */
export function standingOf(one: Case, { keeps }: Pick<Capture, 'keeps'>, separators: Separators): Standing {
  const survives = (sets: AnyOf) => sets.some((parts) => parts.every(keeps));
  const [label = ''] = one.labels;
  const among = one.narrowed && survives(one.narrowed.by) ? one.narrowed.to : one.among;
  const identifiable = among.length < 2 || survives(one.tells);
  const rivals = identifiable
    ? [label]
    : among.filter((id) => id === label || id === one.general || !survives(separators.get(id) ?? []));
  return {
    askable: survives(one.named) && survives(one.symptom),
    // When everything else would have shown itself, nothing else is left.
    identifiable: identifiable || rivals.length === 1,
    rivals,
  };
}
