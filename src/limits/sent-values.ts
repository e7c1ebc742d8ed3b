import { decodedBytes, keyPlace, valuePlace } from '../exchange/body.js';
import { isRedacted } from '../exchange/headers.js';
import { inside, type JsonPath, type Place } from '../exchange/place.js';
import { targetOf } from '../exchange/request-url.js';
import type { FactContext } from '../facts/fact.js';
import { placeOfBody } from '../facts/message-facts.js';

/** A part of the request as values, with the place of each. */
export interface Sent {
  readonly value: unknown;
  /** Numbers and booleans were written as text. */
  readonly asText: boolean;
  /** Made of the very bytes that travelled. */
  readonly exact: boolean;
  /** Parameters that stand there more than once, with different values. */
  readonly repeated?: ReadonlySet<string>;
  /** Of a value that is there, or of what should hold one that is missing. */
  place(path: JsonPath, what: 'value' | 'key' | 'missing'): Place | undefined;
}

/** An uploaded file, as far as it was captured. */
export class Upload {
  constructor(
    readonly size: number,
    readonly bytes?: Uint8Array,
  ) {}
}

/** The request body as values; undefined where it was not captured whole, or is nothing that holds values. */
export function sentBody(context: FactContext): Sent | undefined {
  const reading = context.body('request');
  const request = context.exchange.request;
  if (!request) return undefined;
  const { body, headers } = request;
  const whole = placeOfBody(context, 'request');
  const exact = body.is === 'bytes' && body.exact;
  if (reading.is === 'json') {
    if (!reading.whole) return undefined;
    const place: Sent['place'] = (path, what) =>
      what === 'key'
        ? keyPlace(body, path)
        : what === 'value' && path.length > 0
          ? valuePlace(body, path)
          : path.length > 1
            ? keyPlace(body, path.slice(0, -1))
            : whole && inside(whole, { from: 0, to: 1 });
    return { value: reading.value, asText: false, exact, place };
  }
  const sent = (value: unknown, repeated?: ReadonlySet<string>): Sent => ({
    value,
    asText: true,
    exact,
    ...(repeated && { repeated }),
    place: () => whole,
  });
  const type = headers.get('content-type')?.value ?? '';
  if (reading.is === 'not-captured') {
    const length = Number(headers.get('content-length')?.value ?? Number.NaN);
    // The length of a multipart body is more than that of its file.
    const ofFile = !/^multipart\//i.test(type);
    return FILES.test(type) && length > 0 ? { ...sent(new Upload(length)), exact: ofFile } : undefined;
  }
  if (reading.looksLike === 'empty') return sent({});
  if (reading.looksLike === 'form') {
    const pairs = new URLSearchParams(reading.text);
    // Of names such as items[0][price] each server builds objects in its own way.
    return [...pairs.keys()].some((name) => name.includes('['))
      ? undefined
      : sent(Object.fromEntries(pairs), repeatedIn(pairs));
  }
  const bytes = decodedBytes(body) ?? new Uint8Array();
  if (body.is !== 'bytes') return undefined;
  if (reading.looksLike === 'multipart') return sent(partsOf(Buffer.from(bytes).toString('latin1')));
  return FILES.test(type) || reading.looksLike === 'binary'
    ? sent(new Upload(bytes.length, bytes))
    : undefined;
}

/** The query as an object of its parameters; undefined where the URL was not captured. */
export function sentQuery({ exchange: { request } }: FactContext): Sent | undefined {
  const target = targetOf(request);
  if (target === undefined) return undefined;
  const text = target.includes('?') ? target.slice(target.indexOf('?') + 1) : '';
  const pairs = new URLSearchParams(text);
  return {
    value: Object.fromEntries(pairs),
    asText: true,
    exact: true,
    repeated: repeatedIn(pairs),
    place: ([name]) =>
      name === undefined ? request?.urlAt : inside(request?.urlAt, { parameter: String(name) }),
  };
}

/** One request header; undefined where the capture does not tell it. */
export function sentHeader({ exchange: { request } }: FactContext, name: string): Sent | undefined {
  const header = request?.headers.get(name);
  if (!header && !request?.headers.proveAbsence(name)) return undefined;
  const value = header?.redacted && !isRun(header.value) ? undefined : header?.value;
  if (header && value === undefined) return undefined;
  return { value, asText: true, exact: true, place: () => header?.at };
}

/**
 * Whether a recorder wrote this value, or a piece of it, in place of what was sent: `XXXX-XX-XX`, `j***@shop.example`,
 * `shp_...`, `[Object]`. A long text holds such signs by itself.
 */
export function isMasked(value: unknown): boolean {
  if (typeof value !== 'string' || isRun(value)) return false;
  return isRedacted(value) || (value.length <= 64 && OVERWRITTEN.test(value));
}

/** So many of one letter are no mask, but somebody's test of a length. */
function isRun(text: string): boolean {
  return /^(x{21,}|X{21,})$/.test(text);
}

const OVERWRITTEN =
  /\*{2}|[•█#]{3}|xxx|\.\.\.|…|^\[[a-z][\w .]*\]$|^<[\w .-]+>$|^\(?(?:hidden|masked|redacted|removed|omitted|truncated)\)?$/i;

const FILES = /^(?:multipart\/|image\/|video\/|audio\/|application\/(?:pdf|octet-stream|zip))/i;

function repeatedIn(pairs: URLSearchParams): ReadonlySet<string> {
  return new Set([...pairs.keys()].filter((name) => new Set(pairs.getAll(name)).size > 1));
}

/** RFC 7578: each part has a name, and a file name where it is a file. */
function partsOf(text: string): Record<string, unknown> {
  const boundary = /^--[^\r\n]+/.exec(text)?.[0];
  if (!boundary) return {};
  const parts = text.split(boundary).slice(1, -1);
  return Object.fromEntries(
    parts.flatMap((part) => {
      const [, head = '', content = ''] = /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n?$/.exec(part) ?? [];
      const name = /\bname="?([^";\r\n]*)/i.exec(head)?.[1];
      if (name === undefined) return [];
      const bytes = Buffer.from(content, 'latin1');
      const isFile = /\bfilename\*?=/i.test(head);
      return [[name, isFile ? new Upload(bytes.length, bytes) : bytes.toString('utf8')] as const];
    }),
  );
}
