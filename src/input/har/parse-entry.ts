import { checkJson, parseLeniently } from '../../exchange/json-syntax.js';
import type { Span } from '../../exchange/place.js';
import type { Input } from '../input.js';
import { base64Bytes } from '../json/base64.js';
import type { Member } from '../json/json-bytes.js';
import { isObject } from '../json/json-headers.js';
import type { HarEntry } from './har-entry.js';

/**
 * Parses one entry by itself: quicker than the whole file, and a broken one stops nothing. Of one that is not whole,
 * what stands before its end.
 *
 * @returns undefined when it is no valid JSON
 */
export function parseEntry(
  input: Input,
  member: Pick<Member, 'start' | 'end' | 'whole'>,
): HarEntry | undefined {
  const { start, end, whole } = member;
  const entry = whole
    ? parsed(input, member)
    : parseLeniently(input.bytes, checkJson(input.bytes, start, end), start);
  return isObject(entry) ? entry : undefined;
}

/** The value of JSON text; undefined where it is none. */
export function parsed(input: Input, span: Span): unknown {
  try {
    return JSON.parse(input.text(span));
  } catch {
    return undefined;
  }
}

/** Whether its body is said to be base64 and is none: it is read as it stands. */
export function isMislabelled({ response }: HarEntry): boolean {
  const { encoding, text } = response?.content ?? {};
  return encoding === 'base64' && typeof text === 'string' && base64Bytes(text) === undefined;
}

/** Not of the browser alone. */
export function isHttp({ request }: HarEntry): boolean {
  return !/^(?:data|blob|file|about|[a-z-]+-extension):/i.test(request?.url ?? '');
}
