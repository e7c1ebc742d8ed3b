import type { HarEntry, HarFile } from '../input/har/har-entry.js';
import { harFile } from '../input/har/har-file.js';
import { parsed } from '../input/har/parse-entry.js';
import { Input } from '../input/input.js';
import { isObject } from '../input/json/json-headers.js';
import type { EntrySpan } from './piece.js';
import { withoutLists } from './without-lists.js';

/** An entry without most of its long text. */
export interface ShortEntry {
  /** The stretches of its text: what tells it from a line and how it is read, then the entry. */
  readonly parts: readonly Uint8Array[];
  /** Whether anything was left out. */
  readonly isShortened: boolean;
}

/** So much is kept of a long text that is no JSON. */
const BEGINNING = 1024;
/** Of a picture its first character tells as much. */
const BEGINNING_OF_BASE64 = 4;
/** Entries that are longer without their long text are looked at by nobody. */
const LONGEST = 64 * 1024;
/** What is laid before an entry ends with a line feed, which no line has. */
const MARK = 'entry';
const LINE_FEED = 0x0a;
/** Whether the exporter dropped header fields. */
const HIDDEN = 'h';
const SEEN = 's';
const FILES = { [HIDDEN]: harFile(undefined, []), [SEEN]: harFile({}, []) };
/** Whether something was left out of it. */
const SHORT = 's';
const WHOLE = 'w';
const MARK_LENGTH = MARK.length + 3;
const MARKS = { [WHOLE]: marksOf(WHOLE), [SHORT]: marksOf(SHORT) };

/** A list that holds something of which one of these is the name may mean a failure. */
const FAILURE =
  /"[^"]*(?:error|fail|fault|denied|declin|reject|invalid|problem|exception|false)[^"]*"\s*:\s*\[null\]/i;
const MEDIA = /^(?:image|audio|video|font)\//;
/** How long a text was that is not there in full, in a form that nothing else has. */
const LEFT_OUT = /[\b]:(\d+):[\b]$/;

/**
 * An entry as it is told from others: of a long text there is how long it is, and the JSON without what its lists hold, or
 * its beginning, as recorders with a limit keep it. Pages, pictures and long lists are most of a HAR, and tell nothing more.
 *
 * @param bytes of the piece in which it stands
 * @returns undefined where the whole has to be read
 */
export function shortEntry(bytes: Uint8Array, span: EntrySpan, { hidden }: HarFile): ShortEntry | undefined {
  const { start, end, long } = span;
  const part = (from: number, to: number) => Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from);
  if (end - start - (long ? long.end - long.start : 0) > LONGEST) return undefined;
  const mark = (is: keyof typeof MARKS) => MARKS[is][hidden.size > 0 ? HIDDEN : SEEN];
  const whole = () => ({ parts: [mark(WHOLE), part(start, end)], isShortened: false });
  if (!long) return whole();
  const [head, tail] = [part(start, long.start + 1), part(long.end - 1, end)];
  const isBase64 = head.includes('"base64"') || tail.includes('"base64"');
  const kept = keptOf(part(long.start + 1, long.end - 1), isBase64);
  if (kept === 'all') return end - start > LONGEST ? undefined : whole();
  if (!kept) return undefined;
  const leftOut = Buffer.from(`\\b:${long.end - long.start}:\\b`);
  return { parts: [mark(SHORT), head, kept, leftOut, tail], isShortened: true };
}

/** How many bytes of text a short entry has. */
export function lengthOf(parts: ShortEntry['parts']): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** Whether a text is that of an entry, and not a line. */
export function isShortEntry(text: Uint8Array): boolean {
  return text[MARK_LENGTH - 1] === LINE_FEED;
}

/** What holds for it as for all entries of its file. */
export function fileOfShort(text: Uint8Array): HarFile {
  return FILES[text[MARK.length + 1] === HIDDEN.charCodeAt(0) ? HIDDEN : SEEN];
}

/**
 * Reads the text of a short entry, or one that is like it.
 *
 * @returns undefined where it tells too little
 */
export function readShortEntry(text: Uint8Array): HarEntry | undefined {
  const entry = parsed(new Input('', text, 'as it is'), { start: MARK_LENGTH, end: text.length });
  if (!isObject(entry)) return undefined;
  if (text[MARK.length] === WHOLE.charCodeAt(0)) return entry;
  const { response } = entry as HarEntry;
  const { content, status = 0 } = response ?? {};
  const [mark, length] = (typeof content?.text === 'string' && LEFT_OUT.exec(content.text)) || [];
  if (!content?.text || mark === undefined || status < 200 || status > 299) return undefined;
  const kept = content.text.slice(0, -mark.length);
  if (!tellsEnough(content, kept)) return undefined;
  // It was longer, whatever is said.
  const size = Math.max(content.size ?? 0, Number(length), Buffer.byteLength(kept) + BEGINNING);
  return { ...(entry as HarEntry), response: { ...response, content: { ...content, text: kept, size } } };
}

function tellsEnough(
  { mimeType = '', encoding }: { mimeType?: string; encoding?: string },
  kept: string,
): boolean {
  if (encoding === 'base64') return MEDIA.test(mimeType);
  if (/^\s*[[{"]/.test(kept)) return !FAILURE.test(kept);
  return /^\s*[\w<]/.test(kept) && kept.length > BEGINNING_OF_BASE64 && !mimeType.includes('json');
}

function keptOf(text: Buffer, isBase64: boolean): Buffer | 'all' | undefined {
  const beginning = text.toString('latin1', 0, BEGINNING);
  if (isBase64) return /^[a-z\d+/]+=*$/i.test(beginning) ? text.subarray(0, BEGINNING_OF_BASE64) : undefined;
  const isPlain = /^(?:\s|\\[nrt])*[\w<]/.test(beginning);
  const all = text.length > 2 * BEGINNING ? undefined : 'all';
  if (!isPlain) return withoutLists(text) ?? all;
  return all ?? text.subarray(0, endOfBeginning(text));
}

/** Behind the last character of a beginning; never within an escape or a character of several bytes. */
function endOfBeginning(text: Uint8Array): number {
  let at = 0;
  while (at < BEGINNING) {
    if (text[at] !== 0x5c) at++;
    else at += text[at + 1] === 0x75 ? 6 : 2;
  }
  while (((text[at] ?? 0) & 0xc0) === 0x80) at++;
  return at;
}

function marksOf(is: string) {
  const of = (seen: string) => Buffer.from(`${MARK}${is}${seen}\n`);
  return { [HIDDEN]: of(HIDDEN), [SEEN]: of(SEEN) };
}
