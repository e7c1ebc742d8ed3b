import type { PackSettings } from '../../causes/pack.js';
import type { FactContext } from '../../facts/fact.js';
import { atomValue } from '../atoms.js';

import type { Expected } from '../finding.js';
import type { Material } from '../material.js';
import type { Part, PartNode, Scheme } from '../scheme.js';
import type { Carried } from '../written-form.js';

/** One point of a scheme's checklist. */
export interface Check {
  /** What was looked at, a noun: `algorithm`, `path`. */
  readonly what: string;
  readonly is: 'ok' | 'wrong' | 'cannot tell';
  /** Whole sentences: what was seen, or what can be compared. */
  readonly why: string;
}

/** What a point may look at. */
export interface CheckContext {
  readonly pack: PackSettings;
  readonly scheme: Scheme;
  readonly facts: FactContext;
  readonly material: Material;
  readonly carried: Carried | undefined;
  /** Everything that is read off the exchange to be signed, with the steps it goes through. */
  readonly signed: readonly PartNode[];
  /** Undefined while the capture lacks a part. */
  readonly expected: Expected | undefined;
}

export function check(what: string, is: Check['is'], ...why: readonly string[]): Check {
  return { what, is, why: why.join(' ') };
}

/** Whether one of these is signed: `reads(context, 'path', 'target')`. */
export function reads({ signed }: Pick<CheckContext, 'signed'>, ...atoms: readonly string[]): boolean {
  return signed.some((part) => atoms.some((atom) => atom in part));
}

/** The parts of a message that are read off the exchange; of alternatives the one that this exchange takes. */
export function signedParts(
  scheme: Scheme,
  material: Material,
  tokens: Readonly<Record<string, string>>,
): readonly PartNode[] {
  const value = (part: Part): string =>
    typeof part === 'string' ? part : (atomValue(part, material, tokens) ?? '');
  const walk = (part: Part): PartNode[] => {
    if (typeof part === 'string') return [];
    if ('part' in part) return walk(scheme.parts?.[part.part] ?? '');
    if ('join' in part) return part.of.flatMap(walk);
    if ('hmac' in part) return walk(part.of);
    if ('first' in part) return walk(part.first.find((one) => value(one) !== '') ?? part.first.at(-1) ?? '');
    if (!('choose' in part)) return [part];
    const wanted = value(part.choose).toLowerCase();
    const name = Object.keys(part.of).find((one) => one.toLowerCase() === wanted) ?? 'else';
    return walk(part.of[name] ?? '');
  };
  return walk(scheme.message);
}
