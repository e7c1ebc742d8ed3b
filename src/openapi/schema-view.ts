import { memberAt } from '../exchange/json-member.js';
import type { JsonPath } from '../exchange/place.js';
import { isObject } from '../facts/json-reading.js';
import { pathOfReference } from './document.js';

export type Side = 'request' | 'response';
export type Schema = Record<string, unknown>;

/** The name by which references of a view call the whole description, so that any part can be compiled alone. */
export const WHOLE = 'openapi';

/**
 * A description as a JSON Schema validator reads it, for one direction: the dialect of OpenAPI 3.0 put into JSON
 * Schema, and members that are read-only (in a request) or write-only (in an answer) no longer required there
 * (OpenAPI 3.0.4 and 3.1.1, section 4.8.24.1). Paths are those of the description.
 */
export class SchemaView {
  readonly root: Schema;
  readonly #paths = new WeakMap<object, JsonPath>();

  constructor(
    private readonly source: Readonly<Record<string, unknown>>,
    private readonly version: '3.0' | '3.1',
    private readonly side: Side,
  ) {
    this.root = this.#copy(source, []) as Schema;
  }

  /** Where an object of this view stands in the description. */
  pathOf(schema: object): JsonPath {
    return this.#paths.get(schema) ?? [];
  }

  /** The part at a path of the description, as this view has it. */
  at(path: JsonPath): unknown {
    return memberAt(this.root, path);
  }

  /** The object that a `$ref` of this view names. */
  referred(reference: string): unknown {
    const path = pathOfReference(reference.slice(WHOLE.length));
    return path && this.at(path);
  }

  #copy(value: unknown, path: JsonPath): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.#copy(item, [...path, index]));
    if (!isObject(value)) return value;
    const copy: Schema = {};
    for (const [key, member] of Object.entries(value))
      Object.defineProperty(copy, key, {
        value: this.#copy(member, [...path, key]),
        enumerable: true,
        configurable: true,
        writable: true,
      });
    const plain = this.#plain(copy);
    this.#paths.set(copy, path);
    this.#paths.set(plain, path);
    return plain;
  }

  /** Only what has the form of a keyword is changed: a member of a body may be called `nullable` too. */
  #plain(schema: Schema): Schema {
    const isReference = typeof schema.$ref === 'string';
    const nullable = schema.nullable === true;
    if (typeof schema.nullable === 'boolean') delete schema.nullable;
    // The base of references is the whole description.
    for (const key of ['$id', 'id', '$schema']) if (typeof schema[key] === 'string') delete schema[key];
    if (typeof schema.required === 'boolean') delete schema.required;
    exclusive(schema, 'exclusiveMinimum', 'minimum');
    exclusive(schema, 'exclusiveMaximum', 'maximum');
    if (Array.isArray(schema.required) && isObject(schema.properties)) this.#optional(schema);
    if (isReference && this.version === '3.0')
      for (const key of Object.keys(schema)) if (key !== '$ref') delete schema[key];
    if (isReference && String(schema.$ref).startsWith('#')) schema.$ref = `${WHOLE}${schema.$ref}`;
    if (!nullable) return schema;
    if (typeof schema.type === 'string') {
      schema.type = [schema.type, 'null'];
      if (Array.isArray(schema.enum) && !schema.enum.includes(null)) schema.enum = [...schema.enum, null];
      return schema;
    }
    // Many write it beside $ref and allOf, where 3.0 gives it no meaning: what they mean is plain.
    return { anyOf: [schema, { type: 'null' }] };
  }

  #optional(schema: Schema): void {
    const hidden = this.side === 'request' ? 'readOnly' : 'writeOnly';
    const properties = schema.properties as Schema;
    const isHidden = (name: unknown) => {
      const property = Object.hasOwn(properties, String(name)) ? properties[String(name)] : undefined;
      const reference = isObject(property) ? property.$ref : undefined;
      // Members are copied before the object that holds them.
      const path = typeof reference === 'string' ? pathOfReference(reference.slice(WHOLE.length)) : undefined;
      const target = path ? memberAt(this.source, path) : property;
      return isObject(target) && target[hidden] === true;
    };
    schema.required = (schema.required as unknown[]).filter((name) => !isHidden(name));
  }
}

/** JSON Schema of draft 4 says `exclusiveMinimum: true` beside `minimum`. */
function exclusive(schema: Schema, flag: string, bound: string): void {
  if (typeof schema[flag] !== 'boolean') return;
  if (schema[flag] && typeof schema[bound] === 'number') {
    schema[flag] = schema[bound];
    delete schema[bound];
  } else delete schema[flag];
}
