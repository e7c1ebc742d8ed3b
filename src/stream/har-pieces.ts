import type { Span } from '../exchange/place.js';
import type { HarEntry, HarFile } from '../input/har/har-entry.js';
import { type HarCreator, harFile } from '../input/har/har-file.js';
import { isObject } from '../input/json/json-headers.js';
import { HarScanner } from './har-scanner.js';
import { type EntrySpan, LONGEST, type Piece } from './piece.js';
import type { Window } from './window.js';

type EntryPiece = Pick<Piece, 'is' | 'bytes' | 'line' | 'offset' | 'entries'>;

/**
 * Cuts a HAR into pieces of whole entries.
 *
 * @param size about so many bytes are in a piece
 * @param told of entries that were left out, and of a file that ends too early
 */
export async function* harPieces(
  window: Window,
  size: number,
  told: (says: string, line: number) => void,
): AsyncGenerator<EntryPiece> {
  const scanner = new HarScanner();
  let har: HarFile | undefined;
  const take = (end: number, spans: readonly EntrySpan[], isCut: boolean): EntryPiece => {
    har ??= fileOf(window.bytes, scanner, window.ended);
    const { line, offset } = window;
    const bytes = window.take(end);
    scanner.dropped(end);
    return { is: 'entries', bytes, line, offset, entries: { spans, isCut, file: har } };
  };
  // What exporters leave out is decided by the first piece.
  for (let wanted = size * 2; ; ) {
    await window.fill(wanted);
    scanner.scan(bufferOf(window.bytes));
    const spans = window.ended ? scanner.spans : withoutUnanswered(window.bytes, scanner.spans);
    const last = spans.at(-1);
    if (last) yield take(last.end, spans, false);
    else if (!window.ended) {
      const unneeded = Math.min(scanner.needed, window.bytes.length);
      window.drop(unneeded);
      scanner.dropped(unneeded);
      if (window.bytes.length >= LONGEST) {
        if (scanner.begun !== undefined) told('An entry of more than 64 MiB was left out.', window.line);
        scanner.forget();
      }
    }
    if (window.ended) break;
    // A value that is not at its end is scanned no further before there is twice as much of it.
    wanted = Math.min(Math.max(size, window.bytes.length * 2), LONGEST);
  }
  const { begun, isCut } = scanner;
  if (isCut) told('The HAR is cut off: the entries before were read.', window.line);
  if (begun !== undefined && !har)
    yield take(window.bytes.length, [{ start: begun, end: window.bytes.length }], true);
  else if (!har) told('The HAR holds no entries.', window.line);
}

/** What the text of an entry has that may be a redirect or a challenge. */
export const LEADS_ON = /"status"\s*:\s*(3\d\d|401)\b/;

/** A redirect or a challenge stays with the entry that follows it, which mostly is what it led to. */
function withoutUnanswered(bytes: Uint8Array, spans: readonly EntrySpan[]): readonly EntrySpan[] {
  const end = spans.findLastIndex(
    ({ start, end }) => !LEADS_ON.test(bufferOf(bytes).toString('latin1', start, end)),
  );
  return end < 0 ? spans : spans.slice(0, end + 1);
}

function fileOf(bytes: Uint8Array, { creator, spans }: HarScanner, isAll: boolean): HarFile {
  const known = creator === undefined ? undefined : parsed(creator);
  const unnamed: HarCreator | undefined = isAll ? {} : undefined;
  return harFile(isObject(known) ? known : unnamed, entriesOf(bytes, spans));
}

function* entriesOf(bytes: Uint8Array, spans: readonly Span[]): Generator<HarEntry> {
  const buffer = bufferOf(bytes);
  for (const { start, end } of spans) {
    const entry = parsed(buffer.toString('utf8', start, end));
    if (isObject(entry)) yield entry;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer as ArrayBuffer, byteOffset, length);
