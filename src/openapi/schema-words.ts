import { show } from '../facts/message-facts.js';
import { isObject, typeOf } from '../facts/json-reading.js';
import type { JsonPath } from '../exchange/place.js';
import { nearest } from '../nearest.js';
import type { SchemaFault } from './schema-check.js';

/** `items[0].amount`; the whole is `""`. */
export function nameOf(path: JsonPath): string {
  return path
    .map((key, index) => (/^\d+$/.test(String(key)) ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`))
    .join('');
}

/** What is wrong with a value, in words. */
export interface FaultWords {
  /** The value at fault, from the one that was checked: the missing or surplus member where there is one. */
  readonly path: JsonPath;
  /** What it is called: `items[0].amount`. */
  readonly name: string;
  /** Without its stop: `amount is a text, not a whole number`. */
  readonly says: string;
  /** Its name is at fault, not its value. */
  readonly byName?: true;
}

/**
 * Says in a user's words what JSON Schema says in keywords.
 *
 * @param whole what the value that was checked is called: `the body`, `the query parameter limit`
 */
export function faultWords(fault: SchemaFault, whole: string): FaultWords {
  const { keyword, params, path, value, schema } = fault;
  const at = (says: string): FaultWords => ({ path, name, says: `${name} ${says}` });
  const name = nameOf(path) || whole;
  const limit = show(params.limit);
  switch (keyword) {
    case 'type':
      return at(
        `is ${typeWords(typeOf(value))}, not ${list([params.type].flat().map(String).map(typeWords))}`,
      );
    case 'required':
    case 'dependentRequired':
    case 'dependencies':
      return missing(fault, String(params.missingProperty));
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return surplus(fault, String(params.additionalProperty ?? params.unevaluatedProperty));
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[]) ?? [];
      const meant = typeof value === 'string' ? nearest(value, allowed.map(String)) : undefined;
      if (allowed.length > FEW && meant !== undefined)
        return at(`is ${show(value)}, none of the described values; ${show(meant)} is one`);
      return at(`is ${show(value)}, not ${choices(allowed)}`);
    }
    case 'const':
      return at(`is ${show(value)}, not ${show(params.allowedValue)}`);
    case 'minimum':
    case 'formatMinimum':
      return at(`is ${show(value)}, less than ${limit}`);
    case 'maximum':
    case 'formatMaximum':
      return at(`is ${show(value)}, more than ${limit}`);
    case 'exclusiveMinimum':
      return at(`is ${show(value)}, not more than ${limit}`);
    case 'exclusiveMaximum':
      return at(`is ${show(value)}, not less than ${limit}`);
    case 'multipleOf':
      return at(`is ${show(value)}, no multiple of ${show(params.multipleOf)}`);
    case 'minLength':
      return at(`has ${count([...String(value)].length, 'character')}, fewer than ${limit}`);
    case 'maxLength':
      return at(`has ${count([...String(value)].length, 'character')}, more than ${limit}`);
    case 'minItems':
    case 'maxItems':
      return at(
        `has ${count(lengthOf(value), 'item')}, ${keyword === 'minItems' ? 'fewer' : 'more'} than ${limit}`,
      );
    case 'minProperties':
    case 'maxProperties':
      return at(
        `has ${count(lengthOf(value), 'member')}, ${keyword === 'minProperties' ? 'fewer' : 'more'} than ${limit}`,
      );
    case 'uniqueItems':
      return at(`holds the same item twice, at ${show(params.j)} and ${show(params.i)}`);
    case 'pattern':
      return at(`is ${show(value)}, which does not fit the pattern ${show(params.pattern)}`);
    case 'format':
      return at(`is ${show(value)}, which is not of the format ${show(params.format)}`);
    case 'oneOf':
      return at(
        params.passingSchemas ? 'fits several alternatives of which only one may fit' : NO_ALTERNATIVE,
      );
    case 'anyOf':
      return at(NO_ALTERNATIVE);
    case 'not':
      return at('is what the description forbids here');
    case 'contains':
      return at('lacks an item that the description asks for');
    case 'propertyNames':
      return at(`has a member named ${show(params.propertyName)}, which is not allowed`);
    case 'items':
    case 'additionalItems':
    case 'unevaluatedItems':
      return at(`has more than ${count(Number(params.limit ?? params.len), 'item')}`);
    case 'false schema':
      return at('is not allowed here');
    default:
      return at(`breaks "${keyword}" of its schema${schema.title ? ` ${show(schema.title)}` : ''}`);
  }
}

/** Of more values than these only the nearest is told. */
const FEW = 8;
const NO_ALTERNATIVE = 'fits none of the described alternatives';

function missing({ path, value, schema }: SchemaFault, property: string): FaultWords {
  const sent = isObject(value) ? Object.keys(value) : [];
  const described = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  const meant = nearest(
    property,
    sent.filter((name) => !described.includes(name)),
  );
  const name = nameOf([...path, property]);
  const says = `${name} is missing${meant === undefined ? '' : `; ${show(meant)} was sent`}`;
  return { path: [...path, property], name, says };
}

function surplus({ path, schema }: SchemaFault, property: string): FaultWords {
  const described = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  const name = nameOf([...path, property]);
  const meant = nearest(property, described);
  const says = `${name} is not described${meant === undefined ? '' : `; ${show(meant)} is`}`;
  return { path: [...path, property], name, says, byName: true };
}

const TYPES: Readonly<Record<string, string>> = {
  absent: 'absent',
  null: 'null',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'a text',
  array: 'a list',
  object: 'an object',
};

function typeWords(type: string): string {
  return TYPES[type] ?? type;
}

/** `a, b or c`. */
export function list(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function choices(values: readonly unknown[]): string {
  const shown = values.slice(0, FEW).map(show);
  return values.length > FEW ? `any of ${shown.join(', ')}, …` : list(shown);
}

function lengthOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 0;
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
