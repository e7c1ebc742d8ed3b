import type { Input } from '../input/input.js';
import { JsonBytes, type Member } from '../input/json/json-bytes.js';
import { jsonInLine } from '../input/log/line-json.js';
import { jsonOf } from '../input/locate.js';

/**
 * A field of the JSON object on a line, as it is written: a number keeps all its digits.
 *
 * @param name of a member, or of one inside others with dots between; a member of just this name comes first
 * @returns JSON text; undefined where there is no such field
 */
export function lineField(line: Input, name: string): string | undefined {
  const document = documentOn(line);
  if (!document) return undefined;
  const { json, start } = document;
  const found = member(json, start, [name]) ?? member(json, start, name.split('.'));
  if (!found?.whole) return undefined;
  const text = Buffer.from(json.bytes.subarray(found.start, found.end)).toString();
  return isJson(text) ? text : undefined;
}

interface Document {
  readonly json: JsonBytes;
  readonly start: number;
}

/** The object that the line is, or one behind a prefix or inside a string, as loggers and runtimes write it. */
function documentOn(line: Input): Document | undefined {
  const json = jsonOf(line);
  const start = json.skipSpace(0, line.bytes.length);
  if (line.bytes[start] === 0x7b) return { json, start };
  const found = jsonInLine(line.latin1);
  if (!found) return undefined;
  if (!found.quoted) return { json, start: found.from };
  return { json: new JsonBytes(Buffer.from(JSON.stringify(found.value))), start: 0 };
}

function member(json: JsonBytes, start: number, path: readonly string[]): Member | undefined {
  let found: Member = { start, end: json.bytes.length, whole: false };
  for (const key of path) {
    const next = json.container(found.start, found.end)?.members.get(key);
    if (!next) return undefined;
    found = next;
  }
  return found;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
