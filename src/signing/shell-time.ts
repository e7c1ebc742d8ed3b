import { atomValue } from './atoms.js';
import { parameter } from './body-values.js';
import { Unwritable } from './expression.js';
import { type MaterialData, materialOf } from './material.js';
import type { Part, Scheme, TimeUnit } from './scheme.js';
import { readTimestamp, timeFormOf } from './timestamp.js';

/** A timestamp that is a parameter of the query or the form body. */
export interface TimePlace {
  readonly where: 'query' | 'body';
  readonly name: string;
}

/**
 * Where a timestamp travels that is a parameter; undefined for a header, an item of the signature's value, or none.
 *
 * @throws Unwritable where it travels elsewhere
 */
export function timePlaceOf(
  { time }: Scheme,
  { query = '', body = '' }: MaterialData,
): TimePlace | undefined {
  if (!time) return undefined;
  const { from } = time;
  const parts: readonly Part[] = typeof from === 'object' && 'first' in from ? from.first : [from];
  const places = parts.flatMap((part): TimePlace[] => {
    if (typeof part === 'string' || part.then) return [];
    if ('param' in part) return [{ where: 'query', name: part.param }];
    return 'form' in part ? [{ where: 'body', name: part.form }] : [];
  });
  const isPlain = typeof from === 'object' && !from.then && ('header' in from || 'token' in from);
  if (places.length === 0 && !isPlain) throw new Unwritable('its timestamp cannot be put in anew');
  return (
    places.find(({ where, name }) => parameter(where === 'query' ? query : body, name) !== '') ?? places[0]
  );
}

/** The command substitution for a timestamp of now, in the form in which it was sent if that is documented. */
export function timestampCommand(
  { time }: Scheme,
  place: TimePlace | undefined,
  material: MaterialData,
  tokens: Readonly<Record<string, string>>,
): string {
  const sent = sentTime(time?.from, place, material, tokens);
  const documented: readonly TimeUnit[] = time?.unit ?? [];
  const form = sent ? timeFormOf(sent) : undefined;
  const unit = documented.find((one) => one === form) ?? documented[0];
  switch (unit) {
    case 's':
      return '$(date +%s)';
    case 'ms':
      // Not every date knows %3N, and a window of time is never so narrow.
      return '$(date +%s)000';
    case 'basic':
      return '$(date -u +%Y%m%dT%H%M%SZ)';
    default: {
      const digits = readTimestamp(sent ?? '')?.layout?.fractionDigits ?? 3;
      return `$(date -u +%Y-%m-%dT%H:%M:%S${digits > 0 ? `.${'0'.repeat(digits)}` : ''}Z)`;
    }
  }
}

function sentTime(
  from: Part | undefined,
  place: TimePlace | undefined,
  material: MaterialData,
  tokens: Readonly<Record<string, string>>,
): string | undefined {
  if (place) return parameter((place.where === 'query' ? material.query : material.body) ?? '', place.name);
  return typeof from === 'object' ? atomValue(from, materialOf(material), tokens) : undefined;
}
