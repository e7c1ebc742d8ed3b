import type { Place } from '../exchange/place.js';
import type { Findings } from './difference.js';
import { formOf, roleOf } from './form.js';
import { shownNamed } from './shown.js';

interface Pair {
  readonly name: string;
  readonly value: string;
  readonly written: string;
}

/** What pairs are called, and where they stand. */
export interface PairsOf {
  /** `parameter`, `form field`. */
  readonly noun: string;
  facts(name: string): readonly string[];
  readonly at?: Place | undefined;
  readonly goodAt?: Place | undefined;
}

/** Compares the pairs of two queries or forms: names, values, how they are encoded, and their order. */
export function comparePairs(badText: string, goodText: string, of: PairsOf, found: Findings): void {
  const [bad, good] = [parse(badText), parse(goodText)];
  const names = [...new Set([...good, ...bad].map(({ name }) => name))];
  const before = found.differences.length;
  for (const name of names) comparePair(name, named(bad, name), named(good, name), of, found);
  const order = (pairs: readonly Pair[]) => pairs.map((pair) => pair.name).join(', ');
  if (found.differences.length === before && order(bad) !== order(good))
    found.add({
      what: `order of the ${of.noun}s`,
      bad: order(bad),
      good: order(good),
      ...placed(of),
      facts: ['proof'],
      weight: 30,
    });
}

function comparePair(
  name: string,
  bad: readonly Pair[],
  good: readonly Pair[],
  of: PairsOf,
  found: Findings,
): void {
  const about = { ...placed(of), facts: of.facts(name), name };
  const what = `${of.noun} ${name}`;
  const show = (pairs: readonly Pair[]) =>
    pairs.length === 0 ? undefined : pairs.map(({ value }) => shownNamed([name], value)).join(', ');
  const values = { bad: show(bad), good: show(good) };
  if (bad.length === 0 || good.length === 0) {
    found.add({ ...about, ...values, what, weight: bad.length === 0 ? 78 : 66 });
    return;
  }
  const written = (pairs: readonly Pair[]) => pairs.map((pair) => pair.written).join('&');
  if (written(bad) === written(good)) return;
  const same = bad.map(({ value }) => value).join('&') === good.map(({ value }) => value).join('&');
  const role = roleOf(name);
  if (same) {
    const shownWritten = (pairs: readonly Pair[]) =>
      pairs.map((pair) => shownNamed([name], pair.written.split('=').slice(1).join('='))).join(', ');
    const encoded = { bad: shownWritten(bad), good: shownWritten(good) };
    found.add({ ...about, ...encoded, what: `encoding of the ${what}`, weight: 74 });
  } else if (role && formOf(role, bad[0]?.value ?? '') === formOf(role, good[0]?.value ?? ''))
    found.add({ ...about, ...values, what, weight: 10, everyCall: true });
  else found.add({ ...about, ...values, what, weight: 52 });
}

function placed({ at, goodAt }: PairsOf) {
  return { at, goodAt };
}

function named(pairs: readonly Pair[], name: string): Pair[] {
  return pairs.filter((pair) => pair.name === name);
}

function parse(text: string): Pair[] {
  return text
    .split('&')
    .filter((written) => written !== '')
    .map((written) => {
      const [[name, value] = ['', '']] = [...new URLSearchParams(written)];
      return { name, value, written };
    });
}
