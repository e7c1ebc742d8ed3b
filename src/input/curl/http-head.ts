import { type Header, Headers, header } from '../../exchange/headers.js';
import type { Place } from '../../exchange/place.js';
import { Stretch } from './stretch.js';

export type HttpVersion = '1.0' | '1.1' | '2' | '3';

interface Head {
  readonly httpVersion: HttpVersion | undefined;
  readonly headers: Headers;
  readonly at: Place;
  /** The lines end as on the wire, which a copy from a terminal would have lost. */
  readonly wireLineBreaks: boolean;
}

export interface RequestHead extends Head {
  readonly method: string;
  readonly target: string;
  readonly methodAt: Place;
  readonly targetAt: Place;
}

export interface ResponseHead extends Head {
  readonly status: number;
  readonly reason: string | undefined;
  readonly statusAt: Place;
}

/**
 * A request line and its fields (RFC 9112, sections 3 and 5), from lines without line feeds.
 * `complete` says that the end of the head was seen; undefined when the first line is no request line.
 */
export function requestHead(lines: readonly Stretch[], complete: boolean): RequestHead | undefined {
  const first = lines[0];
  if (!first) return undefined;
  const line = first.text.trimEnd();
  const methodEnd = line.indexOf(' ');
  const version = line.lastIndexOf(' HTTP/');
  if (methodEnd < 1 || version < methodEnd) return undefined;
  const targetEnd = Math.max(version, methodEnd + 1);
  return {
    method: line.slice(0, methodEnd),
    target: utf8(line.slice(methodEnd + 1, targetEnd)),
    methodAt: first.slice(0, methodEnd).place,
    targetAt: first.slice(methodEnd + 1, targetEnd).place,
    ...fields(lines, line.slice(version + 6), complete),
  };
}

/** A status line and its fields (RFC 9112, sections 4 and 5); undefined when the first line is no status line. */
export function responseHead(lines: readonly Stretch[], complete: boolean): ResponseHead | undefined {
  const first = lines[0];
  const line = first && STATUS_LINE.exec(first.text.trimEnd());
  if (!first || !line) return undefined;
  const [, version = '', status = '', reason = ''] = line;
  const statusStart = 'HTTP/'.length + version.length + 1;
  return {
    status: Number(status),
    reason: utf8(reason) || undefined,
    statusAt: first.slice(statusStart, statusStart + status.length).place,
    ...fields(lines, version, complete),
  };
}

/** A status line as HTTP/1 writes it and as curl writes it for HTTP/2 and 3. */
export const STATUS_LINE = /^HTTP\/(\d(?:\.\d)?) ([1-9]\d\d)(?: (.*))?$/;

/** The length that the head declares for its body, when it is one number. */
export function declaredLength(headers: Headers): number | undefined {
  const value = headers.get('content-length')?.value ?? '';
  return /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** Whether the body came in chunks (RFC 9112, section 7.1). */
export function isChunked(headers: Headers): boolean {
  return /\bchunked\b/i.test(headers.get('transfer-encoding')?.value ?? '');
}

function fields(lines: readonly Stretch[], version: string, complete: boolean): Head {
  // A program that translates line feeds doubles the carriage return of every line: all of it is line break then.
  const lineBreak = /\r*$/.exec(lines[0]?.text ?? '')?.[0].length ?? 0;
  // HTTPie sorts the fields, and leaves the line break of the wire behind the last one alone.
  const lastBreak =
    lineBreak === 0 && lines.slice(0, -1).every(({ text }) => !text.endsWith('\r')) ? 1 : lineBreak;
  const list: Header[] = [];
  for (const line of lines.slice(1)) {
    const one = field(line, line === lines.at(-1) ? lastBreak : lineBreak);
    if (one) list.push(one);
  }
  return {
    httpVersion: VERSIONS[version],
    // No field at all is how people abbreviate: every real message has some.
    headers: new Headers(list, complete && list.length > 0 ? 'all' : 'some'),
    at: Stretch.joined(lines).place,
    wireLineBreaks: lineBreak > 0,
  };
}

function field(line: Stretch, lineBreak: number): Header | undefined {
  const colon = line.text.indexOf(':');
  if (colon < 1) return undefined;
  let end = line.length;
  for (let left = lineBreak; left > 0 && line.text[end - 1] === '\r'; left--) end--;
  const start = line.text[colon + 1] === ' ' ? colon + 2 : colon + 1;
  const raw = line.slice(start, Math.max(start, end));
  return header(line.text.slice(0, colon), utf8(raw.text), raw.place);
}

function utf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}

const VERSIONS: Readonly<Record<string, HttpVersion>> = {
  '1.0': '1.0',
  '1.1': '1.1',
  '2': '2',
  '2.0': '2',
  '3': '3',
  '3.0': '3',
};
