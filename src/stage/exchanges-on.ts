import type { Exchange } from '../exchange/exchange.js';
import { UnreadableInput } from '../input/format.js';
import { formats } from '../input/formats.generated.js';
import { RECORDER } from '../input/formats/ndjson.js';
import jsonBody from '../input/formats/json-body.js';
import type { Input } from '../input/input.js';
import { linesOf } from '../input/log/log-lines.js';
import { readObjectLine } from '../input/log/read-object-line.js';
import { readInput } from '../input/read-input.js';

/**
 * The exchanges of a line, read as a capture of its own. JSON that no other format knows is rather the record of a logger
 * or a broker than an API's answer: it may hold an exchange further in, or none.
 */
export function exchangesOn(line: Input): readonly Exchange[] {
  try {
    const { exchanges, format } = readInput(line, formats);
    const [span] = format === jsonBody.name ? linesOf(line) : [];
    return (span && readObjectLine(line, span, RECORDER)?.exchanges) ?? exchanges;
  } catch (error) {
    if (error instanceof UnreadableInput) return [];
    throw error;
  }
}
