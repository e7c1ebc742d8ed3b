import { findNamed } from '../exchange/named-secrets.js';
import type { Secret } from '../exchange/secret.js';
import { type Found, findShapes, maskOf, startsWord } from '../exchange/secret-shapes.js';
import { encodingsOf } from './encodings.js';

/** Replaces secrets in what is printed. Masking what is masked already changes nothing. */
export interface Mask {
  text(text: string): string;
  /** The masked text with a map from offsets (UTF-16) in the original, for carets. */
  spans(text: string): MaskedText;
  /** What is masked in a text: sorted stretches that do not overlap. */
  find(text: string): readonly Found[];
  /** Whether a text holds one of the given secrets, in any encoding. */
  quotes(text: string): boolean;
  /** Length of the longest form of a known secret: so much context a cut needs on both sides. */
  readonly longest: number;
}

export interface MaskedText {
  readonly text: string;
  /** An offset inside a secret maps to the start, or with `end` to the end, of what stands in its place. */
  map(offset: number, edge?: 'start' | 'end'): number;
}

/**
 * Masks the given secrets in every encoding, and whatever shows by its name or shape in text that no exchange
 * supplied. The cost is linear in the text, whatever the number of secrets.
 */
export function createMask(secrets: Iterable<Secret> = []): Mask {
  return maskWith(secretFinder(secrets));
}

/** The same for what a finder knows now; after it learnt more, another mask is needed. */
export function maskWith({ find, quotes, longest }: SecretFinder): Mask {
  return {
    longest,
    find,
    quotes,
    text: (text) => replace(text, find(text)),
    spans: (text) => {
      const found = find(text);
      return { text: replace(text, found), map: (offset, edge = 'start') => moved(found, offset, edge) };
    },
  };
}

export interface SecretFinder extends Pick<Mask, 'longest' | 'quotes'> {
  find(text: string): Found[];
  add(secret: Secret): void;
}

/** Finds what {@link createMask} masks: sorted stretches of a text that do not overlap. More secrets can be added. */
export function secretFinder(secrets: Iterable<Secret> = []): SecretFinder {
  const literals = new Literals(secrets);
  return {
    get longest() {
      return literals.longest;
    },
    add: (secret) => literals.add(secret),
    quotes: (text) => literals.find(text).length > 0,
    find: (text) => merged(text, [...literals.find(text), ...findTelling(text)]),
  };
}

const REMEMBERED = { characters: 500, texts: 2000 };
const told = new Map<string, readonly Found[]>();

/** What shows by its name or shape. Reports say the same sentences again and again, whoever's secrets they hold. */
function findTelling(text: string): readonly Found[] {
  const before = told.get(text);
  if (before) return before;
  const found = [...findShapes(text), ...findNamed(text)];
  if (text.length > REMEMBERED.characters) return found;
  if (told.size >= REMEMBERED.texts) told.clear();
  told.set(text, found);
  return found;
}

/** Finds given secrets alone, whole and in every encoding: nothing by its name or shape. */
export function literalFinder(secrets: Iterable<Secret>): (text: string) => Found[] {
  const literals = new Literals(secrets, { beginnings: false });
  return (text) => literals.find(text);
}

/** Below this a form is masked as a whole word only: `test` must not disappear from `latest`. */
const SAFE_ANYWHERE = 8;
const HEAD = 4;
/** A server or a log may quote only the beginning of a secret: from so many characters on that is one too. */
const BEGINNING = 12;
/** A date, a number or a URL is the beginning of too much else. */
const TELLING = /^(?=(?:[^A-Za-z]*[A-Za-z]){6})[\w+/=.-]*$/;

interface Literal {
  readonly shown: string;
  /** Of a beginning: the secrets that begin so; what stands in the text is masked as far as it agrees. */
  readonly wholes: string[];
}

/** Forms of one length. */
type Forms = Map<string, Literal>;

const STARTS = 4096;

/** A number below {@link STARTS} for two characters. */
function startOf(text: string, index: number): number {
  return ((text.charCodeAt(index) << 6) ^ text.charCodeAt(index + 1)) & (STARTS - 1);
}

