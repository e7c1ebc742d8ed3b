import type { JsonPath } from '../../exchange/place.js';
import { isObject } from '../json/json-headers.js';
import type { Found } from '../json/members.js';

const HOLDERS = ['attributes', 'Attributes', 'SpanAttributes', 'LogAttributes', 'tags'];
const RELEVANT = /^(?:http|url|server|net|network|exception|error)(?:\.|$)/i;
const DEEPEST = 6;
const MOST = 400;

/**
 * The attributes of a span, a log record or an event by their dotted names in lower case: from an object with dotted
 * or nested names, or from a list of `{key, value}` as OTLP and Jaeger write it. Undefined when none is about HTTP.
 */
export function attributesOf(
  record: Readonly<Record<string, unknown>>,
  path: JsonPath,
): ReadonlyMap<string, Found> | undefined {
  const holder = HOLDERS.find((name) => typeof record[name] === 'object' && record[name] !== null);
  const from = holder === undefined ? record : record[holder];
  const fromPath = holder === undefined ? path : [...path, holder];
  const found = new Map<string, Found>();
  if (Array.isArray(from)) addList(found, from, fromPath);
  else addNested(found, from as Record<string, unknown>, fromPath);
  return found.size > 0 ? found : undefined;
}

function addList(into: Map<string, Found>, list: readonly unknown[], path: JsonPath): void {
  for (const [index, item] of list.slice(0, MOST).entries()) {
    if (!isObject(item) || typeof item.key !== 'string' || !RELEVANT.test(item.key)) continue;
    const found = unwrapped(item.value, [...path, index, 'value']);
    if (found) into.set(item.key.toLowerCase(), found);
  }
}

function addNested(into: Map<string, Found>, root: Readonly<Record<string, unknown>>, path: JsonPath): void {
  const waiting: { name: string; value: unknown; path: JsonPath }[] = [];
  for (const name of Object.keys(root)) {
    if (RELEVANT.test(name))
      waiting.push({ name: name.toLowerCase(), value: root[name], path: [...path, name] });
  }
  for (let next = waiting.pop(); next && into.size < MOST; next = waiting.pop()) {
    const found = unwrapped(next.value, next.path);
    if (found) into.set(next.name, found);
    if (!isObject(next.value) || next.path.length - path.length > DEEPEST) continue;
    for (const [key, value] of Object.entries(next.value)) {
      waiting.push({ name: `${next.name}.${key.toLowerCase()}`, value, path: [...next.path, key] });
    }
  }
}

/** The value of an attribute; OTLP wraps each in an object that names its type. */
function unwrapped(value: unknown, path: JsonPath): Found | undefined {
  if (!isObject(value)) return value === null || value === undefined ? undefined : { value, path };
  for (const type of ['stringValue', 'intValue', 'doubleValue']) {
    if (value[type] !== undefined) return { value: value[type], path: [...path, type] };
  }
  const values = isObject(value.arrayValue) ? value.arrayValue.values : undefined;
  if (!Array.isArray(values)) return undefined;
  const first: unknown = values[0];
  return isObject(first)
    ? { value: first.stringValue, path: [...path, 'arrayValue', 'values', 0, 'stringValue'] }
    : undefined;
}
