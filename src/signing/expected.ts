import { build } from './build.js';
import { Choice } from './choice.js';
import type { Expected } from './finding.js';
import { Digester } from './mac.js';
import { type MaterialData, materialOf } from './material.js';
import type { Scheme } from './scheme.js';
import { writeValue } from './written-form.js';

const NOTHING = new Choice([], 0);

/** The documented form of a signature for one request. */
export interface Expectation {
  /** Undefined while a part is missing. */
  readonly expected?: Expected;
  /** What the capture lacks of the signed parts. */
  readonly missing: readonly string[];
  /** Whether the body's bytes are signed. */
  readonly readsBody: boolean;
}

/**
 * What the provider computes for this request.
 *
 * @param tokens other items of the signature's value, as `{ time: '1790000000' }`
 * @param secret a byte string; without it there is no signature, and none where only the provider can sign
 */
export function expectationOf(
  scheme: Scheme,
  data: MaterialData,
  tokens: Readonly<Record<string, string>>,
  secret: string | undefined,
): Expectation {
  const built = build({ scheme, material: materialOf(data), tokens, secret: secret ?? '' });
  const { missing, readsBody, parts } = built;
  if (missing.length > 0) return { missing, readsBody };
  const message = built.message.value(NOTHING);
  const computation = built.computations[0]?.computation;
  if (secret === undefined || !computation) return { expected: { message, parts }, missing, readsBody };
  const digest = new Digester().compute(computation, built.key.value(NOTHING), message);
  const [encoding] = [scheme.encode].flat();
  const signature = writeValue(scheme.at, Buffer.from(digest, 'latin1').toString(encoding), tokens);
  return { expected: { message, parts, signature }, missing, readsBody };
}
