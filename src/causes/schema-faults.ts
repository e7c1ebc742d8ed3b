import { isObject, typeOf } from '../facts/json-reading.js';
import { type Schema, type SchemaName, schemaOf, targetOf } from './read-schema.js';

/** What a value does not keep of its schema, and the keys that lead to the value at fault. */
export interface SchemaFault {
  readonly keys: readonly (string | number)[];
  readonly says: string;
  readonly wrongType?: true;
}

/**
 * Holds a parsed file against one of our JSON Schemas (draft 2020-12). Reads of it the keywords that they use: a
 * compiler of all of JSON Schema would take longer to load and compile than reading a user's packs does.
 *
 * @throws for a keyword that is not known
 */
export function schemaFaults(value: unknown, schema: SchemaName): readonly SchemaFault[] {
  const root = schemaOf(schema);
  return faultsOf({ value, keys: [], root }, root);
}

/** A value, the keys that lead to it, and the schema that `#` means. */
interface Seen<Value = unknown> {
  readonly value: Value;
  readonly keys: readonly (string | number)[];
  readonly root: Schema;
}

/** Allocates nothing where there is no fault: a report has millions of values. */
function faultsOf(seen: Seen, schema: Schema): readonly SchemaFault[] {
  let faults = NONE;
  for (const [check, argument] of checksOf(schema)) {
    const found = check(seen as never, argument as never, schema);
    if (found.length > 0) faults = faults.length > 0 ? [...faults, ...found] : found;
  }
  return faults;
}

const NONE: readonly SchemaFault[] = [];
const known = new WeakMap<Schema, readonly (readonly [Check<never, never>, unknown])[]>();

function checksOf(schema: Schema): readonly (readonly [Check<never, never>, unknown])[] {
  let checks = known.get(schema);
  if (!checks) {
    checks = Object.entries(schema).flatMap(([keyword, argument]) => {
      const check = KEYWORDS[keyword];
      if (!check) throw new Error(`A schema has the keyword ${keyword}, which is not read.`);
      return check === annotation ? [] : [[check, argument] as const];
    });
    known.set(schema, checks);
  }
  return checks;
}

function fits(seen: Seen, schema: Schema): boolean {
  return faultsOf(seen, schema).length === 0;
}

type Check<Value, Argument> = (
  seen: Seen<Value>,
  argument: Argument,
  schema: Schema,
) => readonly SchemaFault[];

/** A keyword that says nothing of values of other types. */
function of<Value, Argument>(
  isOf: (value: unknown) => value is Value,
  check: Check<Value, Argument>,
): Check<unknown, Argument> {
  return (seen, argument, schema) => (isOf(seen.value) ? check(seen as Seen<Value>, argument, schema) : NONE);
}

