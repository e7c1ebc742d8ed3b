import type { Place } from './place.js';

export interface Header {
  /** As captured; case kept. */
  readonly name: string;
  /** Without edge white space. */
  readonly value: string;
  /** As captured between the colon's one space and the line break: edge spaces, tabs and a stray CR are kept. */
  readonly raw: string;
  /** The recorder masked the value (`[REDACTED]`, `***`, errdoctor's own mask): its content is not captured. */
  readonly redacted: boolean;
  /** Where the raw value stands. */
  readonly at?: Place | undefined;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Header fields in order, with case and duplicates. Look-ups are case-blind.
 * `seen: 'some'` means that the recorder leaves headers out: a missing one is *not captured*, never *absent*.
 */
export class Headers {
  #byName: Map<string, Header> | undefined;

  constructor(
    readonly list: readonly Header[],
    readonly seen: 'all' | 'some',
    /** Names (lower case) that a recorder with `seen: 'all'` is still known to drop. */
    readonly hidden: ReadonlySet<string> = NONE,
  ) {}

  static readonly notCaptured = new Headers([], 'some');

  /** The first field of this name, in any case. */
  get(name: string): Header | undefined {
    this.#byName ??= firstByName(this.list);
    return this.#byName.get(name.toLowerCase());
  }

  /** All fields of this name, in order. */
  all(name: string): Header[] {
    const wanted = name.toLowerCase();
    return this.list.filter((header) => header.name.toLowerCase() === wanted);
  }

  /** Whether a missing field was really not sent. */
  proveAbsence(name: string): boolean {
    return this.seen === 'all' && !this.hidden.has(name.toLowerCase());
  }
}

function firstByName(list: readonly Header[]): Map<string, Header> {
  const fields = new Map<string, Header>();
  for (const field of list) {
    const name = field.name.toLowerCase();
    if (!fields.has(name)) fields.set(name, field);
  }
  return fields;
}

/** Builds a header from its captured text; decides whether a recorder masked it. */
export function header(name: string, raw: string, place?: Place): Header {
  const value = raw.trim();
  return { name, value, raw, redacted: isRedacted(value), at: place };
}

/**
 * Whether a recorder, not the sender, wrote this value. A scheme word may stand before the mask
 * (`Bearer ***`). Our own mask `psk_…(41)` counts, so that a saved report can be analysed again.
 */
export function isRedacted(value: string): boolean {
  if (isMask(value)) return true;
  const scheme = SCHEME.exec(value)?.[0];
  return scheme !== undefined && isMask(value.slice(scheme.length));
}

const SCHEME = /^[A-Za-z][\w-]*\s+/;
const MASKS_BEGIN = '*•xX[(<{_-rRfFsS';

/** Headers are many, and nearly all are told by their first character. */
function isMask(value: string): boolean {
  const mayBe = MASKS_BEGIN.includes(value.charAt(0)) || value.includes('…') || value.includes('****');
  return mayBe && MASKS.test(value);
}

const MASKS =
  /^(?:\*{3,}|•{3,}|x{6,}|X{6,}|[[(<{]{1,2}\s*(?:redacted|filtered|masked|hidden|removed|secret|scrubbed|omitted|sanitized|sanitised)\b[^\])}>]*[\])}>]{1,2}|(?:redacted|filtered|scrubbed)|[*_-]{2,}(?:redacted|filtered|masked|hidden|removed|scrubbed)[*_-]{2,}|[\w+-]{0,24}…(?:\(\d+\))?|.{0,12}\*{4,}.{0,6})$/i;
