import { Random } from '../accuracy/random.js';
import { capture } from './call.js';
import type { Plant } from './plant.js';
import { type Bytes, macOf, signature } from './recipe.js';
import { families } from './registry.js';
import type { Draft, Signer } from './signer.js';

/** A signed request with mistakes planted in it, as it was captured. */
export interface Case {
  readonly scheme: string;
  readonly pack: string;
  /** Makes the same case again. */
  readonly seed: string;
  readonly planted: readonly { readonly id: string; readonly detail: string }[];
  /** The request and the answer that refuses it, as raw HTTP. */
  readonly capture: Buffer;
  /** The secret in use first, then others of the same account. */
  readonly secrets: readonly string[];
  /** The bytes of the signature, before they were written as text. */
  readonly mac: Bytes;
}

/** A request that is signed as documented. */
export function rightCase(scheme: string, signer: Signer, seed: string): Case {
  return caseOf(scheme, signer, seed, signer.draft(new Random(seed)), []);
}

/**
 * A request with so many mistakes of different families; undefined where this seed's request does not take that many.
 * Each changes what the others alone would give.
 */
export function plantedCase(scheme: string, signer: Signer, count: number, seed: string): Case | undefined {
  const plants: Plant[] = [];
  const free = new Set(families.values());
  const make = (some: readonly Plant[]) => draftWith(signer, seed, some);
  for (const plant of new Random(`mistakes ${seed}`).shuffled([...families.values()].flat())) {
    const family = [...free].find((one) => one.includes(plant));
    if (!family || (plant.alone && count > 1) || !differ(make(plants), make([...plants, plant]))) continue;
    free.delete(family);
    plants.push(plant);
    if (plants.length === count) break;
  }
  const made = make(plants);
  const eachCounts = plants.every((plant) => differ(made, make(plants.filter((one) => one !== plant))));
  return made && plants.length === count && eachCounts && !isRight(made.draft)
    ? caseOf(scheme, signer, seed, made.draft, made.planted)
    : undefined;
}

/** Mistakes are made in the order of the families, whatever the order they were drawn in. */
function draftWith(signer: Signer, seed: string, plants: readonly Plant[]) {
  const draft = signer.draft(new Random(seed));
  const order = [...families.values()].flat();
  const planted: { id: string; detail: string }[] = [];
  for (const plant of [...plants].sort((one, other) => order.indexOf(one) - order.indexOf(other))) {
    const detail = plant.make(draft, new Random(`${plant.id} ${seed}`));
    if (detail === undefined) return undefined;
    planted.push({ id: plant.id, detail });
  }
  return { draft, planted };
}

function isRight({ recipe, alsoRight }: Draft): boolean {
  return alsoRight?.includes(signature(recipe)) ?? false;
}

type Made = ReturnType<typeof draftWith>;

/** Whether what leaves, or what the user has, differs. */
function differ(one: Made, other: Made): boolean {
  if (!one || !other) return false;
  return (
    one.draft.given !== other.draft.given || !signedCapture(one.draft).equals(signedCapture(other.draft))
  );
}

function signedCapture({ call, recipe, carry }: Draft): Buffer {
  const sent = { ...call, headers: [...call.headers] };
  carry(sent, signature(recipe));
  return capture(sent);
}

function caseOf(
  scheme: string,
  { pack }: Signer,
  seed: string,
  draft: Draft,
  planted: Case['planted'],
): Case {
  return {
    scheme,
    pack,
    seed,
    planted,
    capture: signedCapture(draft),
    secrets: [draft.given, ...draft.others],
    mac: macOf(draft.recipe),
  };
}