/** All forms of all secrets, by their first characters and then by length, longest first. */
class Literals {
  longest = 0;
  readonly #heads = new Map<string, Map<number, Forms>>();
  /** Whether a form may start with two characters: lets nearly all positions pass at once. */
  readonly #starts = new Uint8Array(STARTS);

  constructor(
    secrets: Iterable<Secret>,
    private readonly wants = { beginnings: true },
  ) {
    for (const secret of secrets) this.add(secret);
  }

  add(secret: Secret): void {
    const value = secret.reveal();
    for (const written of new Set([value, value.trim()])) {
      for (const form of encodingsOf(written)) this.#add(form, secret.shown);
      if (this.wants.beginnings) this.#addBeginning(written, secret.shown);
    }
  }

  #addBeginning(value: string, shown: string): void {
    const length = Math.max(BEGINNING, shown.indexOf('…') + BEGINNING / 2);
    const beginning = value.slice(0, length);
    if (value.length > length && TELLING.test(beginning)) this.#add(beginning, shown, value);
  }

  #add(form: string, shown: string, whole?: string): void {
    if (form.length < HEAD) return;
    const head = form.slice(0, HEAD);
    const byLength = this.#heads.get(head);
    let forms = byLength?.get(form.length);
    if (!forms) {
      forms = new Map();
      const all: [number, Forms][] = [...(byLength ?? []), [form.length, forms]];
      this.#heads.set(head, new Map(all.sort(([a], [b]) => b - a)));
    }
    const literal = forms.get(form) ?? { shown, wholes: [] };
    if (whole !== undefined) literal.wholes.push(whole);
    forms.set(form, literal);
    this.#starts[startOf(form, 0)] = 1;
    this.longest = Math.max(this.longest, form.length);
  }

  find(text: string): Found[] {
    const found: Found[] = [];
    if (this.#heads.size === 0) return found;
    for (let start = 0; start + HEAD <= text.length; start++) {
      if (!this.#starts[startOf(text, start)]) continue;
      const byLength = this.#heads.get(text.slice(start, start + HEAD));
      const match = byLength && longestAt(text, start, byLength);
      if (!match) continue;
      found.push(match);
      start = match.end - 1;
    }
    return found;
  }
}

function longestAt(text: string, start: number, byLength: Map<number, Forms>): Found | undefined {
  for (const [length, forms] of byLength) {
    const end = start + length;
    const literal = end <= text.length ? forms.get(text.slice(start, end)) : undefined;
    if (literal && (length >= SAFE_ANYWHERE || isWord(text, start, end))) {
      const last = literal.wholes.reduce((far, whole) => Math.max(far, agreement(text, start, whole)), end);
      return { start, end: last, shown: literal.shown };
    }
  }
  return undefined;
}

/** Where a text stops to agree with a secret that begins at `start`. */
function agreement(text: string, start: number, whole: string): number {
  let length = BEGINNING;
  while (length < whole.length && text[start + length] === whole[length]) length++;
  return start + length;
}

function isWord(text: string, start: number, end: number): boolean {
  return !/^\w/.test(text.slice(end, end + 1)) && text[start - 1] !== '_' && startsWord(text, start);
}

/** Sorted and without overlaps; what overlaps in part becomes one stretch with its own mask. */
function merged(text: string, found: Found[]): Found[] {
  const result: Found[] = [];
  for (const next of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1);
    if (!last || next.start >= last.end) result.push(next);
    else if (next.end > last.end) {
      result[result.length - 1] = {
        start: last.start,
        end: next.end,
        shown: maskOf(text.slice(last.start, next.end)),
      };
    }
  }
  return result;
}

function replace(text: string, found: readonly Found[]): string {
  if (found.length === 0) return text;
  let result = '';
  let from = 0;
  for (const { start, end, shown } of found) {
    result += text.slice(from, start) + shown;
    from = end;
  }
  return result + text.slice(from);
}

function moved(found: readonly Found[], offset: number, edge: 'start' | 'end'): number {
  let shift = 0;
  for (const { start, end, shown } of found) {
    if (offset <= start) break;
    if (offset < end) return start + shift + (edge === 'end' ? shown.length : 0);
    shift += shown.length - (end - start);
  }
  return offset + shift;
}
