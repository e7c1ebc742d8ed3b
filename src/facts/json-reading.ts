import { type Body, decodedBytes } from '../exchange/body.js';
import type { RequestMessage, ResponseMessage } from '../exchange/exchange.js';
import { isRedacted } from '../exchange/headers.js';
import { memberOf } from '../exchange/json-member.js';
import { checkJson, parseLeniently } from '../exchange/json-syntax.js';
import type { JsonPath } from '../exchange/place.js';

/** What a body is, as far as it was captured. */
export type BodyReading =
  /** Not whole: what stands before a cut or an error; a member that is missing may only be cut off. */
  | {
      readonly is: 'json';
      readonly value: unknown;
      readonly whole: boolean;
      /** The name (`error.code`) of the string within which the text ends: only its beginning is known. */
      readonly cutString?: string;
      readonly syntaxError?: SyntaxErrorAt;
    }
  | {
      readonly is: 'not-json';
      readonly looksLike: BodyKind;
      readonly text: string;
      readonly syntaxError?: SyntaxErrorAt;
    }
  | { readonly is: 'not-captured' };

export type BodyKind = 'json' | 'form' | 'multipart' | 'xml' | 'html' | 'text' | 'binary' | 'empty';

export interface SyntaxErrorAt {
  readonly says: string;
  /** Byte offset in the decoded body; undefined when the parser does not tell. */
  readonly offset?: number;
}

/** Reads the body of a message as its headers describe it. */
export function readBodyOf({ headers, body }: RequestMessage | ResponseMessage): BodyReading {
  return readBody(
    body,
    headers.get('content-type')?.value.toLowerCase() ?? '',
    headers.get('content-encoding')?.value ?? '',
  );
}

/**
 * What the recorder masked as a whole (`[REDACTED]`) is not captured. A body that the recorder cut is not-json without
 * a syntax error: the cut is not the sender's.
 */
export function readBody(body: Body, contentType: string, contentEncoding: string): BodyReading {
  if (body.is === 'not-captured') return { is: 'not-captured' };
  if (body.is === 'none') return { is: 'not-json', looksLike: 'empty', text: '' };
  if (body.is === 'parsed')
    return isMask(body.value) ? { is: 'not-captured' } : { is: 'json', value: body.value, whole: true };
  const bytes = decodedBytes(body, contentEncoding) as Uint8Array;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  if (text.trim() === '') return { is: 'not-json', looksLike: 'empty', text: '' };
  if (isMask(text.trim().replace(/^"(.*)"$/, '$1'))) return { is: 'not-captured' };
  const jsonLike = /^\s*[[{"]/.test(text) || /\bjson\b/.test(contentType);
  if (jsonLike || /^\s*(?:-?\d|true|false|null)/.test(text)) {
    try {
      return { is: 'json', value: JSON.parse(text), whole: true };
    } catch {
      if (/^\s*[[{"]/.test(text)) return readBrokenJson(bytes, text, body);
    }
  }
  const looksLike = kindOf(text, contentType);
  const wrongText = /\bjson\b/.test(contentType) && body.is === 'bytes' && looksLike !== 'binary';
  return {
    is: 'not-json',
    looksLike,
    text,
    ...(wrongText && { syntaxError: { says: 'it is not JSON at all', offset: 0 } }),
  };
}

function isMask(value: unknown): boolean {
  return typeof value === 'string' && value.length <= 80 && isRedacted(value);
}

function kindOf(text: string, contentType: string): BodyKind {
  if (/^\s*<(?:!doctype html|html|head|body|center|h1)\b/i.test(text)) return 'html';
  if (/^\s*<\??[a-z]/i.test(text)) return /html/.test(contentType) ? 'html' : 'xml';
  if (contentType.startsWith('multipart/') || /^--[\w'()+,./:=?-]{5,70}\r?\n/.test(text)) return 'multipart';
  const start = text.slice(0, 512);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells binary from text
  if (/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(start) || start.split('\uFFFD').length > 8) return 'binary';
  if (
    /^[\w.~%[\]*+-]+=[^\s&]*(?:&[\w.~%[\]*+-]+=[^\s&]*)*$/.test(start.trim()) ||
    contentType === 'application/x-www-form-urlencoded'
  )
    return 'form';
  return 'text';
}

/** A body that begins as JSON: what can be read of it, and where it stops, unless it was the recorder who stopped. */
function readBrokenJson(bytes: Uint8Array, text: string, body: Body): BodyReading {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb ? 3 : 0;
  const syntax = checkJson(bytes, start);
  const value = parseLeniently(bytes, syntax, start);
  const says =
    syntax.is === 'cut'
      ? 'the JSON ends too early'
      : `${describeByte(bytes[syntax.end])} does not belong here`;
  const error = body.is === 'cut' ? {} : { syntaxError: { says, offset: syntax.end } };
  if (value === undefined) return { is: 'not-json', looksLike: 'json', text, ...error };
  const cutString = syntax.closing.startsWith('"') ? lastName(value) : undefined;
  return { is: 'json', value, whole: false, ...(cutString && { cutString }), ...error };
}

/** The name of the value that stands last in the text. */
function lastName(root: unknown): string {
  const names: string[] = [];
  for (let value = root; typeof value === 'object' && value !== null; ) {
    const last = Object.entries(value).at(-1);
    if (!last) break;
    names.push(last[0]);
    value = last[1] as unknown;
  }
  return names.join('.');
}

function describeByte(byte: number | undefined): string {
  if (byte === undefined) return 'the end';
  return byte > 0x20 && byte < 0x7f
    ? `"${String.fromCharCode(byte)}"`
    : `byte 0x${byte.toString(16).padStart(2, '0')}`;
}

/** The value at `a.b.0.c`, with its path; `.length` counts where no member is called that. */
export function valueAt(root: unknown, name: string): { value: unknown; path: JsonPath } {
  const keys = keysOf(name);
  const path: (string | number)[] = [];
  let value = root;
  for (const key of keys) {
    const counted = key === 'length' ? lengthOf(value) : undefined;
    if (counted === undefined) path.push(Array.isArray(value) && /^\d+$/.test(key) ? Number(key) : key);
    value = counted ?? memberOf(value, key);
  }
  return { value, path };
}

/** The value alone: an envelope is asked for dozens of names that it does not have. */
export function peek(root: unknown, name: string): unknown {
  const keys = keysOf(name);
  let value = root;
  for (let place = 0; place < keys.length && value !== undefined; place++)
    value = memberOf(value, keys[place] as string);
  return value;
}

const splitNames = new Map<string, readonly string[]>();

function keysOf(name: string): readonly string[] {
  const kept = splitNames.get(name);
  if (kept) return kept;
  const keys = name.split('.');
  if (splitNames.size < 5000) splitNames.set(name, keys);
  return keys;
}

/** Characters of a text, members of a list, keys of an object that has no key `length` itself. */
function lengthOf(value: unknown): number | undefined {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isObject(value) && !Object.hasOwn(value, 'length') ? Object.keys(value).length : undefined;
}

/** A JSON object: neither an array nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON type of a value, with `integer` apart from `number` and `absent` for what is not there. */
export function typeOf(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
