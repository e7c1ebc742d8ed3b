import type { Exchange } from '../../exchange/exchange.js';
import { checkJson, parseLeniently } from '../../exchange/json-syntax.js';
import type { Span } from '../../exchange/place.js';
import type { Input } from '../input.js';
import { base64Bytes } from '../json/base64.js';
import type { Member } from '../json/json-bytes.js';
import { isObject } from '../json/json-headers.js';
import { type HarEntry, type HarFile, readHarEntry } from './har-entry.js';
import { joinHops } from './har-hops.js';

export interface ParsedEntry {
  readonly entry: HarEntry;
  readonly span: Span;
}

export interface ParsedEntries {
  readonly entries: readonly ParsedEntry[];
  /** How many of them are whole. */
  readonly whole: number;
  /** Those that are no valid JSON. */
  readonly broken: readonly { readonly number: number; readonly span: Span }[];
}

/**
 * Parses each entry by itself: quicker than the whole file, and a broken one stops nothing. Of one that is not whole,
 * what stands before its end is read where there is no other before it.
 */
export function parseEntries(
  input: Input,
  members: Iterable<Pick<Member, 'start' | 'end' | 'whole'>>,
): ParsedEntries {
  const entries: ParsedEntry[] = [];
  const broken: { number: number; span: Span }[] = [];
  let number = 0;
  let hasPart = false;
  for (const { start, end, whole } of members) {
    number++;
    const span = { start, end };
    if (!whole && number > 1) continue;
    const entry = whole
      ? parsed(input, span)
      : parseLeniently(input.bytes, checkJson(input.bytes, start, end), start);
    if (isObject(entry)) {
      entries.push({ entry, span });
      hasPart ||= !whole;
    } else if (whole) broken.push({ number, span });
  }
  return { entries, whole: entries.length - (hasPart ? 1 : 0), broken };
}

/** The value of JSON text; undefined where it is none. */
export function parsed(input: Input, span: Span): unknown {
  try {
    return JSON.parse(input.text(span));
  } catch {
    return undefined;
  }
}

export interface ReadEntries {
  readonly exchanges: readonly Exchange[];
  /** Those of the browser alone (`data:`, `blob:`, …), which are left out. */
  readonly notHttp: readonly ParsedEntry[];
  /** Those whose body is said to be base64 and is none: it is read as it stands. */
  readonly mislabelled: readonly ParsedEntry[];
}

/** Reads entries that stand one behind the other in a file; redirects and challenges are part of what they led to. */
export function readEntries(entries: readonly ParsedEntry[], file: HarFile): ReadEntries {
  const onNetwork = entries.filter(({ entry }) => isHttp(entry));
  return {
    exchanges: joinHops(onNetwork.map(({ entry, span }) => readHarEntry(entry, span, file))),
    notHttp: entries.filter(({ entry }) => !isHttp(entry)),
    mislabelled: onNetwork.filter(({ entry }) => isMislabelled(entry)),
  };
}

function isMislabelled({ response }: HarEntry): boolean {
  const { encoding, text } = response?.content ?? {};
  return encoding === 'base64' && typeof text === 'string' && base64Bytes(text) === undefined;
}

function isHttp({ request }: HarEntry): boolean {
  return !/^(?:data|blob|file|about|[a-z-]+-extension):/i.test(request?.url ?? '');
}
