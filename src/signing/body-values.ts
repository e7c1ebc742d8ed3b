import { JsonBytes, type Member } from '../input/json/json-bytes.js';
import { parsePairs } from './pairs.js';

/**
 * The text of a JSON value in a body, as a byte string: a string's content, any other token as sent; empty where it is
 * absent or null.
 *
 * @param path keys and indexes with dots between: `items.0.id`
 */
export function jsonText(body: string, path: string): string {
  const found = find(body, path);
  if (!found) return '';
  const { json, member } = found;
  if (!json.isString(member.start)) {
    const token = slice(json, member.start, member.end);
    return token === 'null' ? '' : token;
  }
  const content = json.content(member.start + 1, member.end - 1);
  return content
    ? Buffer.from(content.json.bytes).toString('latin1')
    : slice(json, member.start + 1, member.end - 1);
}

/** The bytes of a JSON value exactly as sent; empty where it is absent. */
export function jsonSlice(body: string, path: string): string {
  const found = find(body, path);
  return found ? slice(found.json, found.member.start, found.member.end) : '';
}

/** A parameter of a query or a form body, decoded; empty where it is absent. */
export function parameter(pairs: string, wanted: string): string {
  return parsePairs(pairs).find(({ name }) => name === wanted)?.value ?? '';
}

function find(body: string, path: string): { json: JsonBytes; member: Member } | undefined {
  const json = new JsonBytes(Buffer.from(body, 'latin1'));
  const limit = json.bytes.length;
  let member: Member | undefined = json.value(json.skipSpace(0, limit), limit);
  for (const key of path.split('.'))
    member = json.container(member.start, limit)?.members.get(key) ?? MISSING;
  return member === MISSING || !member.whole ? undefined : { json, member };
}

const MISSING: Member = { start: Number.MAX_SAFE_INTEGER, end: Number.MAX_SAFE_INTEGER, whole: false };

function slice(json: JsonBytes, start: number, end: number): string {
  return Buffer.from(json.bytes.buffer, json.bytes.byteOffset + start, end - start).toString('latin1');
}
