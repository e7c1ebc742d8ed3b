import type { Recorder } from '../../exchange/exchange.js';
import type { Span } from '../../exchange/place.js';
import type { Input } from '../input.js';
import { exchangeMembers } from '../json/exchange-members.js';
import { readJsonExchange } from '../json/json-exchange.js';
import { isObject } from '../json/json-headers.js';
import { isLogRecord, readLoneBody, readRecord } from './log-record.js';
import type { ReadLine } from './log-lines.js';

/**
 * The exchanges of a line that is one JSON object: an exchange, a logger's record, or an API's answer alone.
 *
 * @returns undefined when the line is no JSON object
 */
export function readObjectLine(input: Input, line: Span, recorder: Recorder): ReadLine | undefined {
  const value = parsedLine(input, line);
  if (!isObject(value)) return undefined;
  // Nearly every line of a large file is an exchange itself: nothing else is tried on it.
  const parts = exchangeMembers(value);
  if (parts) return { exchanges: [readJsonExchange(parts, line, recorder)], is: 'whole' };
  const found = readRecord(value, line, recorder);
  if (found.length > 0) return { exchanges: found, is: 'whole' };
  if (isLogRecord(value)) return { exchanges: [], is: 'other' };
  return { exchanges: [readLoneBody(value, line, recorder)], is: 'whole' };
}

/** What stands on a line as JSON; undefined where it is none. */
export function parsedLine(input: Input, line: Span): unknown {
  try {
    return JSON.parse(textOf(input, line));
  } catch {
    return undefined;
  }
}

/** Quicker than a TextDecoder, which counts at a million lines. */
function textOf({ bytes }: Input, { start, end }: Span): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
}
