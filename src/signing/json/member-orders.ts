import type { MemberOrder } from './print-json.js';
import type { JsonObject } from './read-json.js';
import { contentOf } from './string-styles.js';

/** Of a name that comes twice the last value, in the place of the first: what most languages keep. */
export const lastWins: MemberOrder = (object) => {
  const kept = keptMembers(namesOf(object));
  return kept.length < object.items.length ? kept : undefined;
};

/** JavaScript's objects: names that are array indexes come first, by value. */
export const javaScriptOrder = sorted((a, b) => {
  const [first, second] = [indexOf(a), indexOf(b)];
  return first === second ? 0 : first - second;
});

/** By code point, as Python and the bytes of Go's maps are sorted. */
export const sortedByCodePoint = sorted((a, b) => compare(pointsOf(a), pointsOf(b)));

/** By UTF-16 unit, as JavaScript sorts and RFC 8785 asks. */
export const sortedByUnit = sorted(compare);

/** PostgreSQL's jsonb: shorter names first, then by byte. */
export const jsonbOrder = sorted(
  (a, b) => Buffer.byteLength(a) - Buffer.byteLength(b) || compare(pointsOf(a), pointsOf(b)),
);

/** Members that are null are left out. */
export const withoutNulls: MemberOrder = (object) => {
  const kept = keptMembers(namesOf(object)).filter((index) => {
    const item = object.items[index];
    return item?.is !== 'literal' || item.token !== 'null';
  });
  return kept.length < object.items.length ? kept : undefined;
};

function sorted(order: (a: string, b: string) => number): MemberOrder {
  return (object) => {
    const names = namesOf(object);
    const isSorted = names.every(
      (name, index) => index === 0 || order(names[index - 1] as string, name) <= 0,
    );
    if (isSorted) return lastWins(object);
    return keptMembers(names).sort((a, b) => order(names[a] as string, names[b] as string));
  };
}

/** The index of the last member of each name, in the order in which the names first come. */
function keptMembers(names: readonly string[]): number[] {
  const places = new Map<string, number>();
  names.forEach((name, index) => {
    places.set(name, index);
  });
  return [...places.values()];
}

function namesOf(object: JsonObject): string[] {
  return object.names.map(({ token, plain }) => (plain ? token.slice(1, -1) : contentOf(token)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** So that comparing by unit compares by code point: surrogates move behind the other units. */
function pointsOf(text: string): string {
  return text.replace(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
  });
}

/** The array index that a name is, or a larger number. */
function indexOf(name: string): number {
  const isIndex = /^(?:0|[1-9]\d{0,9})$/.test(name) && Number(name) < 2 ** 32 - 1;
  return isIndex ? Number(name) : Number.POSITIVE_INFINITY;
}
