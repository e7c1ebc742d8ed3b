/** A JSON value with its tokens as they are written. */
export type JsonNode = JsonScalar | JsonArray | JsonObject;

export interface JsonScalar {
  readonly is: 'string' | 'number' | 'literal';
  readonly token: string;
  /** Every printer writes it alike. */
  readonly plain: boolean;
}

export interface JsonArray {
  readonly is: 'array';
  readonly items: readonly JsonNode[];
}

/** Members in the order of the text; a name may come twice. */
export interface JsonObject {
  readonly is: 'object';
  readonly names: readonly JsonScalar[];
  readonly items: readonly JsonNode[];
}

export interface JsonText {
  readonly source: string;
  readonly root: JsonNode;
  /** How many containers lie in each other at most. */
  readonly depth: number;
  /** The tokens that are not plain, names included. */
  readonly special: Readonly<Record<JsonScalar['is'], readonly JsonScalar[]>>;
  /** The objects that have members. */
  readonly objects: readonly JsonObject[];
  readonly hasEmptyObject: boolean;
}

interface Open {
  readonly node: JsonArray | JsonObject;
  readonly items: JsonNode[];
  readonly names: JsonScalar[] | undefined;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const LITERAL = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const PLAIN_NUMBER = /^(?:0|-?[1-9]\d{0,14})$/;
/** By character code: written alike within quotes by every printer. */
const PLAIN = Uint8Array.from({ length: 0x7f }, (_, code) =>
  code >= 0x20 && !'"\\/&<>\'+=`'.includes(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * Reads a JSON text (RFC 8259) without losing anything: `1.0`, long integers, escapes, the order of members and names
 * that come twice. Linear in its length and without recursion, so that any size and depth is fine.
 *
 * @returns undefined for what is not JSON.
 */
export function readJson(source: string): JsonText | undefined {
  const special = { string: [] as JsonScalar[], number: [] as JsonScalar[], literal: [] as JsonScalar[] };
  const objects: JsonObject[] = [];
  const open: Open[] = [];
  let hasEmptyObject = false;
  let depth = 0;
  let at = 0;

  const scalar = (): JsonScalar | undefined => {
    const found = source.charCodeAt(at) === QUOTE ? readString(source, at) : readWord(source, at);
    if (!found) return undefined;
    at += found.token.length;
    if (!found.plain) special[found.is].push(found);
    return found;
  };
  const name = (names: JsonScalar[]): boolean => {
    at = skipSpace(source, at);
    const read = source.charCodeAt(at) === QUOTE ? scalar() : undefined;
    if (!read) return false;
    names.push(read);
    at = skipSpace(source, at);
    return source[at++] === ':';
  };

  for (;;) {
    at = skipSpace(source, at);
    const bracket = source[at];
    let node: JsonNode | undefined;
    if (bracket === '{' || bracket === '[') {
      const items: JsonNode[] = [];
      const names = bracket === '{' ? [] : undefined;
      node = names ? { is: 'object', names, items } : { is: 'array', items };
      at = skipSpace(source, at + 1);
      depth = Math.max(depth, open.length + 1);
      if (source[at] !== closerOf(node)) {
        open.push({ node, items, names });
        if (names && !name(names)) return undefined;
        continue;
      }
      if (names) hasEmptyObject = true;
      at++;
    } else {
      node = scalar();
      if (!node) return undefined;
    }

    for (let container = open.at(-1); ; container = open.at(-1)) {
      at = skipSpace(source, at);
      if (!container)
        return at === source.length
          ? { source, root: node, depth, special, objects, hasEmptyObject }
          : undefined;
      container.items.push(node);
      if (source.charCodeAt(at) === COMMA) {
        at++;
        if (container.names && !name(container.names)) return undefined;
        break;
      }
      if (source[at] !== closerOf(container.node)) return undefined;
      at++;
      open.pop();
      node = container.node;
      if (node.is === 'object') objects.push(node);
    }
  }
}

/** The JSON text of a byte string, the last one kept; undefined for what is not JSON in UTF-8. */
export function readJsonBytes(bytes: string): JsonText | undefined {
  if (last?.bytes !== bytes) last = { bytes, json: readBytes(bytes) };
  return last.json;
}

let last: { readonly bytes: string; readonly json: JsonText | undefined } | undefined;

function readBytes(bytes: string): JsonText | undefined {
  if (!/^[ \t\n\r]*[[{"\-\dtfn]/.test(bytes)) return undefined;
  const text = Buffer.from(bytes, 'latin1').toString();
  return text.includes('\uFFFD') && Buffer.from(text).toString('latin1') !== bytes
    ? undefined
    : readJson(text);
}

function closerOf(node: JsonArray | JsonObject): string {
  return node.is === 'object' ? '}' : ']';
}

function skipSpace(source: string, start: number): number {
  let at = start;
  for (;;) {
    const code = source.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
    at++;
  }
}

function readString(source: string, start: number): JsonScalar | undefined {
  let plain = true;
  for (let at = start + 1; ; ) {
    const code = source.charCodeAt(at);
    if (PLAIN[code] === 1) at++;
    else if (code === QUOTE) return { is: 'string', token: source.slice(start, at + 1), plain };
    else {
      plain = false;
      if (code < 0x20 || Number.isNaN(code)) return undefined;
      if (code !== BACKSLASH) at++;
      else {
        ESCAPE.lastIndex = at;
        if (!ESCAPE.test(source)) return undefined;
        at = ESCAPE.lastIndex;
      }
    }
  }
}

function readWord(source: string, start: number): JsonScalar | undefined {
  NUMBER.lastIndex = start;
  const number = NUMBER.exec(source)?.[0];
  if (number) return { is: 'number', token: number, plain: PLAIN_NUMBER.test(number) };
  LITERAL.lastIndex = start;
  const literal = LITERAL.exec(source)?.[0];
  return literal ? { is: 'literal', token: literal, plain: true } : undefined;
}
