import { memberAt, memberOf } from '../exchange/json-member.js';
import type { JsonPath, Place } from '../exchange/place.js';
import { isObject } from '../facts/json-reading.js';
import type { Input } from '../input/input.js';
import type { Alias, Document, Node, Pair } from '../yaml.js';

/** A description that cannot be used at all; the message says why and what to do. */
export class UnusableDescription extends Error {}

/** A part of the description and where it stands: the keys from the root. */
export interface Part {
  readonly value: unknown;
  readonly path: JsonPath;
}

/** Larger ones take minutes and gigabytes to read; the largest published ones have about 12 MB as JSON. */
const LARGEST_JSON = 48 * 2 ** 20;
const LARGEST_YAML = 12 * 2 ** 20;
/** A reference that leads to a reference, and so on; more than this is a circle. */
const LONGEST_CHAIN = 32;

/** The text of a description, read: its parts by path, and where they stand in the file. */
export class DescriptionDocument {
  /** References that were followed and lead nowhere, or out of the file. */
  readonly lost = new Set<string>();

  private constructor(
    readonly input: Input,
    private readonly text: string,
    readonly root: Readonly<Record<string, unknown>>,
    /** The nodes of a YAML text; a JSON text is searched when a place is asked for. */
    private readonly nodes: Document | undefined,
  ) {}

  /**
   * Reads JSON, else YAML.
   *
   * @throws UnusableDescription when the text is neither, too large, or no mapping
   */
  static async read(input: Input): Promise<DescriptionDocument> {
    const isJson = /^\s*\{/.test(input.text({ start: 0, end: 256 }));
    const limit = isJson ? LARGEST_JSON : LARGEST_YAML;
    if (input.bytes.length > limit)
      throw new UnusableDescription(
        `${input.name} is larger than ${limit / 2 ** 20} MiB, more than a description can be read of; leave out what the call does not need.`,
      );
    const text = input.text();
    if (isJson) {
      const value = parsedJson(text);
      if (value) return new DescriptionDocument(input, text, value, undefined);
    }
    const { parseDocument } = await import('../yaml.js');
    try {
      const nodes = parseDocument(text, { merge: true, uniqueKeys: false, logLevel: 'silent' });
      const [fault] = nodes.errors;
      if (fault) throw fault;
      const value: unknown = nodes.toJS();
      if (isObject(value)) return new DescriptionDocument(input, text, value, nodes);
    } catch (error) {
      const why = ((error as Error).message.split('\n')[0] ?? '').replace(/:$/, '');
      throw new UnusableDescription(`${input.name} can be read neither as JSON nor as YAML: ${why}.`);
    }
    throw new UnusableDescription(`${input.name} is no API description: it does not hold names with values.`);
  }

  /** The part at a path; its value is undefined where there is none. */
  at(path: JsonPath): Part {
    return { value: memberAt(this.root, path), path };
  }

  /** A member of a part, with references followed; undefined where there is none. */
  in(part: Part | undefined, ...keys: JsonPath): Part | undefined {
    let found = part && this.resolved(part);
    for (const key of keys) {
      if (!found) return undefined;
      const value = memberOf(found.value, key);
      found = value === undefined ? undefined : this.resolved({ value, path: [...found.path, key] });
    }
    return found;
  }

  /** All members of an object, references left as they are. */
  members(part: Part | undefined): readonly (readonly [name: string, part: Part])[] {
    return part && isObject(part.value)
      ? Object.entries(part.value).map(([name, value]) => [name, { value, path: [...part.path, name] }])
      : [];
  }

  /** All items of a list, references followed where they lead anywhere. */
  items(part: Part | undefined): readonly Part[] {
    return part && Array.isArray(part.value)
      ? part.value.flatMap((_, index) => this.in(part, index) ?? [])
      : [];
  }

  /** Follows `$ref` within the document; undefined where it leads nowhere. */
  private resolved(part: Part): Part | undefined {
    let found = part;
    for (let length = 0; length < LONGEST_CHAIN; length++) {
      const reference = isObject(found.value) ? found.value.$ref : undefined;
      if (typeof reference !== 'string') return found;
      const path = pathOfReference(reference);
      const next = path && this.at(path);
      if (next?.value === undefined || length === LONGEST_CHAIN - 1) {
        this.lost.add(reference);
        return undefined;
      }
      found = next;
    }
    return undefined;
  }

  /** Where a part stands in the file: a plain value as it is written, of a list or mapping its name. */
  placeOf(path: JsonPath): Place {
    const { value } = this.at(path);
    const named = typeof value === 'object' && value !== null && path.length > 0;
    const { name, bytes } = this.input;
    // The text was decoded without its byte-order mark.
    const mark = bytes[0] === 0xef ? 3 : 0;
    const step = named ? { key: path } : { path };
    if (!this.nodes) return { in: name, spans: [{ start: mark, end: bytes.length }], steps: [step] };
    const [from, to] = rangeOf(this.nodes, path, named);
    const start = mark + Buffer.byteLength(this.text.slice(0, from));
    return { in: name, spans: [{ start, end: start + Buffer.byteLength(this.text.slice(from, to)) }] };
  }
}

/** The keys that `#/a/b~1c` leads along; undefined for whatever lies outside the document. */
export function pathOfReference(reference: string): string[] | undefined {
  if (reference === '#') return [];
  if (!reference.startsWith('#/')) return undefined;
  try {
    return reference
      .slice(2)
      .split('/')
      .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return undefined;
  }
}

function parsedJson(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

type Found = readonly [node: Node | null, key: Node | null];

/** Where a value, or its name, stands in a YAML text, in UTF-16 units; of a path that is not there the part that is. */
function rangeOf(nodes: Document, path: JsonPath, named: boolean): readonly [start: number, end: number] {
  let found: Found = [nodes.contents, null];
  for (const key of path) {
    const next = inNode(nodes, found[0], String(key));
    if (!next) break;
    found = next;
  }
  const [node, name] = found;
  const range = ((named && name) || node || name)?.range;
  return range ? [range[0], range[1]] : [0, 0];
}

function inNode(nodes: Document, node: Node | null, key: string): Found | undefined {
  const items = collection(nodes, node);
  for (const [index, item] of (items ?? []).entries()) {
    if (!isPair(item)) {
      if (String(index) === key) return [item as Node, null];
      continue;
    }
    const name = item.key as (Node & { value?: unknown }) | null;
    if (String(name?.value) === key) return [item.value as Node | null, name];
  }
  return undefined;
}

function collection(nodes: Document, node: Node | null): readonly unknown[] | undefined {
  const target = node && 'source' in node && 'resolve' in node ? (node as Alias).resolve(nodes) : node;
  return target && 'items' in target ? (target.items as readonly unknown[]) : undefined;
}

function isPair(item: unknown): item is Pair {
  return isObject(item) && 'key' in item && 'value' in item;
}
