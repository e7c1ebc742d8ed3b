/** How far a text is JSON (RFC 8259). */
export interface JsonSyntax {
  /** cut: all of it fits, but it ends too early. */
  readonly is: 'ok' | 'cut' | 'malformed';
  /** Offset after the value; otherwise of the first byte that does not fit. */
  readonly end: number;
  /** Offset after the last part that is complete, and what has to follow it to make the text JSON. */
  readonly keep: number;
  readonly closing: string;
}

type Expects = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end';

const QUOTE = 0x22;
const CLOSERS: Readonly<Record<string, string>> = { '{': '}', '[': ']' };
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERALS = ['true', 'false', 'null'];

/**
 * Checks the JSON value that starts at an offset: strictly, and without recursion, so that any depth is fine.
 * White space before it is skipped, what follows it is not looked at.
 */
export function checkJson(bytes: Uint8Array, start = 0, limit = bytes.length): JsonSyntax {
  const closers: string[] = [];
  let expects: Expects = 'value';
  let offset = start;
  let keep = start;
  const stop = (is: JsonSyntax['is'], end: number, kept = keep, quote = ''): JsonSyntax => {
    return { is, end, keep: kept, closing: quote + closers.reverse().join('') };
  };

  for (;;) {
    while (offset < limit && isSpace(bytes[offset] as number)) offset++;
    if (offset >= limit) return stop('cut', limit);
    const byte = bytes[offset] as number;
    const character = String.fromCharCode(byte);

    if (expects === 'colon' || expects === 'comma-or-end' || character === closers.at(-1)) {
      if (expects === 'colon' && character === ':') expects = 'value';
      else if (expects === 'comma-or-end' && character === ',')
        expects = closers.at(-1) === '}' ? 'key' : 'value';
      else if (expects.endsWith('or-end') && character === closers.at(-1)) {
        closers.pop();
        keep = offset + 1;
        if (closers.length === 0) return stop('ok', offset + 1);
        expects = 'comma-or-end';
      } else return stop('malformed', offset);
      offset++;
      continue;
    }

    const isKey = expects === 'key' || expects === 'key-or-end';
    if (byte === QUOTE) {
      const text = checkString(bytes, offset, limit);
      if (text.is !== 'ok') return isKey ? stop(text.is, text.end) : stop(text.is, text.end, text.keep, '"');
      offset = text.end;
      if (isKey) {
        expects = 'colon';
        continue;
      }
    } else if (isKey) {
      return stop('malformed', offset);
    } else if (CLOSERS[character]) {
      closers.push(CLOSERS[character]);
      expects = character === '{' ? 'key-or-end' : 'value-or-end';
      keep = ++offset;
      continue;
    } else {
      const scalar = checkScalar(bytes, offset, limit);
      if (scalar.is !== 'ok') return stop(scalar.is, scalar.end);
      offset = scalar.end;
      if (offset >= limit && closers.length > 0) return stop('cut', limit);
    }
    keep = offset;
    if (closers.length === 0) return stop('ok', offset);
    expects = 'comma-or-end';
  }
}

/**
 * The value as far as its text goes: members before a cut or an error are kept, a string that is cut keeps its
 * beginning.
 * @returns undefined when not even the first bracket is there.
 */
export function parseLeniently(bytes: Uint8Array, syntax: JsonSyntax, start = 0): unknown {
  const text = new TextDecoder().decode(bytes.subarray(start, syntax.is === 'ok' ? syntax.end : syntax.keep));
  try {
    return JSON.parse(syntax.is === 'ok' ? text : text + syntax.closing);
  } catch {
    return undefined;
  }
}

function checkString(
  bytes: Uint8Array,
  start: number,
  limit: number,
): Pick<JsonSyntax, 'is' | 'end' | 'keep'> {
  for (let offset = start + 1; offset < limit; ) {
    const byte = bytes[offset] as number;
    if (byte === QUOTE) return { is: 'ok', end: offset + 1, keep: offset + 1 };
    if (byte < 0x20) return { is: 'malformed', end: offset, keep: offset };
    if (byte !== 0x5c) {
      offset++;
      continue;
    }
    const letter = bytes[offset + 1];
    const width = letter === 0x75 ? 6 : 2;
    const written = String.fromCharCode(...bytes.subarray(offset, Math.min(offset + width, limit)));
    if (!(width === 6 ? /^\\u[\da-f]{0,4}$/i : /^\\["\\/bfnrt]?$/).test(written)) {
      return { is: 'malformed', end: offset, keep: offset };
    }
    if (written.length < width) return { is: 'cut', end: limit, keep: offset };
    offset += width;
  }
  return { is: 'cut', end: limit, keep: limit };
}

function checkScalar(bytes: Uint8Array, start: number, limit: number): Pick<JsonSyntax, 'is' | 'end'> {
  let end = start;
  while (end < limit && /[\w.+-]/.test(String.fromCharCode(bytes[end] as number))) end++;
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 400)));
  if (LITERALS.includes(text)) return { is: 'ok', end };
  if (end === limit && LITERALS.some((literal) => literal.startsWith(text) && text))
    return { is: 'cut', end: limit };
  NUMBER.lastIndex = 0;
  const length = NUMBER.exec(text)?.[0].length ?? 0;
  if (length === text.length && length > 0) return { is: 'ok', end };
  const begun = /^-?(?:\d+(?:\.\d*)?(?:[eE][+-]?)?)?$/.test(text);
  return begun && end === limit ? { is: 'cut', end: limit } : { is: 'malformed', end: start + length };
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
