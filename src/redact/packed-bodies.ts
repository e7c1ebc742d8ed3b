import { isUtf8 } from 'node:buffer';
import { type Body, decode } from '../exchange/body.js';
import type { Exchange } from '../exchange/exchange.js';
import { Unredactable } from './unredactable.js';

/** Bytes of a capture and what takes their place. */
export interface Replacement {
  readonly bytes: Uint8Array;
  readonly by: Uint8Array;
}

/**
 * Compressed bodies that hold secrets, with their redacted content, not compressed: readers trust the bytes over
 * `Content-Encoding`.
 *
 * @param bytes the whole capture, in which the bodies must stand as they are or in Base64
 * @throws Unredactable where they stand in another form, or where nobody can look inside
 */
export function replacePacked(
  exchanges: readonly Exchange[],
  bytes: Uint8Array,
  redact: (text: string) => string,
): Replacement[] {
  const capture = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return exchanges.flatMap((exchange) => [
    ...replacePacked(exchange.hops, bytes, redact),
    ...[exchange.request, exchange.response].flatMap((message) => {
      const content = message && contentOf(message.body, message.headers.get('content-encoding')?.value);
      if (!content) return [];
      const text = Buffer.from(content.plain).toString('latin1');
      const redacted = redact(text);
      return redacted === text ? [] : [replacement(capture, content.packed, Buffer.from(redacted, 'latin1'))];
    }),
  ]);
}

/** Under the others a body that is not undone was undone by the recorder. */
const UNKNOWN_CODING = /^\s*(?!(?:x-)?gzip|deflate|br\b|identity|\s|$)/i;

/**
 * What a body is, and what it unpacks to; undefined where it is not compressed.
 *
 * @throws Unredactable where nobody can look inside
 */
export function contentOf(
  body: Body,
  contentEncoding: string | undefined,
): { packed: Uint8Array; plain: Uint8Array } | undefined {
  const packed = body.is === 'bytes' ? body.wire : body.is === 'cut' ? body.bytes : undefined;
  if (!packed || packed.length === 0) return undefined;
  const { bytes, undone, problem } = decode(packed, contentEncoding);
  if (undone.length > 0 && problem === undefined) return { packed, plain: bytes };
  if (problem !== undefined || (UNKNOWN_CODING.test(contentEncoding ?? '') && !isUtf8(packed))) {
    throw new Unredactable(
      `A body in this capture cannot be looked into (${problem ?? `its coding is ${contentEncoding}`}), so it may hold secrets. Capture the call again with curl --compressed.`,
    );
  }
  return undefined;
}

function replacement(capture: Buffer, packed: Uint8Array, plain: Buffer): Replacement {
  if (capture.includes(Buffer.from(packed))) return { bytes: packed, by: plain };
  const base64 = Buffer.from(Buffer.from(packed).toString('base64'));
  if (capture.includes(base64)) return { bytes: base64, by: Buffer.from(plain.toString('base64')) };
  throw new Unredactable(
    'A compressed body in this capture holds a secret, and its bytes do not stand in one piece. Capture the call again with curl --compressed.',
  );
}
