import { Stretch } from './stretch.js';

/**
 * The content of a chunked message (RFC 9112, section 7.1), trailers left out.
 * Undefined when the text is not framed in chunks to its end, which means that the recorder already removed them.
 * `cut` allows the text to stop in the middle of the framing.
 */
export function unchunk(text: Stretch, cut: boolean): Stretch | undefined {
  const chunks: Stretch[] = [];
  let position = 0;
  while (position < text.length) {
    const lineEnd = text.text.indexOf('\n', position);
    if (lineEnd < 0) return cut && chunks.length > 0 ? Stretch.joined(chunks) : undefined;
    const size = CHUNK_SIZE.exec(text.text.slice(position, Math.min(lineEnd, position + 200)))?.[1];
    if (size === undefined) return undefined;
    const length = Number.parseInt(size, 16);
    if (length === 0) return Stretch.joined(chunks);
    const start = lineEnd + 1;
    chunks.push(text.slice(start, Math.min(start + length, text.length)));
    position = start + length;
    if (position >= text.length) break;
    const lineBreak = text.text.startsWith('\r\n', position) ? 2 : text.text[position] === '\n' ? 1 : 0;
    if (lineBreak === 0) return undefined;
    position += lineBreak;
  }
  return cut && chunks.length > 0 ? Stretch.joined(chunks) : undefined;
}

const CHUNK_SIZE = /^([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?\r?$/;
