import { type Body, NO_BODY } from '../../exchange/body.js';
import { type Headers, isRedacted } from '../../exchange/headers.js';
import type { JsonPath, Place } from '../../exchange/place.js';
import { base64Bytes } from './base64.js';
import { documentAt, isObject, type JsonDocument, stringAt, valueAt } from './json-headers.js';

const CUT_MARK_LENGTH = 80;
/** Says quickly that there is none, as nearly always. */
const CUT_WORDS = /truncated| more |…/i;
/** `…`, `[truncated]`, `...(1024 more bytes)` at the end of a text that a logger shortened. */
const CUT_MARK =
  /(?:…|\.{3})?\s*[[(<{]?\s*(?:truncated\b[^\])>}]*|\d+ more (?:bytes|characters|chars))[\])>}]?\s*$|…$/i;

/**
 * A message body as a logger wrote it into JSON.
 *
 * A text is exact only when its length in UTF-8 is the `Content-Length`; base64 and the byte list of a Node
 * `Buffer` are what travelled; an object shows that only the parsed value was kept.
 * @param encoding of the text, as a member beside it says (`base64`).
 */
export function readBody(
  value: unknown,
  document: JsonDocument,
  path: JsonPath,
  { headers, encoding }: { headers: Headers; encoding?: string | undefined },
): Body {
  if (value === null || value === '') return NO_BODY;
  if (typeof value === 'string') {
    const bytes = encoding?.toLowerCase() === 'base64' ? base64Bytes(value) : undefined;
    if (bytes) return bytesOf(bytes, headers, fieldAt(document, path));
    return textBody(value, headers, stringAt(document, path));
  }
  if (isObject(value)) {
    const base64 = value.base64 ?? value.$binary;
    if (typeof base64 === 'string' && Object.keys(value).length <= 2) {
      return bytesOf(Buffer.from(base64, 'base64'), headers, fieldAt(document, [...path, 'base64']));
    }
    if (value.type === 'Buffer' && Array.isArray(value.data)) {
      return bytesOf(Buffer.from(value.data as number[]), headers, fieldAt(document, [...path, 'data']));
    }
  }
  return { is: 'parsed', value, at: valueAt(document, path) };
}

/** A field whose content cannot be pointed into: a place that ends in a key goes no deeper. */
export function fieldAt(document: JsonDocument, path: JsonPath): Place {
  const { spans, steps = [] } = documentAt(document);
  return { spans, steps: [...steps, { key: path }] };
}

/** Whether the declared length of a body is the length that was captured; undefined when none was declared. */
export function hasDeclaredLength(length: number, headers: Headers): boolean | undefined {
  const declared = headers.get('content-length')?.value;
  return declared === undefined || !/^\d+$/.test(declared) ? undefined : Number(declared) === length;
}

function textBody(text: string, headers: Headers, place: Place): Body {
  if (isRedacted(text)) return { is: 'not-captured', why: 'the recorder masked it' };
  const tail = text.slice(-CUT_MARK_LENGTH);
  const mark = CUT_WORDS.test(tail) ? CUT_MARK.exec(tail)?.[0] : undefined;
  const wire = Buffer.from(mark ? text.slice(0, -mark.length) : text);
  if (mark && wire.length > 0) return { is: 'cut', bytes: wire, at: place };
  const exact = hasDeclaredLength(wire.length, headers) === true && !text.includes('\ufffd');
  return { is: 'bytes', wire, exact, at: place };
}

function bytesOf(wire: Buffer, headers: Headers, place: Place): Body {
  if (wire.length === 0) return NO_BODY;
  return { is: 'bytes', wire, exact: hasDeclaredLength(wire.length, headers) !== false, at: place };
}
