import type { Exchange } from '../exchange/exchange.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import jsonBody from '../input/formats/json-body.js';
import type { Input } from '../input/input.js';
import { readInput } from '../input/read-input.js';
import { isLogRecord } from '../input/log/log-record.js';

/**
 * The exchanges of a line, read as a capture of its own. What a logger writes of other things is JSON too, but no API's
 * answer: beside other lines nobody would take it for one.
 */
export function exchangesOn(line: Input): readonly Exchange[] {
  try {
    const { exchanges, format } = readInput(line, formats);
    return format === jsonBody.name && isLogRecord(parsed(line)) ? [] : exchanges;
  } catch (error) {
    if (error instanceof UnreadableInput) return [];
    throw error;
  }
}

function parsed(line: Input): unknown {
  try {
    return JSON.parse(line.text());
  } catch {
    return undefined;
  }
}
