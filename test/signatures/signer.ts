import type { Random } from '../accuracy/random.js';
import type { Call } from './call.js';
import { base64, hex, hmac, type Recipe } from './recipe.js';

/** One request, the recipe of its signature, and where the signature goes. */
export interface Draft {
  readonly call: Call;
  readonly recipe: Recipe;
  /** The secret that the user has, and others that belong to the same account. */
  given: string;
  others: string[];
  /** Puts the signature into the call. */
  carry: (call: Call, signature: string) => void;
  readonly time?: TimeUnit;
  /** Signatures that are right as well, where the documentation leaves something open. */
  readonly alsoRight?: readonly string[];
}

export type TimeUnit = 's' | 'ms' | 'iso' | 'iso-ms' | 'basic';

/** One file under signers/: a scheme, made from its documentation with nothing but node:crypto. */
export interface Signer {
  /** The provider's id among the rule packs. */
  readonly pack: string;
  readonly draft: (random: Random) => Draft;
}

/** A recipe that makes no mistake, with what most schemes share. */
export function recipe(
  of: Pick<Recipe, 'parts' | 'message' | 'secret' | 'digest' | 'encode'> &
    Partial<Pick<Recipe, 'key' | 'write'>>,
): Recipe {
  return { key: (secret) => secret, write: of.encode === 'hex' ? hex : base64, edits: [], mac: hmac, ...of };
}

/** Carries the signature in a header, as `form` writes it. */
export function inHeader(name: string, form: (signature: string) => string = (text) => text): Draft['carry'] {
  return (call, signature) => {
    call.headers.push([name, form(signature)]);
  };
}
