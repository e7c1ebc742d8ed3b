import type { Scheme } from './scheme.js';

/** The rule of the pack that explains a mistake: by its id, by its family (`alg-*`), or by `*`. */
export function causeOf({ causes }: Scheme, mistake: string): string | undefined {
  const families = mistake
    .split('-')
    .map((_, index, all) => `${all.slice(0, all.length - index).join('-')}-*`);
  const wanted = [mistake, ...families, '*'].find((name) => Object.hasOwn(causes, name));
  return wanted === undefined ? undefined : causes[wanted];
}

/** The rules that speak of this scheme's signature; the general one first. */
export function causesOf({ causes }: Scheme): readonly string[] {
  return [...new Set([causes['*'], ...Object.values(causes)])].filter((rule) => rule !== undefined);
}
