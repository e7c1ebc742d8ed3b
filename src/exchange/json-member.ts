import type { JsonPath } from './place.js';

/** A member of a JSON object or list, never what its prototype has; undefined where there is none. */
export function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

/** The value at a path; undefined where the path leads nowhere. */
export function memberAt(root: unknown, path: JsonPath): unknown {
  return path.reduce(memberOf, root);
}
