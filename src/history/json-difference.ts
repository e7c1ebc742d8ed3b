import { isObject } from '../facts/json-reading.js';

/**
 * Where two JSON values first differ, as a path (`lineItems.0.amount`); undefined when they mean the same. The order
 * of an object's members has no meaning.
 */
export function jsonDifference(
  one: unknown,
  other: unknown,
  path: readonly string[] = [],
): string[] | undefined {
  const members = membersOf(one);
  const others = membersOf(other);
  if (!members || !others || Array.isArray(one) !== Array.isArray(other))
    return Object.is(one, other) ? undefined : [...path];
  for (const name of new Set([...members.keys(), ...others.keys()])) {
    const difference = jsonDifference(members.get(name), others.get(name), [...path, name]);
    if (difference) return difference;
  }
  return undefined;
}

function membersOf(value: unknown): Map<string, unknown> | undefined {
  return isObject(value) || Array.isArray(value) ? new Map(Object.entries(value)) : undefined;
}
