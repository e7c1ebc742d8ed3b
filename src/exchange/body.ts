import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { JsonPath, Place } from './place.js';
import { inside } from './place.js';

/** A message body as far as the capture holds it. */
export type Body =
  | {
      readonly is: 'bytes';
      readonly wire: Uint8Array;
      readonly exact: boolean;
      readonly at?: Place | undefined;
    }
  /** A logger kept only the object: the bytes that travelled are unknown. */
  | { readonly is: 'parsed'; readonly value: unknown; readonly at?: Place | undefined }
  /** The recorder kept only the beginning. */
  | {
      readonly is: 'cut';
      readonly bytes: Uint8Array;
      readonly of?: number | undefined;
      readonly at?: Place | undefined;
    }
  | { readonly is: 'none' }
  | { readonly is: 'not-captured'; readonly why?: string | undefined };

export const NO_BODY: Body = { is: 'none' };
export const BODY_NOT_CAPTURED: Body = { is: 'not-captured' };

/** More decoded bytes than this are not worth a diagnosis, and may be a decompression bomb. */
const DECODED_LIMIT = 64 * 1024 * 1024;

export interface Decoded {
  readonly bytes: Uint8Array;
  /** Content codings that were really undone, by magic bytes. */
  readonly undone: readonly string[];
  readonly problem?: string;
}

/**
 * The body with its content codings undone. Magic bytes are trusted over `Content-Encoding`, because
 * `curl --compressed`, HAR and most loggers keep decoded bytes under the old header (RFC 9110, section 8.4).
 */
export function decode(wire: Uint8Array, contentEncoding = ''): Decoded {
  const undone: string[] = [];
  let bytes = wire;
  for (let depth = 0; depth < 3; depth++) {
    const coding = codingOf(bytes, contentEncoding, depth);
    if (!coding) break;
    const next = undo(coding, bytes);
    if ('problem' in next) {
      // brotli and raw deflate have no magic bytes: failing to undo them only means that they were not applied.
      if (coding === 'br' || coding === 'deflate') break;
      return { bytes, undone, problem: next.problem };
    }
    undone.push(coding);
    bytes = next.bytes;
  }
  return { bytes, undone };
}

function codingOf(bytes: Uint8Array, declared: string, depth: number): string | undefined {
  if (bytes.length < 3) return undefined;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8) return 'gzip';
  const named = declared.toLowerCase();
  const first = bytes[0] as number;
  const zlib = (first & 0x0f) === 8 && ((first << 8) | (bytes[1] as number)) % 31 === 0;
  if (named.includes('deflate') && zlib) return 'deflate';
  if (depth > 0 || looksLikeText(bytes)) return undefined;
  if (named.includes('br')) return 'br';
  if (named.includes('deflate')) return 'deflate';
  return undefined;
}

function undo(coding: string, bytes: Uint8Array): { bytes: Uint8Array } | { problem: string } {
  const limit = { maxOutputLength: DECODED_LIMIT };
  try {
    if (coding === 'gzip') return { bytes: gunzipSync(bytes, limit) };
    if (coding === 'br') return { bytes: brotliDecompressSync(bytes, limit) };
    try {
      return { bytes: inflateSync(bytes, limit) };
    } catch {
      return { bytes: inflateRawSync(bytes, limit) };
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ERR_BUFFER_TOO_LARGE'
        ? `it unpacks to more than ${DECODED_LIMIT / 2 ** 20} MiB`
        : 'it is damaged or cut';
    return { problem: `the body is ${coding}, but ${why}` };
  }
}

function looksLikeText(bytes: Uint8Array): boolean {
  for (const byte of bytes.subarray(0, 32)) {
    if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) return false;
  }
  return bytes[0] === 0x7b || bytes[0] === 0x5b || bytes[0] === 0x3c || bytes[0] === 0x22;
}

/** The decoded bytes that a body holds; undefined where none were captured. */
export function decodedBytes(body: Body, contentEncoding?: string): Uint8Array | undefined {
  if (body.is === 'bytes') return decode(body.wire, contentEncoding).bytes;
  if (body.is === 'cut') return decode(body.bytes, contentEncoding).bytes;
  return undefined;
}

/** The place of a value inside a JSON body. */
export function valuePlace(body: Body, path: JsonPath): Place | undefined {
  return 'at' in body ? inside(body.at, { path }) : undefined;
}

/** The place of a key inside a JSON body. */
export function keyPlace(body: Body, path: JsonPath): Place | undefined {
  return 'at' in body ? inside(body.at, { key: path }) : undefined;
}
