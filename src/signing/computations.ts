import { computationOf, DIGEST_LENGTH } from './mac.js';
import type { Computation, Frequency, MistakeFamily } from './mistake.js';
import type { Mac } from './scheme.js';

/** A way to compute the digest that is tried. */
export interface Computed {
  readonly computation: Computation;
  /** What is wrong about it besides the chosen alternative: the digest that the signature's length gives away. */
  readonly mistakes: readonly { readonly id: string; readonly detail: string | undefined }[];
}

/** What makes one of the computations a mistake. */
interface WrongComputation {
  /** Its number among the computations. */
  readonly alternative: number;
  readonly id: string;
  readonly detail?: string;
  readonly often?: Frequency;
}

/**
 * The documented computation, or the one that must have taken its place, and what else may have been computed.
 *
 * @param digestLengths in bytes, that the signature may have; any without it
 * @returns no computations for what is checked with a public key
 */
export function computationsOf(
  mac: Mac,
  families: readonly MistakeFamily[],
  digestLengths: ReadonlySet<number> | undefined,
): { computations: Computed[]; wrong: WrongComputation[] } {
  const documented = computationOf(mac);
  if (!documented) return { computations: [], wrong: [] };
  const variants = families.flatMap((family) => [...(family.macs?.(mac) ?? [])]);
  const others = variants.filter((one) => one.mac.digest !== documented.digest);
  const kinds = variants.filter((one) => one.mac.digest === documented.digest);
  const fits = ({ digest }: Computation) => !digestLengths || digestLengths.has(DIGEST_LENGTH[digest]);
  const computations: Computed[] = [];
  const wrong: WrongComputation[] = [];
  for (const base of [{ mac: documented, id: '' }, ...others]) {
    if (!fits(base.mac)) continue;
    // Of another length than documented: that much is certain already, and the rest is searched from there.
    const forced = base.id === '' ? [] : [{ id: base.id, detail: base.detail }];
    const first = computations.push({ computation: base.mac, mistakes: [] }) === 1;
    if (first) computations[0] = { computation: base.mac, mistakes: forced };
    else wrong.push({ ...base, alternative: computations.length - 1 });
    for (const kind of kinds) {
      const computation = { digest: base.mac.digest, of: kind.mac.of };
      wrong.push({ ...kind, alternative: computations.push({ computation, mistakes: forced }) - 1 });
    }
  }
  const isShorter = [...(digestLengths ?? [])].some((length) => length < DIGEST_LENGTH[documented.digest]);
  const asDocumented: Computed = { computation: documented, mistakes: [] };
  // The documented digest, cut to the length of another one.
  if (computations.length > 0 && !fits(documented) && isShorter)
    wrong.push({ id: 'enc-truncated', alternative: computations.push(asDocumented) - 1 });
  if (computations.length === 0) computations.push(asDocumented);
  return { computations, wrong };
}
