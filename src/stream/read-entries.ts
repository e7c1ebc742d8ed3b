import type { Exchange } from '../exchange/exchange.js';
import type { Span } from '../exchange/place.js';
import { type HarEntry, type HarFile, readHarEntry } from '../input/har/har-entry.js';
import { joinHops, mayLeadOn } from '../input/har/har-hops.js';
import { isHttp, isMislabelled, parseEntry } from '../input/har/parse-entry.js';
import type { Input } from '../input/input.js';
import type { EntrySpan, Piece, StreamProblem } from './piece.js';
import { fileOfShort, readShortEntry, shortEntry } from './short-entry.js';

/** What an entry tells, and those that led to it. */
export interface ReadEntry {
  readonly exchange: Exchange;
  readonly span: EntrySpan;
  /** The short entry, which tells the same; undefined where the whole or what stands beside it tells more. */
  readonly text?: Buffer | undefined;
  /** Reads all of what was read in short: it is for what went well. */
  readonly whole?: (() => Exchange | undefined) | undefined;
}

/**
 * Reads a piece of entries, one at a time: what is taken is gone before garbage is collected. Redirects are joined to what
 * they led to where both are in the same piece.
 *
 * @param input the bytes of the piece, as they are
 * @param problem told of what was not read as it is
 * @param spans those that are to be read
 */
export function* readEntries(
  input: Input,
  piece: Piece,
  problem: (problem: StreamProblem) => void,
  spans: Iterable<EntrySpan> = piece.entries?.spans ?? [],
): Generator<ReadEntry> {
  const { file, line, entries } = piece;
  if (!entries) return;
  const whole = !entries.isCut;
  const texts = new Map<Span, Pick<ReadEntry, 'text' | 'whole'>>();
  const told = (says: string, { start }: Span) =>
    problem({ says, file, line: line - 1 + input.lineAt(start) });
  const exchangeOf = (entry: HarEntry | undefined, span: Span): Exchange | undefined => {
    if (!entry) told('An entry is not valid JSON and was left out.', span);
    else if (!isHttp(entry)) told('An entry is not HTTP (data:, blob:, …) and was left out.', span);
    else return readHarEntry(entry, span, entries.file);
    return undefined;
  };
  const all = (span: Span) => exchangeOf(parseEntry(input, { ...span, whole }), span);
  function* exchanges(): Generator<Exchange> {
    for (const span of spans) {
      const short = whole ? shortEntry(input.bytes, span, entries?.file as HarFile) : undefined;
      const text = short && Buffer.concat(short.parts);
      const ofShort = text && short.isShortened ? readShortEntry(text) : undefined;
      const entry = ofShort ?? parseEntry(input, { ...span, whole });
      const exchange = exchangeOf(entry, span);
      if (!entry || !exchange) continue;
      const isWrong = isMislabelled(entry);
      if (isWrong) told('A body is said to be base64 and is none: it was read as it stands.', span);
      const isTold = !isWrong && !mayLeadOn(exchange) && (ofShort || !short?.isShortened);
      texts.set(span, { text: isTold ? text : undefined, whole: ofShort && (() => all(span)) });
      yield exchange;
    }
  }
  for (const exchange of joinHops(exchanges())) {
    const span = exchange.at.spans[0] as EntrySpan;
    const { text, whole } = texts.get(span) ?? {};
    texts.delete(span);
    const isJoined = exchange.hops.length > 0;
    yield { exchange, span, ...(isJoined ? {} : { text, whole }) };
  }
}

/**
 * Reads the text of a short entry, or one that is like it.
 *
 * @returns undefined where more than its text decides
 */
export function readShort(text: Uint8Array): Exchange | undefined {
  const entry = readShortEntry(text);
  if (!entry || !isHttp(entry) || isMislabelled(entry)) return undefined;
  const exchange = readHarEntry(entry, { start: 0, end: text.length }, fileOfShort(text));
  return mayLeadOn(exchange) ? undefined : exchange;
}
