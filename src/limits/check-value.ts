import { isObject, typeOf } from '../facts/json-reading.js';
import { show } from '../facts/message-facts.js';
import { fileKind } from './file-kind.js';
import { formatOf } from './formats.js';
import { isDecimal, isOfType, typesOf } from './json-type.js';
import type { LimitCheck, Schema } from './limits.js';
import type { Upload } from './sent-values.js';

/** One constraint against one value, wherever that stands. */
export type Constraint = Pick<LimitCheck, 'keyword' | 'kept' | 'says' | 'left' | 'right' | 'gap' | 'doubted'>;

/** A value as a schema looks at it. */
export interface Seen {
  /** What it is called: `lineItems.0.amount`. */
  readonly field: string;
  readonly sent: unknown;
  /** The same, with numbers and booleans read from their text. */
  readonly read: unknown;
  readonly asText: boolean;
}

/** Whether a value is of one of the types that are taken; undefined where any is. */
export function checkType({ field, sent, read }: Seen, { type }: Schema): Constraint | undefined {
  if (type === undefined) return undefined;
  const types = typesOf(type);
  const kept = types.some((one) => isOfType(read, one));
  const says = () => {
    const is = withArticle(typeOf(read));
    const belongs = types.map(withArticle).join(' or ');
    return kept ? `${field} is ${is}` : `${field} is ${show(sent)}, ${is}, where ${belongs} belongs`;
  };
  return { keyword: 'type', kept, says };
}

/** All other constraints of a value itself, not of what it holds. */
export function checkValue(seen: Seen, schema: Schema): Constraint[] {
  const { field, sent, read } = seen;
  const checks: Constraint[] = [];
  if (schema.enum) checks.push(checkEnum(seen, schema.enum));
  const count = (keywords: readonly SizeKeyword[], size: () => number, words: Words) =>
    checkCount(checks, field, schema, keywords, size, words);
  if (typeof read === 'number' || (typeof read === 'string' && isDecimal(read))) {
    const subject = () => `${field} is ${show(sent)}`;
    checkSizes(checks, schema, NUMBERS, () => Number(read), subject);
  }
  if (typeof read === 'string') {
    count(LENGTHS, () => [...read].length, CHARACTERS);
    checkFormat(checks, seen, read, schema);
  } else if (Array.isArray(read)) count(ITEMS, () => read.length, ['entry', 'entries']);
  else if (isObject(read)) count(MEMBERS, () => Object.keys(read).length, ['member', 'members']);
  return checks;
}

/** The name of a member against `propertyNames`. */
export function checkName(key: string, owner: string, names: Schema): Constraint[] {
  const checks: Constraint[] = [];
  const field = `the key ${show(key)}${owner === '' ? '' : ` of ${owner}`}`;
  checkCount(checks, field, names, ['maxLength'], () => [...key].length, CHARACTERS);
  return checks;
}

/** An uploaded file: its size, and its kind by its first bytes. */
export function checkFile({ size, bytes }: Upload, schema: Schema): Constraint[] {
  const checks: Constraint[] = [];
  checkCount(checks, 'the file', schema, ['maxBytes'], () => size, ['byte', 'bytes']);
  const kind = bytes && fileKind(bytes);
  const { fileKinds } = schema;
  if (!fileKinds || kind === undefined) return checks;
  const says = () =>
    `the file is ${kind} by its first bytes; ${listed(fileKinds)} ${fileKinds.length === 1 ? 'is' : 'are'} allowed`;
  return [...checks, { keyword: 'fileKinds', kept: fileKinds.includes(kind), says, left: kind }];
}

function checkEnum({ field, sent, read, asText }: Seen, allowed: readonly unknown[]): Constraint {
  return {
    keyword: 'enum',
    kept: allowed.some((one) => one === read || (asText && String(one) === read)),
    says: () =>
      `${field} is ${show(sent)}; ${listed(allowed)} ${allowed.length === 1 ? 'is' : 'are'} allowed`,
    doubted:
      typeof read === 'string' &&
      allowed.some((one) => typeof one === 'string' && one.toLowerCase() === read.toLowerCase()),
  };
}

function checkFormat(checks: Constraint[], { field, sent }: Seen, text: string, schema: Schema): void {
  const format = schema.format === undefined ? undefined : formatOf(schema.format);
  if (!format) return;
  const kept = format.test(text);
  const says = () => `${field} is ${show(sent)}${kept ? '' : `, not ${format.name}`}`;
  checks.push({ keyword: 'format', kept, says, doubted: !kept && format.someTake?.(text) === true });
}

type Words = readonly [one: string, many: string];

function checkCount(
  checks: Constraint[],
  field: string,
  schema: Schema,
  keywords: readonly SizeKeyword[],
  size: () => number,
  [one, many]: Words,
): void {
  checkSizes(checks, schema, keywords, size, (count) => `${field} has ${count} ${count === 1 ? one : many}`);
}

/**
 * @param measure the size, asked for only where it is limited
 * @param subject the sentence that tells the size
 */
function checkSizes(
  checks: Constraint[],
  schema: Schema,
  keywords: readonly SizeKeyword[],
  measure: () => number,
  subject: (size: number) => string,
): void {
  for (const keyword of keywords) {
    const allowed = schema[keyword];
    if (allowed === undefined) continue;
    const size = measure();
    const { keeps, says: atMost, verb, too } = SIZES[keyword];
    const kept = keeps(size, allowed);
    const gap = tidy(Math.abs(size - allowed));
    const excess = kept || gap === 0 ? '' : `: ${gap} too ${too}`;
    const says = () => `${subject(size)}; ${atMost} ${allowed} is ${verb}${excess}`;
    checks.push({ keyword, kept, says, left: size, right: allowed, gap });
  }
}

const AT_LEAST = {
  says: 'at least',
  verb: 'needed',
  too: 'few',
  keeps: (size: number, allowed: number) => size >= allowed,
};
const AT_MOST = {
  says: 'at most',
  verb: 'allowed',
  too: 'many',
  keeps: (size: number, allowed: number) => size <= allowed,
};
const MORE = {
  says: 'more than',
  verb: 'needed',
  too: 'little',
  keeps: (size: number, allowed: number) => size > allowed,
};
const LESS = {
  says: 'less than',
  verb: 'allowed',
  too: 'much',
  keeps: (size: number, allowed: number) => size < allowed,
};
const SIZES = {
  minimum: { ...AT_LEAST, too: 'little' },
  maximum: { ...AT_MOST, too: 'much' },
  exclusiveMinimum: MORE,
  exclusiveMaximum: LESS,
  minLength: AT_LEAST,
  maxLength: AT_MOST,
  minItems: AT_LEAST,
  maxItems: AT_MOST,
  minProperties: AT_LEAST,
  maxProperties: AT_MOST,
  maxBytes: AT_MOST,
} as const;
type SizeKeyword = keyof typeof SIZES;

const NUMBERS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
const LENGTHS = ['minLength', 'maxLength'] as const;
const ITEMS = ['minItems', 'maxItems'] as const;
const CHARACTERS: Words = ['character', 'characters'];
const MEMBERS = ['minProperties', 'maxProperties'] as const;

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
  return Number.isInteger(number) && number < 1e12 ? number : Number(number.toPrecision(12));
}
