import type { Material } from '../../src/signing/material.js';
import type { AtomName, MistakeContext, MistakeFamily, Variant } from '../../src/signing/mistake.js';
import type { Atom, Scheme, Step } from '../../src/signing/scheme.js';

const material: Material = {
  method: 'POST',
  url: 'https://api.shop.example/v1/things',
  host: 'api.shop.example',
  path: '/v1/things',
  query: '',
  body: '{}',
  wireBody: '{}',
  bodyIsExact: true,
  header: () => undefined,
  headerNames: [],
};

const scheme: Scheme = {
  name: 'Shop request signature',
  by: 'client',
  mac: 'hmac-sha256',
  message: { join: '.', of: [{ time: true }, { body: true }] },
  encode: 'hex',
  at: { header: 'x-shop-signature' },
  causes: {},
  references: [],
};

export interface Setting {
  readonly scheme?: Partial<Scheme>;
  readonly material?: Partial<Material>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly otherSecrets?: readonly string[];
}

/** What a family may look at: a scheme that signs time and body, and a request to it. */
export function contextOf({
  scheme: own,
  material: other,
  headers = {},
  otherSecrets = [],
}: Setting = {}): MistakeContext {
  const header = (name: string) => headers[name.toLowerCase()];
  return {
    scheme: { ...scheme, ...own },
    material: { ...material, ...other, header, headerNames: Object.keys(headers) },
    time: undefined,
    otherSecrets,
  };
}

/** What an atom becomes by the mistakes of a family. */
export function variantsOf(
  { atoms }: MistakeFamily,
  atom: Atom,
  value: string,
  setting: Setting = {},
): Variant[] {
  const [name] = Object.keys(atom);
  return [...(atoms?.[name as AtomName]?.(value, contextOf(setting), atom) ?? [])];
}

/** What the result of steps becomes, on the secret unless another part is named. */
export function resultsOf(
  { steps }: MistakeFamily,
  chain: readonly Step[],
  before: string,
  setting: Setting = {},
  atom: Atom = { secret: true },
): Variant[] {
  return [...(steps?.(before, chain, contextOf(setting), atom) ?? [])];
}

/** `id: detail` of the variants with this value. */
export function named(variants: readonly Variant[], value: string): string[] {
  return variants.filter((one) => one.value === value).map(({ id, detail }) => `${id}: ${detail ?? ''}`);
}
