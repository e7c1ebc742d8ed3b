import type { JsonPath, Parts, Place, Span } from '../exchange/place.js';
import type { Input } from './input.js';
import { JsonBytes, type Member } from './json/json-bytes.js';

/** A text on the way to a place: a stretch of some bytes, and how it maps back to the input. */
interface Text {
  readonly json: JsonBytes;
  readonly start: number;
  readonly end: number;
  /** The stretch of the input that offsets of `json` stand for. */
  span(from: number, to: number): Span;
}

/**
 * Resolves a place to a stretch of the input. Called only when evidence is printed.
 *
 * A path that is not there gives the deepest part of it that is; a stretch that crosses several spans gives the
 * part in the first. A place that ends in a key goes no deeper, whatever steps follow: so readers point at a
 * field whose content cannot be shown (base64, compressed).
 * @returns undefined when the place has no spans.
 */
export function locate(input: Input, place: Place): Span | undefined {
  let text = joined(input, place.spans);
  if (!text) return undefined;
  let parts: Parts | undefined;
  for (const step of place.steps ?? []) {
    if ('from' in step) {
      text = narrowed(text, step.from, step.to);
      continue;
    }
    if ('parameter' in step) {
      text = parameterIn(text, step.parameter);
      continue;
    }
    if ('parts' in step) {
      parts = step.parts;
      continue;
    }
    if (parts) {
      const name = String(('key' in step ? step.key : step.path)[0]);
      const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
      if (part) text = narrowed(text, ...part);
      break;
    }
    const isKey = 'key' in step;
    const { found, complete } = walk(text, isKey ? step.key : step.path);
    if (isKey && complete && found.keyStart !== undefined)
      return text.span(found.keyStart, found.keyEnd as number);
    const content: Text = contentOf(text, found);
    if (isKey || !complete) return content.span(content.start, content.end);
    text = content;
  }
  return text.span(text.start, text.end);
}

function narrowed(text: Text, from: number, to: number): Text {
  const start = Math.min(text.start + from, text.end);
  return { ...text, start, end: Math.max(start, Math.min(text.start + to, text.end)) };
}

/** The value of a URL's parameter; the name where the value is empty, the whole URL where there is none of that name. */
function parameterIn(text: Text, name: string): Text {
  const url = Buffer.from(text.json.bytes.subarray(text.start, text.end)).toString('latin1');
  for (const match of url.matchAll(/(?<=[?&])([^=&#\s"']+)=?([^&#\s"']*)/g)) {
    const [whole, written = '', value = ''] = match;
    if (!new URLSearchParams(`${written}=`).has(name)) continue;
    const end = match.index + whole.length;
    return value === ''
      ? narrowed(text, match.index, match.index + written.length)
      : narrowed(text, end - value.length, end);
  }
  return text;
}

const KNOWN = new WeakMap<Input, JsonBytes>();

/** The input as JSON text; readers and look-ups share what was learnt about it. */
export function jsonOf(input: Input): JsonBytes {
  let json = KNOWN.get(input);
  if (!json) {
    json = new JsonBytes(input.bytes);
    KNOWN.set(input, json);
  }
  return json;
}

function joined(input: Input, spans: readonly Span[]): Text | undefined {
  const [first] = spans;
  if (!first) return undefined;
  if (spans.length === 1) {
    return {
      json: jsonOf(input),
      start: first.start,
      end: first.end,
      span: (start, end) => ({ start, end }),
    };
  }
  const bytes = Buffer.concat(spans.map(({ start, end }) => input.bytes.subarray(start, end)));
  return {
    json: new JsonBytes(bytes),
    start: 0,
    end: bytes.length,
    span: (from, to) => inSpans(spans, from, to),
  };
}

function inSpans(spans: readonly Span[], from: number, to: number): Span {
  let before = 0;
  for (const { start, end } of spans) {
    const length = end - start;
    if (from < before + length) {
      return { start: start + from - before, end: Math.min(start + to - before, end) };
    }
    before += length;
  }
  const end = spans.at(-1)?.end ?? 0;
  return { start: end, end };
}

function walk(text: Text, path: JsonPath): { found: Member; complete: boolean } {
  const { json, end } = text;
  const start = json.skipSpace(text.start, end);
  const all = { start: text.start, end, whole: false };
  if (path.length > 0 && !json.isContainer(start)) return { found: all, complete: false };
  let found: Member | undefined;
  for (const key of path) {
    const next = json.container(found?.start ?? start, found?.end ?? end)?.members.get(String(key));
    if (!next) return { found: found ?? json.value(start, end), complete: false };
    found = next;
  }
  // The end of the whole is looked for only where it is asked for.
  return { found: found ?? (start < end ? json.value(start, end) : all), complete: true };
}

/** What the next step works on: the decoded content of a string, any other value as it is written. */
function contentOf(text: Text, value: Member): Text {
  const { json } = text;
  if (!json.isString(value.start)) return { ...text, start: value.start, end: value.end };
  const start = value.start + 1;
  const end = value.whole ? value.end - 1 : value.end;
  const decoded = json.content(start, end);
  if (!decoded) return { ...text, start, end };
  const { writtenAt } = decoded;
  return {
    json: decoded.json,
    start: 0,
    end: decoded.json.bytes.length,
    span: (from, to) => text.span(writtenAt[from] as number, writtenEnd(writtenAt, from, to)),
  };
}

/** Where the character that holds the last decoded byte ends: one escape may stand for four bytes. */
function writtenEnd(writtenAt: Uint32Array, from: number, to: number): number {
  if (to <= from) return writtenAt[from] as number;
  const last = writtenAt[to - 1] as number;
  let next = to;
  while (next < writtenAt.length - 1 && writtenAt[next] === last) next++;
  return writtenAt[next] as number;
}
