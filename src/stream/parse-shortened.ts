import { checkJson, parseLeniently } from '../exchange/json-syntax.js';
import type { HarEntry } from '../input/har/har-entry.js';
import { parsed } from '../input/har/parse-entry.js';
import { Input } from '../input/input.js';
import { isObject } from '../input/json/json-headers.js';
import type { EntrySpan } from './piece.js';

/** So much of a long text is looked at. */
const BEGINNING = 1024;
/** Stands for what was left out; as JSON has it. */
const LEFT_OUT = '\0\0';
const WRITTEN = '\\u0000\\u0000';

/** An answer that says 200 and one of these outside of its lists may mean a failure. */
const FAILURE = /error|fail|fault|denied|declin|reject|invalid|problem|exception|false/i;
/** A member behind a long one: `"success":false` behind `"data":[…]`. JSON within a JSON text. */
const LATER =
  /[\]}](?:\s|\\[nrt])*,(?:\s|\\[nrt])*\\"[^"\\]*(?:ok|success|status|result|code|message|error|fail|fault|problem|exception)/i;
const MEDIA = /^(?:image|audio|video|font)\//;

/**
 * An entry that went well, its long body left out but for the beginning: as recorders with a limit keep it. Pages, pictures
 * and long lists are most of a HAR, and tell nothing more.
 *
 * @returns undefined where the whole has to be read
 */
export function parseShortened(input: Input, { start, end, long }: EntrySpan): HarEntry | undefined {
  if (!long) return undefined;
  const kept = endOfBeginning(input.bytes, long.start + 1);
  const short = Buffer.from(
    input.text({ start, end: kept }) + WRITTEN + input.text({ start: long.end - 1, end }),
  );
  const entry = parsed(new Input('', short, 'as it is'), { start: 0, end: short.length });
  if (!isObject(entry)) return undefined;
  const { response } = entry as HarEntry;
  const { content, status = 0 } = response ?? {};
  if (!content?.text?.endsWith(LEFT_OUT) || status < 200 || status > 299) return undefined;
  const beginning = content.text.slice(0, -LEFT_OUT.length);
  const rest = Buffer.from(input.bytes.buffer, input.bytes.byteOffset + kept, long.end - kept);
  if (!tellsNothing(content, beginning, rest)) return undefined;
  const text = beginning.slice(0, beginning.length - (beginning.length % 4));
  const size = Math.max(content.size ?? 0, long.end - long.start);
  return { ...(entry as HarEntry), response: { ...response, content: { ...content, text, size } } };
}

function tellsNothing(
  { mimeType = '', encoding }: { mimeType?: string; encoding?: string },
  beginning: string,
  rest: Buffer,
): boolean {
  if (encoding === 'base64') return MEDIA.test(mimeType);
  if (!/^\s*[[{"]/.test(beginning)) return !mimeType.includes('json');
  if (LATER.test(rest.toString('latin1'))) return false;
  const bytes = Buffer.from(beginning);
  return !FAILURE.test(JSON.stringify(parseLeniently(bytes, checkJson(bytes)), withoutLists) ?? '');
}

function withoutLists(_: string, value: unknown): unknown {
  return Array.isArray(value) ? undefined : value;
}

/** Behind the last character of a beginning; never within an escape or a character of several bytes. */
function endOfBeginning(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < start + BEGINNING) {
    if (bytes[at] !== 0x5c) at++;
    else at += bytes[at + 1] === 0x75 ? 6 : 2;
  }
  while (((bytes[at] ?? 0) & 0xc0) === 0x80) at++;
  return at;
}
