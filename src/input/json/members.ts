import type { JsonPath } from '../../exchange/place.js';
import { isObject } from './json-headers.js';

/** A value found in a JSON object, and the path to it. */
export interface Found {
  readonly value: unknown;
  readonly path: JsonPath;
}

const PLAIN_NAMES = new Map<string, string>();
const PLAIN_NAMES_KEPT = 4096;

/** `status_code`, `statusCode`, `StatusCode` and `status-code` are one name. */
function plainName(name: string): string {
  let plain = PLAIN_NAMES.get(name);
  if (plain === undefined) {
    plain = name.replace(/[_\-. ]/g, '').toLowerCase();
    if (PLAIN_NAMES.size < PLAIN_NAMES_KEPT) PLAIN_NAMES.set(name, plain);
  }
  return plain;
}

/** A JSON object whose members are found under any common spelling of their names. */
export class Members {
  readonly #names = new Map<string, string>();

  constructor(
    readonly object: Readonly<Record<string, unknown>>,
    readonly path: JsonPath,
  ) {
    for (const name of Object.keys(object)) {
      const plain = plainName(name);
      if (!this.#names.has(plain)) this.#names.set(plain, name);
    }
  }

  /** The first of these names (lower case, no separators) whose value passes. */
  find(names: readonly string[], passes: (value: unknown) => boolean = isPresent): Found | undefined {
    for (const plain of names) {
      const name = this.#names.get(plain);
      if (name === undefined || !passes(this.object[name])) continue;
      return { value: this.object[name], path: [...this.path, name] };
    }
    return undefined;
  }

  text(names: readonly string[]): string | undefined {
    return this.find(names, isText)?.value as string | undefined;
  }

  /** The first of these members that is an object itself. */
  members(names: readonly string[]): Members | undefined {
    const found = this.find(names, isObject);
    return found && new Members(found.value as Record<string, unknown>, found.path);
  }
}

/** A string that says something. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isPresent(value: unknown): boolean {
  return value !== undefined;
}
