import { brotliDecompressSync, constants, unzipSync } from 'node:zlib';
import type { Leg } from '../wire/leg.js';
import { LOOKED_AT, tellsFailure } from './answer-look.js';

/** Whether a recorded answer is a failure, or may be one. */
export function mayBeFailure({ received }: Leg): boolean {
  for (let rest = received; rest.length > 0; ) {
    const end = rest.indexOf('\r\n\r\n') + 4;
    const head = rest.toString('latin1', 0, end < 4 ? rest.length : end);
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1]);
    if (!(status < 200) || end < 4) return status >= 400 || bodyTells(head, rest.subarray(end));
    rest = rest.subarray(end);
  }
  return false;
}

function bodyTells(head: string, framed: Buffer): boolean {
  const body = /\r\ntransfer-encoding:[^\r]*chunked/i.test(head) ? firstChunks(framed) : framed;
  return tellsFailure(
    decoded(body, /\r\ncontent-encoding:[ \t]*([\w-]+)/i.exec(head)?.[1]).toString('latin1'),
  );
}

/** As much of a body as is looked at, without its framing (RFC 9112, section 7.1). */
function firstChunks(framed: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < Math.min(framed.length, LOOKED_AT); ) {
    const line = framed.indexOf('\r\n', at);
    const size = Number.parseInt(framed.toString('latin1', at, line), 16);
    if (line < 0 || !(size > 0)) break;
    chunks.push(framed.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(chunks);
}

/** As far as it goes: what cannot be decoded says nothing here. */
function decoded(body: Buffer, coding: string | undefined): Buffer {
  const piece = body.subarray(0, LOOKED_AT);
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = constants;
  try {
    if (coding === 'br')
      return brotliDecompressSync(piece, { finishFlush: BROTLI_OPERATION_FLUSH, maxOutputLength: 2 ** 20 });
    return coding === undefined
      ? piece
      : unzipSync(piece, { finishFlush: Z_SYNC_FLUSH, maxOutputLength: 2 ** 20 });
  } catch {
    return piece.subarray(0, 0);
  }
}
