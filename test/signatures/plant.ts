import type { Random } from '../accuracy/random.js';
import type { Joined, Leaf, Piece } from './recipe.js';
import type { Draft } from './signer.js';

/** A mistake as real programs make it. */
export interface Plant {
  /** As the failure catalogue names it. */
  readonly id: string;
  /** Makes the mistake in the draft and says what it was in particular; undefined where there is nothing to get wrong. */
  readonly make: (draft: Draft, random: Random) => string | undefined;
  /** Only planted by itself: the search does not combine what has thousands of forms. */
  readonly alone?: true;
}

/** One file under plant/: mistakes about the same thing, of which a program makes one at a time. */
export type PlantFamily = readonly Plant[];

/** One of several ways to make a mistake; those that do not fit the draft are not among them. */
export function oneOf(
  random: Random,
  ways: Readonly<Record<string, (() => void) | false | undefined>>,
): string | undefined {
  const fitting = Object.entries(ways).filter(([, way]) => way);
  if (fitting.length === 0) return undefined;
  const [detail, way] = random.pick(fitting);
  if (way) way();
  return detail;
}

/** Gives a part another value; undefined where the recipe lacks it or it would stay the same. */
export function replace(
  { recipe: { parts } }: Draft,
  name: string,
  by: (value: string) => string,
): (() => void) | undefined {
  const value = parts[name];
  if (value === undefined) return undefined;
  const other = by(value);
  if (other === value) return undefined;
  return () => {
    parts[name] = other;
  };
}

/** The joins of a canonical string, outermost first, that have several pieces. */
export function joins(piece: Piece): Joined[] {
  if (!('of' in piece)) return [];
  return [...(piece.of.length > 1 ? [piece] : []), ...piece.of.flatMap(joins)];
}

export function leaves(piece: Piece): Leaf[] {
  return 'of' in piece ? piece.of.flatMap(leaves) : [piece];
}

/** The canonical string as it stands, to see what there is to get wrong. */
export function shape({ recipe: { message, parts } }: Draft): Piece {
  return message(parts);
}

/** Plans a mistake in one join of the canonical string. */
export function editJoin(draft: Draft, label: string, edit: (join: Joined) => void): void {
  draft.recipe.edits.push((message) => {
    const join = joins(message).find((one) => one.label === label);
    if (join) edit(join);
  });
}
