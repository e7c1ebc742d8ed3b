import { typeOf } from '../facts/json-reading.js';
import type { JsonType, Schema } from './limits.js';

export function typesOf(type: Schema['type']): readonly JsonType[] {
  return typeof type === 'string' ? [type] : (type ?? []);
}

export function isOfType(value: unknown, type: JsonType): boolean {
  const actual = typeOf(value);
  return actual === type || (type === 'number' && actual === 'integer');
}

/** A number or boolean that a query or form writes as text; other texts stay what they are. */
export function fromText(text: string, type: Schema['type']): unknown {
  const types = typesOf(type);
  if (types.includes('string') || types.length === 0) return text;
  if (types.includes('boolean') && /^(?:true|false)$/.test(text)) return text === 'true';
  return isDecimal(text) ? Number(text) : text;
}

/** A number as APIs that send decimal strings write it. */
export function isDecimal(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
