import { BODY_NOT_CAPTURED, type Body, NO_BODY } from '../../exchange/body.js';
import { unchunk } from './chunked.js';
import { declaredLength, isChunked, type ResponseHead, STATUS_LINE } from './http-head.js';
import type { Stretch } from './stretch.js';
import { isOpenTunnel, type Turn } from './turns.js';

/** How many bytes of body an answer announces: 0 where there can be none, undefined where only its end tells. */
export function expectedLength(turn: Turn): number | undefined {
  const { request, response } = turn;
  if (!response) return 0;
  const { status, headers } = response;
  if (request?.method === 'HEAD' || isOpenTunnel(turn) || status < 200 || status === 204 || status === 304)
    return 0;
  if (isChunked(headers)) return undefined;
  return declaredLength(headers);
}

/** Whether the shown body may be another one than Content-Length measured: `--compressed` prints it decoded. */
export function mayBeDecoded(head: ResponseHead): boolean {
  return head.headers.get('content-encoding') !== undefined;
}

/** The body of an answer from the text that curl printed for it, heads (`-i`) and framing (`--raw`) taken off. */
export function answerBody(turn: Turn, printed: Stretch): Body {
  const head = turn.response;
  if (!head) return BODY_NOT_CAPTURED;
  const expected = expectedLength(turn);
  const text = withoutHeads(printed);
  if (expected === 0) return NO_BODY;
  if (text.text.trim() === '') return blankBody(turn, text);
  if (isChunked(head.headers))
    return bytes(unchunk(text, false) ?? withoutTrailers(text, head), head.wireLineBreaks);
  if (expected === undefined) return head.wireLineBreaks ? bytes(text, true) : bytes(pasted(text), false);
  if (text.length === expected) return bytes(text, true);
  if (mayBeDecoded(head)) return bytes(text, false);
  if (text.length > expected) return bytes(text.slice(0, expected), isBoundary(text.text, expected));
  // Shorter than declared is real when curl says that the connection ended; else the capture lost something.
  return bytes(text, turn.failure !== undefined && head.wireLineBreaks);
}

/** Text with the raw heads that `-i` prints before the body taken off. */
export function withoutHeads(text: Stretch): Stretch {
  const start = headsEnd(text.text, 0);
  return start === 0 ? text : text.slice(start);
}

/** Offset behind the raw heads that begin at an offset; the offset itself when none does. */
export function headsEnd(text: string, from: number): number {
  let position = from;
  while (text.startsWith('HTTP/', position)) {
    const lineEnd = text.indexOf('\n', position);
    if (lineEnd < 0 || !STATUS_LINE.test(text.slice(position, Math.min(lineEnd, position + 300)).trimEnd()))
      break;
    const end = blankLineEnd(text, lineEnd + 1);
    if (end === undefined) break;
    position = end;
  }
  return position;
}

/** Whether a body that ends at this offset of a text is followed by a line break, as a copied one may be. */
export function isBoundary(text: string, offset: number): boolean {
  return offset >= text.length || text[offset] === '\n' || text.startsWith('\r\n', offset);
}

/** Offset behind the next line that is empty but for a carriage return. */
function blankLineEnd(text: string, from: number): number | undefined {
  for (let position = from; position < text.length; ) {
    const lineEnd = text.indexOf('\n', position);
    if (lineEnd < 0) return undefined;
    if (lineEnd === position || (lineEnd === position + 1 && text[position] === '\r')) return lineEnd + 1;
    position = lineEnd + 1;
  }
  return undefined;
}

function blankBody(turn: Turn, text: Stretch): Body {
  const expected = expectedLength(turn);
  return expected !== undefined && text.length >= expected
    ? bytes(text.slice(0, expected), true)
    : BODY_NOT_CAPTURED;
}

function bytes(text: Stretch, exact: boolean): Body {
  return { is: 'bytes', wire: text.bytes, exact, at: text.place };
}

/** curl -i writes the trailers that the head announced right behind the content. */
function withoutTrailers(text: Stretch, head: ResponseHead): Stretch {
  const names = (head.headers.get('trailer')?.value ?? '').toLowerCase().split(/[ ,]+/).filter(Boolean);
  const found = names
    .map((name) => text.text.toLowerCase().lastIndexOf(`${name}: `))
    .filter((offset) => offset >= 0);
  return found.length > 0 && /\n$/.test(text.text) ? text.slice(0, Math.min(...found)) : text;
}

/** A body of unknown length as copied from a terminal: a shell prompt or zsh's `%` may stand behind a JSON value. */
function pasted(text: Stretch): Stretch {
  const end = jsonEnd(text.text);
  if (end !== undefined) return text.slice(0, end);
  return text.slice(0, text.text.replace(/\r?\n$/, '').length);
}

/** Offset behind the JSON object or array that a text begins with; undefined when it begins otherwise or never ends. */
export function jsonEnd(text: string): number | undefined {
  const start = text.search(/\S/);
  if (text[start] !== '{' && text[start] !== '[') return undefined;
  let depth = 0;
  let quoted = false;
  for (let offset = start; offset < text.length; offset++) {
    const character = text[offset];
    if (quoted) {
      if (character === '\\') offset++;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return offset + 1;
  }
  return undefined;
}
