import type { JsonPath, Place } from '../exchange/place.js';
import { isObject, typeOf } from '../facts/json-reading.js';
import { show } from '../facts/message-facts.js';
import { fileKind } from './file-kind.js';
import { formatOf } from './formats.js';
import type { JsonType, LimitCheck, Schema } from './limits.js';
import { isMasked, type Sent, Upload } from './sent-values.js';

/** A check that has no cause yet, with the schemas that may name one, innermost first. */
export interface SchemaCheck
  extends Omit<LimitCheck, 'cause' | 'specific' | 'onlyNamed' | 'onlyUnnamed' | 'exact'> {
  readonly schemas: readonly Schema[];
}

/**
 * Holds a part of the request against a schema and tells of every constraint whether it is kept. What a recorder
 * masked is left out: nothing is known of it.
 *
 * @param root how the part is called when it has no name of its own: `the body`
 */
export function checkSchema(sent: Sent, schema: Schema, root: string, name = ''): SchemaCheck[] {
  const checks: SchemaCheck[] = [];

  const visit = (value: unknown, schemas: readonly Schema[], path: JsonPath): void => {
    const [here] = schemas as readonly [Schema];
    const field = path.join('.') || name || root;
    const tell = (keyword: string, kept: boolean, says: string, more: Partial<SchemaCheck> = {}) => {
      const at = (): Place | undefined => sent.place(path, 'value');
      const doubted = more.doubted === true || isDoubted(sent, keyword, value, path);
      checks.push({ keyword, kept, says, field, at: kept ? undefined : at(), schemas, ...more, doubted });
    };
    if (isMasked(value)) {
      checks.push({
        keyword: 'masked',
        kept: undefined,
        says: `${field} was masked by the recorder`,
        field,
        schemas,
      });
      return;
    }
    const range = (keyword: Range, size: number, allowed: number | undefined, words: SizeWords) => {
      if (allowed === undefined) return;
      const kept = RANGES[keyword].keeps(size, allowed);
      const gap = tidy(Math.abs(size - allowed));
      tell(
        keyword,
        kept,
        `${words(size)}; ${RANGES[keyword].says} ${allowed} is allowed${kept || gap === 0 ? '' : `: ${gap} too ${RANGES[keyword].too}`}`,
        {
          left: size,
          right: allowed,
          gap,
        },
      );
    };

    if (value instanceof Upload) {
      visitFile(value, here, tell);
      return;
    }
    const read = sent.asText && typeof value === 'string' ? fromText(value, here.type) : value;
    if (here.type !== undefined) {
      const types = typesOf(here.type);
      const kept = types.some((type) => isOfType(read, type));
      tell(
        'type',
        kept,
        `${field} is ${kept ? '' : `${show(value)}, `}${withArticle(typeOf(read))}${kept ? '' : `, where ${types.map(withArticle).join(' or ')} belongs`}`,
      );
      if (!kept) return;
    }
    if (here.enum) {
      const kept = here.enum.some((one) => one === read || (sent.asText && String(one) === read));
      tell(
        'enum',
        kept,
        `${field} is ${show(value)}; ${listed(here.enum)} ${here.enum.length === 1 ? 'is' : 'are'} taken`,
        {
          doubted:
            typeof read === 'string' &&
            here.enum.some((one) => typeof one === 'string' && one.toLowerCase() === read.toLowerCase()),
        },
      );
    }
    if (typeof read === 'number' || isDecimal(read)) {
      const number = Number(read);
      const words = () => `${field} is ${show(value)}`;
      for (const keyword of NUMBER_RANGES) range(keyword, number, here[keyword], words);
    }
    if (typeof read === 'string') {
      const words = (size: number) => `${field} has ${size} ${size === 1 ? 'character' : 'characters'}`;
      range('minLength', [...read].length, here.minLength, words);
      range('maxLength', [...read].length, here.maxLength, words);
      const format = here.format === undefined ? undefined : formatOf(here.format);
      if (format) {
        const kept = format.test(read);
        tell('format', kept, `${field} is ${show(value)}${kept ? '' : `, not ${format.name}`}`, {
          doubted: !kept && format.someTake?.(read) === true,
        });
      }
    }
    if (Array.isArray(read)) {
      const words = (size: number) => `${field} has ${size} ${size === 1 ? 'entry' : 'entries'}`;
      range('minItems', read.length, here.minItems, words);
      range('maxItems', read.length, here.maxItems, words);
      if (here.items)
        for (const [index, item] of read.slice(0, MOST_ITEMS).entries())
          visit(item, [here.items, ...schemas], [...path, index]);
    }
    if (isObject(read)) visitObject(read, schemas, path, range);
    if (here.if && here.then && fits({ ...sent, value: read }, here.if))
      visit(read, [here.then, ...schemas], path);
  };

  const visitObject = (
    value: Record<string, unknown>,
    schemas: readonly Schema[],
    path: JsonPath,
    range: (keyword: Range, size: number, allowed: number | undefined, words: SizeWords) => void,
  ): void => {
    const [here] = schemas as readonly [Schema];
    const field = path.join('.') || root;
    const keys = Object.keys(value);
    const words = (size: number) => `${field} has ${size} ${size === 1 ? 'member' : 'members'}`;
    range('minProperties', keys.length, here.minProperties, words);
    range('maxProperties', keys.length, here.maxProperties, words);
    for (const key of here.required ?? []) {
      const own = here.properties?.[key] ?? {};
      const kept = !isMissing(value, key, own);
      const inner = [...path, key];
      checks.push({
        keyword: 'required',
        kept,
        says: kept
          ? `${inner.join('.')} is there`
          : `${inner.join('.')} is ${value[key] === null ? 'null' : 'missing'}`,
        field: inner.join('.'),
        at: kept ? undefined : sent.place(inner, Object.hasOwn(value, key) ? 'value' : 'missing'),
        schemas: [own, ...schemas],
      });
    }
    if (here.anyOf) {
      const lacking = here.anyOf.map(({ required }) =>
        required.filter((key) => isMissing(value, key, here.properties?.[key] ?? {})),
      );
      const kept = lacking.some((keys) => keys.length === 0);
      const sets = here.anyOf.map(({ required }) => required.join(' and '));
      checks.push({
        keyword: 'required',
        kept,
        says: kept ? `${sets.join(' or ')} is there` : `neither ${sets.join(' nor ')} is there`,
        field: [...new Set(lacking.flat())].map((key) => [...path, key].join('.')).join(', '),
        at: kept ? undefined : sent.place(path, 'value'),
        schemas,
      });
    }
    for (const [key, own] of Object.entries(here.properties ?? {})) {
      if (Object.hasOwn(value, key) || here.required?.includes(key)) continue;
      const inner = [...path, key].join('.');
      const absent = { keyword: 'properties', kept: true, says: `the request has no ${inner}`, field: inner };
      for (const what of holdersIn(own)) checks.push({ ...absent, schemas: [what, own] });
    }
    for (const key of keys.slice(0, MOST_ITEMS)) {
      const own = here.properties && Object.hasOwn(here.properties, key) ? here.properties[key] : undefined;
      const inner = own ?? here.additionalProperties;
      if (here.propertyNames?.maxLength !== undefined)
        checks.push(checkName(key, here.propertyNames, [...path, key]));
      if (!inner || isMissing(value, key, inner)) continue;
      visit(value[key], [inner, ...schemas], [...path, key]);
    }
  };

  const checkName = (key: string, names: Schema, path: JsonPath): SchemaCheck => {
    const size = [...key].length;
    const allowed = names.maxLength ?? 0;
    const kept = size <= allowed;
    return {
      keyword: 'maxLength',
      kept,
      says: `the key ${show(key)}${path.length > 1 ? ` of ${path.slice(0, -1).join('.')}` : ''} has ${size} characters; at most ${allowed} is allowed${kept ? '' : `: ${size - allowed} too many`}`,
      field: path.join('.'),
      left: size,
      right: allowed,
      gap: Math.abs(size - allowed),
      at: kept ? undefined : sent.place(path, 'key'),
      schemas: [names],
    };
  };

  visit(sent.value, [schema], []);
  return checks;
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

type SizeWords = (size: number) => string;
type Tell = (keyword: string, kept: boolean, says: string, more?: Partial<SchemaCheck>) => void;

/** So many items of a list are looked at: a list of a million says nothing more. */
const MOST_ITEMS = 1000;

const NUMBER_RANGES = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;

const AT_LEAST = { says: 'at least', too: 'few', keeps: (size: number, allowed: number) => size >= allowed };
const AT_MOST = { says: 'at most', too: 'many', keeps: (size: number, allowed: number) => size <= allowed };
const RANGES = {
  minimum: { ...AT_LEAST, too: 'little' },
  maximum: { ...AT_MOST, too: 'much' },
  exclusiveMinimum: {
    says: 'more than',
    too: 'little',
    keeps: (size: number, allowed: number) => size > allowed,
  },
  exclusiveMaximum: {
    says: 'less than',
    too: 'much',
    keeps: (size: number, allowed: number) => size < allowed,
  },
  minLength: AT_LEAST,
  maxLength: AT_MOST,
  minItems: AT_LEAST,
  maxItems: AT_MOST,
  minProperties: AT_LEAST,
  maxProperties: AT_MOST,
} as const;
type Range = keyof typeof RANGES;

function visitFile(file: Upload, { maxBytes, fileKinds }: Schema, tell: Tell): void {
  if (maxBytes !== undefined) {
    const gap = file.size - maxBytes;
    const kept = gap <= 0;
    tell(
      'maxBytes',
      kept,
      `the file has ${file.size} bytes; at most ${maxBytes} is allowed${kept ? '' : `: ${gap} too many`}`,
      {
        left: file.size,
        right: maxBytes,
        gap: Math.abs(gap),
      },
    );
  }
  const kind = file.bytes && fileKind(file.bytes);
  if (fileKinds && kind !== undefined)
    tell(
      'fileKinds',
      fileKinds.includes(kind),
      `the file is ${kind} by its first bytes; ${listed(fileKinds)} are taken`,
      { left: kind },
    );
}

/** What is absent holds nothing that could be too long or too many; whether it may be absent is another question. */
function holdersIn(schema: Schema): readonly Schema[] {
  const { additionalProperties, propertyNames, items, maxProperties, maxItems } = schema;
  const inner = [additionalProperties, propertyNames, items].filter((one) => one !== undefined);
  return maxProperties === undefined && maxItems === undefined
    ? inner
    : [...inner, { cause: schema.cause ?? {} }];
}

/** Absent, or null where null is no value that the schema takes: servers treat the two alike. */
function isMissing(value: Record<string, unknown>, key: string, schema: Schema): boolean {
  if (!Object.hasOwn(value, key) || value[key] === undefined) return true;
  return value[key] === null && !typesOf(schema.type ?? []).includes('null');
}

function typesOf(type: JsonType | readonly JsonType[]): readonly JsonType[] {
  return typeof type === 'string' ? [type] : type;
}

function isOfType(value: unknown, type: JsonType): boolean {
  const actual = typeOf(value);
  return actual === type || (type === 'number' && actual === 'integer');
}

/** A number or boolean that a query or form writes as text; other texts stay what they are. */
function fromText(text: string, type: Schema['type']): unknown {
  const types = typesOf(type ?? []);
  if (types.includes('string') || types.length === 0) return text;
  if (types.includes('boolean') && /^(?:true|false)$/.test(text)) return text === 'true';
  return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

function isDecimal(value: unknown): boolean {
  return typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value);
}

function withArticle(type: string): string {
  if (type === 'null' || type === 'absent') return type;
  return `${/^[aeio]/.test(type) ? 'an' : 'a'} ${type}`;
}

function listed(values: readonly unknown[]): string {
  const shown = values.slice(0, 10).map((value) => String(value));
  return values.length > 10 ? `${shown.join(', ')} and ${values.length - 10} more` : shown.join(', ');
}

/** Without the dust of binary fractions: 0.1 + 0.2. */
function tidy(number: number): number {
  return Number(number.toPrecision(12));
}
