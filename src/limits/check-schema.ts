import type { JsonPath } from '../exchange/place.js';
import { isObject } from '../facts/json-reading.js';
import { type Constraint, checkFile, checkName, checkType, checkValue } from './check-value.js';
import { fromText, typesOf } from './json-type.js';
import type { LimitCheck, Schema } from './limits.js';
import { isMasked, type Sent, Upload } from './sent-values.js';

/** A check that has no cause yet, with the schemas that may name one, innermost first. */
export interface SchemaCheck
  extends Omit<LimitCheck, 'cause' | 'specific' | 'onlyNamed' | 'onlyUnnamed' | 'exact'> {
  readonly schemas: readonly Schema[];
}

/**
 * Holds a part of the request against a schema and tells which constraints are broken, and of those that name a cause
 * also which are kept. What a recorder masked is left out: nothing is known of it.
 *
 * @param root how the part is called when it has no name of its own: `the body`
 */
export function checkSchema(sent: Sent, schema: Schema, root: string): SchemaCheck[] {
  const walk = new Walk(sent, root);
  walk.visit(sent.value, [schema], []);
  return walk.checks;
}

/** The schema of a value, and those of what holds it, innermost first. */
type Schemas = readonly [here: Schema, ...outer: Schema[]];

/** So many items of a list are looked at: a list of a million says nothing more. */
const MOST_ITEMS = 1000;

class Walk {
  readonly checks: SchemaCheck[] = [];

  constructor(
    private readonly sent: Sent,
    private readonly root: string,
  ) {}

  visit(value: unknown, schemas: Schemas, path: JsonPath): void {
    const [here] = schemas;
    const field = path.join('.') || this.root;
    if (isMasked(value)) {
      const says = () => `${field} was masked by the recorder`;
      this.checks.push({ keyword: 'masked', kept: undefined, says, field, schemas });
      return;
    }
    const tell = (found: readonly Constraint[]) => this.#tell(found, value, schemas, path);
    if (value instanceof Upload) {
      tell(checkFile(value, here));
      return;
    }
    const { asText } = this.sent;
    const read = asText && typeof value === 'string' ? fromText(value, here.type) : value;
    const seen = { field, sent: value, read, asText };
    const type = checkType(seen, here);
    if (type) tell([type]);
    if (type?.kept === false) return;
    tell(checkValue(seen, here));
    if (Array.isArray(read) && here.items)
      for (const [index, item] of read.slice(0, MOST_ITEMS).entries())
        this.visit(item, [here.items, ...schemas], [...path, index]);
    if (isObject(read)) {
      this.#required(read, schemas, path);
      this.#absent(read, schemas, path);
      this.#members(read, schemas, path);
    }
    if (here.if && here.then && fits({ ...this.sent, value: read }, here.if))
      this.visit(read, [here.then, ...schemas], path);
  }