/** A keyword that a value keeps or breaks as a whole. */
function plain<Value, Argument>(
  keeps: (value: Value, argument: Argument) => boolean,
  says: (argument: Argument) => string,
): Check<Value, Argument> {
  return ({ value, keys }, argument) => (keeps(value, argument) ? NONE : [{ keys, says: says(argument) }]);
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number';
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const sizeOf = (value: object) => Object.keys(value).length;
const annotation = () => NONE;

const KEYWORDS: Readonly<Record<string, Check<never, never>>> = {
  $schema: annotation,
  $id: annotation,
  $defs: annotation,
  title: annotation,
  description: annotation,

  type: ({ value, keys }: Seen, type: string | readonly string[]) => {
    const isOf = (one: string) => one === typeOf(value) || (one === 'number' && isNumber(value));
    if (typeof type === 'string' ? isOf(type) : type.some(isOf)) return NONE;
    return [{ keys, says: `must be of type ${[type].flat().join(' or ')}`, wrongType: true }];
  },
  enum: plain(
    (value: unknown, allowed: readonly unknown[]) => allowed.includes(value),
    (allowed) => `must be one of ${allowed.join(', ')}`,
  ),
  const: plain(
    (value: unknown, only: unknown) => value === only,
    (only) => `must be ${only}`,
  ),

  minimum: of(
    isNumber,
    plain(
      (value, least: number) => value >= least,
      (least) => `must be ${least} or more`,
    ),
  ),
  maximum: of(
    isNumber,
    plain(
      (value, most: number) => value <= most,
      (most) => `must be ${most} or less`,
    ),
  ),
  exclusiveMinimum: of(
    isNumber,
    plain(
      (value, bound: number) => value > bound,
      (bound) => `must be more than ${bound}`,
    ),
  ),

  minLength: of(
    isText,
    plain(
      (text, least: number) => [...text].length >= least,
      (least) => `must have at least ${least} characters`,
    ),
  ),
  maxLength: of(
    isText,
    plain(
      (text, most: number) => [...text].length <= most,
      (most) => `must have at most ${most} characters`,
    ),
  ),
  pattern: of(
    isText,
    plain(
      (text, pattern: string) => new RegExp(pattern, 'u').test(text),
      (pattern) => `must match the pattern ${pattern}`,
    ),
  ),

  minItems: of(
    isList,
    plain(
      (list, least: number) => list.length >= least,
      (least) => `must have at least ${least} items`,
    ),
  ),
  maxItems: of(
    isList,
    plain(
      (list, most: number) => list.length <= most,
      (most) => `must have at most ${most} items`,
    ),
  ),
  uniqueItems: of(
    isList,
    plain(
      (list, _: true) => new Set(list.map((item) => JSON.stringify(item))).size === list.length,
      () => 'must not have an item twice',
    ),
  ),
  items: of(isList, ({ value, keys, root }, schema: Schema) =>
    value.flatMap((item, index) => faultsOf({ value: item, keys: [...keys, index], root }, schema)),
  ),

  prefixItems: of(isList, ({ value, keys, root }, schemas: readonly Schema[]) =>
    schemas.flatMap((schema, index) =>
      index < value.length ? faultsOf({ value: value[index], keys: [...keys, index], root }, schema) : [],
    ),
  ),

  minProperties: of(
    isObject,
    plain(
      (value, least: number) => sizeOf(value) >= least,
      (least) => `must have at least ${least} members`,
    ),
  ),
  maxProperties: of(
    isObject,
    plain(
      (value, most: number) => sizeOf(value) <= most,
      (most) => `must have at most ${most} members`,
    ),
  ),
  required: of(isObject, ({ value, keys }, names: readonly string[]) =>
    names
      .filter((name) => !Object.hasOwn(value, name))
      .map((name) => ({ keys, says: `must have the member ${name}` })),
  ),
  dependentRequired: of(isObject, (seen, dependent: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(dependent).flatMap(([name, required]) =>
      Object.hasOwn(seen.value, name) ? faultsOf(seen, { required }) : [],
    ),
  ),
  dependentSchemas: of(isObject, (seen, dependent: Readonly<Record<string, Schema>>) =>
    Object.entries(dependent).flatMap(([name, schema]) =>
      Object.hasOwn(seen.value, name) ? faultsOf(seen, schema) : [],
    ),
  ),
  properties: of(isObject, ({ value, keys, root }, properties: Readonly<Record<string, Schema>>) =>
    Object.entries(properties).flatMap(([name, schema]) =>
      Object.hasOwn(value, name) ? faultsOf({ value: value[name], keys: [...keys, name], root }, schema) : [],
    ),
  ),
  additionalProperties: of(isObject, ({ value, keys, root }, others: Schema | false, { properties }) =>
    Object.keys(value)
      .filter((name) => !isObject(properties) || !Object.hasOwn(properties, name))
      .flatMap((name) =>
        others === false
          ? [{ keys, says: `must not have the member ${name}` }]
          : faultsOf({ value: value[name], keys: [...keys, name], root }, others),
      ),
  ),
  propertyNames: of(isObject, ({ value, keys, root }, schema: Schema) =>
    Object.keys(value).flatMap((name) =>
      faultsOf({ value: name, keys, root }, schema).map(({ says }) => ({
        keys,
        says: `has the name ${name}, which ${says}`,
      })),
    ),
  ),

  $ref: (seen: Seen, reference: string) => {
    const { root, target } = targetOf(reference, seen.root);
    return faultsOf({ ...seen, root }, target);
  },
  not: (seen: Seen, schema: Schema) =>
    fits(seen, schema) ? [{ keys: seen.keys, says: 'is what it must not be' }] : [],
  anyOf: (seen: Seen, schemas: readonly Schema[]) => alternatives(seen, schemas, false),
  oneOf: (seen: Seen, schemas: readonly Schema[]) => alternatives(seen, schemas, true),
  if: (seen: Seen, condition: Schema, schema) => {
    const branch = schema[fits(seen, condition) ? 'then' : 'else'];
    return branch === undefined ? [] : faultsOf(seen, branch as Schema);
  },
  then: annotation,
  else: annotation,
};

/** Of alternatives that all fail, the one of the right type that fails deepest and least is what was meant. */
function alternatives(seen: Seen, schemas: readonly Schema[], onlyOne: boolean): readonly SchemaFault[] {
  const outcomes = schemas.map((schema) => faultsOf(seen, schema));
  const fitting = outcomes.filter((faults) => faults.length === 0).length;
  if (fitting === 1 || (fitting > 1 && !onlyOne)) return [];
  if (fitting > 1) return [{ keys: seen.keys, says: 'is written in several ways where one is allowed' }];
  const misfit = (faults: readonly SchemaFault[]) =>
    faults.some(({ keys, wrongType }) => wrongType && keys.length === seen.keys.length)
      ? Number.MAX_SAFE_INTEGER
      : faults.length - 1000 * Math.max(...faults.map(({ keys }) => keys.length));
  const least = Math.min(...outcomes.map(misfit));
  const meant = outcomes.filter((faults) => misfit(faults) === least);
  const [[fault] = [], ...others] = meant;
  if (!fault || others.length === 0 || meant.some((faults) => faults.length > 1)) return meant[0] ?? [];
  return [{ keys: fault.keys, says: meant.map(([one]) => one?.says).join(', or ') }];
}
