import type { Exchange, Recorder } from '../../exchange/exchange.js';
import { at, inside, type Span } from '../../exchange/place.js';
import type { Input } from '../input.js';
import { isObject, type JsonDocument } from '../json/json-headers.js';
import { proseOf } from '../text/prose.js';
import { readStatement } from '../text/statement.js';
import { jsonInLine, type LineJson } from './line-json.js';
import type { ReadLine } from './log-lines.js';
import { isLogRecord, isTelling, readLoneBody, readRecord } from './log-record.js';

/**
 * The exchanges that one line of a log tells of: in JSON behind any prefix, or in words. Of a line that ends before
 * its JSON does, only an exchange whose outcome still stands in it: the rest would pass for a call that went well.
 *
 * @param parts the line, or the pieces that a container runtime made of it.
 */
export function readLine(input: Input, parts: readonly Span[], recorder: Recorder): ReadLine {
  const text = parts.map(({ start, end }) => input.latin1.slice(start, end)).join('');
  const json = jsonInLine(text);
  const found = json ? readRecord(json.value, documentOf(parts, json), recorder) : [];
  const exchanges = json?.cut ? found.filter(isTelling) : found;
  if (exchanges.length > 0) return { exchanges, is: json?.cut ? 'cut' : 'whole' };
  const other = toldOn(input, parts, recorder) ?? bodyOn(parts, json, recorder);
  if (other) return { exchanges: [other], is: 'whole' };
  return { exchanges: [], is: json?.cut || (!json && text.startsWith('{')) ? 'broken' : 'other' };
}

function toldOn(input: Input, parts: readonly Span[], recorder: Recorder): Exchange | undefined {
  const [line] = parts;
  if (!line || parts.length > 1) return undefined;
  const told = readStatement(proseOf(input, line), recorder);
  return told && isTelling(told) ? told : undefined;
}

/** An API's error envelope that was logged as it is. */
function bodyOn(
  parts: readonly Span[],
  json: LineJson | undefined,
  recorder: Recorder,
): Exchange | undefined {
  if (!json || !isObject(json.value) || !looksFailed(json.value)) return undefined;
  return readLoneBody(json.value, documentOf(parts, json), recorder);
}

function documentOf(parts: readonly Span[], { from, to, quoted }: LineJson): JsonDocument {
  const [first] = parts as [Span];
  if (parts.length === 1) {
    const place = at(first.start + from, first.start + to);
    return quoted ? inside(place, { path: [] }) : place;
  }
  const place = inside({ spans: parts }, { from, to });
  return quoted ? inside(place, { path: [] }) : place;
}

function looksFailed(value: Record<string, unknown>): boolean {
  if (isLogRecord(value)) return false;
  return (
    value.ok === false ||
    value.success === false ||
    ['error', 'errors', 'code', 'errorCode', 'error_code'].some((name) => value[name] != null)
  );
}