  #tell(found: readonly Constraint[], value: unknown, schemas: Schemas, path: JsonPath): void {
    for (const { keyword, kept, says, left, right, gap, doubted } of found) {
      // That a limit is kept is told only of the cause that it names itself.
      if (kept && schemas[0].cause === undefined) continue;
      this.checks.push({
        keyword,
        kept,
        says,
        left,
        right,
        gap,
        field: path.join('.') || this.root,
        at: kept ? undefined : this.sent.place(path, 'value'),
        schemas,
        doubted: doubted === true || isDoubted(this.sent, keyword, value, path),
      });
    }
  }

  #required(value: Record<string, unknown>, schemas: Schemas, path: JsonPath): void {
    const [{ required = [], properties, anyOf }] = schemas;
    for (const key of required) {
      const own = properties?.[key] ?? {};
      const kept = !isMissing(value, key, own);
      if (kept && own.cause === undefined) continue;
      const inner = [...path, key];
      const field = inner.join('.');
      this.checks.push({
        keyword: 'required',
        kept,
        says: () => (kept ? `${field} is there` : `${field} is ${value[key] === null ? 'null' : 'missing'}`),
        field,
        at: kept ? undefined : this.sent.place(inner, Object.hasOwn(value, key) ? 'value' : 'missing'),
        schemas: [own, ...schemas],
      });
    }
    if (!anyOf) return;
    const lacking = anyOf.map((set) =>
      set.required.filter((key) => isMissing(value, key, properties?.[key] ?? {})),
    );
    const kept = lacking.some((keys) => keys.length === 0);
    const says = () => {
      const sets = anyOf.map((set) => set.required.join(' and '));
      return kept ? `${sets.join(' or ')} is there` : `neither ${sets.join(' nor ')} is there`;
    };
    this.checks.push({
      keyword: 'required',
      kept,
      says,
      field: [...new Set(lacking.flat())].map((key) => [...path, key].join('.')).join(', '),
      at: kept ? undefined : this.sent.place(path, 'value'),
      schemas,
    });
  }

  /** A member that is not there keeps whatever is asked of what it would hold. */
  #absent(value: Record<string, unknown>, [here]: Schemas, path: JsonPath): void {
    // Nothing at all was sent: what is required says all there is to say.
    if (Object.keys(value).length === 0) return;
    for (const { key, own, holders } of membersThatHold(here)) {
      if (Object.hasOwn(value, key)) continue;
      const field = [...path, key].join('.');
      const absent = { keyword: 'properties', kept: true, says: () => `the request has no ${field}`, field };
      for (const what of holders) this.checks.push({ ...absent, schemas: [what, own] });
    }
  }

  #members(value: Record<string, unknown>, schemas: Schemas, path: JsonPath): void {
    const [{ properties, additionalProperties, propertyNames }] = schemas;
    for (const key of Object.keys(value).slice(0, MOST_ITEMS)) {
      const inner = [...path, key];
      for (const one of propertyNames ? checkName(key, path.join('.'), propertyNames) : []) {
        const at = one.kept ? undefined : this.sent.place(inner, 'key');
        this.checks.push({ ...one, field: inner.join('.'), at, schemas: [propertyNames as Schema] });
      }
      const own = properties && Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
      if (own && !isMissing(value, key, own)) this.visit(value[key], [own, ...schemas], inner);
    }
  }
}

/** An empty text counts as absent to some servers; of `?limit=50&limit=100` some read the first, others the last. */
function isDoubted({ asText, repeated }: Sent, keyword: string, value: unknown, path: JsonPath): boolean {
  const isEmpty = value === '' && (asText || keyword === 'format' || keyword === 'enum');
  return (isEmpty && keyword !== 'minLength') || repeated?.has(String(path[0])) === true;
}

/** Of a masked value it is not known. */
function fits(sent: Sent, schema: Schema): boolean {
  return checkSchema(sent, schema, '').every(({ kept }) => kept === true);
}

interface HoldingMember {
  readonly key: string;
  readonly own: Schema;
  readonly holders: readonly Schema[];
}

const holding = new WeakMap<Schema, readonly HoldingMember[]>();

/** The members that may be absent, and of which the absence speaks for some cause. */
function membersThatHold(schema: Schema): readonly HoldingMember[] {
  const before = holding.get(schema);
  if (before) return before;
  const found = Object.entries(schema.properties ?? {})
    .filter(([key]) => !schema.required?.includes(key))
    .map(([key, own]) => ({ key, own, holders: holdersIn(own) }))
    .filter(({ holders }) => holders.length > 0);
  holding.set(schema, found);
  return found;
}

/** What is absent holds nothing that could be too long or too many; whether it may be absent is another question. */
function holdersIn(schema: Schema): readonly Schema[] {
  const { additionalProperties, propertyNames, items, maxProperties, maxItems, cause } = schema;
  const isLimited = maxProperties !== undefined || maxItems !== undefined;
  const own = isLimited && cause !== undefined ? { cause } : undefined;
  return [additionalProperties, propertyNames, items, own].filter(
    (one) => one?.cause !== undefined,
  ) as Schema[];
}

/** Absent, or null where null is no value that the schema takes: servers treat the two alike. */
function isMissing(value: Record<string, unknown>, key: string, schema: Schema): boolean {
  if (!Object.hasOwn(value, key) || value[key] === undefined) return true;
  return value[key] === null && !typesOf(schema.type).includes('null');
}
