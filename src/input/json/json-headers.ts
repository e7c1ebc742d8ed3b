import { type Header, Headers, header } from '../../exchange/headers.js';
import { inside, type JsonPath, type Place, type Span } from '../../exchange/place.js';

/** Where a JSON text stands: a stretch of the input, or a place when it is a string inside other JSON or in pieces. */
export type JsonDocument = Span | Place;

/** The place of a whole JSON text. */
export function documentAt(document: JsonDocument): Place {
  return 'spans' in document ? document : { spans: [document] };
}

/** A string inside a JSON text; evidence may lead on into it. */
export function stringAt(document: JsonDocument, path: JsonPath): Place {
  const { spans, steps = [] } = documentAt(document);
  return { spans, steps: [...steps, { path }] };
}

/** A parsed value inside a JSON text. */
export function valueAt(document: JsonDocument, path: JsonPath): Place {
  return { ...stringAt(document, path), parsed: true };
}

/** Header fields as JSON holds them, HTTP/2 pseudo-header fields (RFC 9113, section 8.3) apart. */
export interface JsonHeaders {
  readonly list: readonly Header[];
  readonly pseudo: ReadonlyMap<string, string>;
}

export const NO_HEADERS: JsonHeaders = { list: [], pseudo: new Map() };

/**
 * Reads header fields from any of the forms that programs write: an object of texts or of lists, a list of pairs,
 * a list of `{name, value}`, or the raw text.
 */
export function readHeaders(value: unknown, document: JsonDocument, path: JsonPath): JsonHeaders {
  const list: Header[] = [];
  const pseudo = new Map<string, string>();
  const into: Fields = { list, pseudo, document };
  if (typeof value === 'string') addRawText(list, value, stringAt(document, path));
  else if (Array.isArray(value)) {
    for (const [index, field] of value.entries()) {
      if (Array.isArray(field)) addField(into, field[0], field[1], [...path, index, 1]);
      else if (typeof field === 'string') addRawText(list, field, stringAt(document, [...path, index]));
      else if (isObject(field))
        addField(into, field.name ?? field.key, field.value, [...path, index, 'value']);
    }
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) addField(into, name, value[name], [...path, name]);
  }
  return { list, pseudo };
}

/** The names alone, of any of these forms but the raw text. */
export function fieldNames(value: unknown): string[] {
  if (!Array.isArray(value)) return isObject(value) ? Object.keys(value) : [];
  const names = value.map((field: unknown) =>
    Array.isArray(field) ? field[0] : isObject(field) ? field.name : undefined,
  );
  return names.filter((name) => typeof name === 'string');
}

interface Fields {
  readonly list: Header[];
  readonly pseudo: Map<string, string>;
  readonly document: JsonDocument;
}

function addField(into: Fields, name: unknown, raw: unknown, path: JsonPath): void {
  if (typeof name !== 'string' || raw === null || raw === undefined) return;
  if (Array.isArray(raw)) {
    for (const [index, one] of raw.entries()) addField(into, name, one, [...path, index]);
  } else if (name.startsWith(':')) into.pseudo.set(name, String(raw));
  else {
    const text = typeof raw === 'object' ? JSON.stringify(raw) : String(raw);
    addLines(into.list, name, text, stringAt(into.document, path));
  }
}

/**
 * Chromium joins fields of one name with line feeds, which cannot stand in a field value. A line feed at the edge joins
 * nothing: the program that made the call wrote it.
 */
function addLines(list: Header[], name: string, raw: string, place: Place): void {
  if (!raw.trim().includes('\n')) {
    list.push(header(name, raw, place));
    return;
  }
  let from = 0;
  for (const line of raw.split('\n')) {
    const to = from + Buffer.byteLength(line);
    if (line.trim()) list.push(header(name, line, inside(place, { from, to })));
    from = to + 1;
  }
}

function addRawText(list: Header[], text: string, place: Place): void {
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const field = /^([!#$%&'*+.^`|~\w-]+):[ ]?/.exec(line);
    if (field) {
      const raw = line.slice(field[0].length).replace(/\r$/, '');
      const from = lineStart + Buffer.byteLength(field[0]);
      list.push(header(field[1] as string, raw, inside(place, { from, to: from + Buffer.byteLength(raw) })));
    }
    lineStart += Buffer.byteLength(line) + 1;
  }
}

const OF_EVERY_REQUEST = ['accept', 'accept-encoding', 'connection', 'content-length', 'transfer-encoding'];
const OF_EVERY_RESPONSE = ['connection', 'content-length', 'server', 'transfer-encoding'];

/**
 * Whether logged header fields are all that travelled. Loggers keep a few by choice, so only a list that also
 * holds what nobody would choose counts as complete: a request's `Host` beside a field of the client library's own,
 * an answer's `Date` beside one of the server's own.
 */
export function loggedHeaders({ list, pseudo }: JsonHeaders, of: 'request' | 'response'): Headers {
  if (list.length === 0) return Headers.notCaptured;
  const names = new Set(list.map(({ name }) => name.toLowerCase()));
  const first = of === 'request' ? names.has('host') || pseudo.has(':authority') : names.has('date');
  const second = (of === 'request' ? OF_EVERY_REQUEST : OF_EVERY_RESPONSE).some((name) => names.has(name));
  return new Headers(list, first && second ? 'all' : 'some');
}

/** A JSON object: neither an array nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
