import { groupBy } from '../../group-by.js';
import type { Placement } from './placement.js';

export interface Group {
  readonly keys: readonly string[];
  readonly members: readonly Placement[];
}

/** Placements by one of their properties; values that lead to the same causes stand together. */
export function alike(
  places: readonly Placement[],
  keysOf: (place: Placement) => readonly string[],
): readonly Group[] {
  const pairs = places.flatMap((place) => keysOf(place).map((key) => [key, place] as const));
  const byKey = groupBy(pairs, ([key]) => key);
  const byCauses = groupBy(byKey, ([, members]) => JSON.stringify(idsOf(members.map(([, place]) => place))));
  return [...byCauses.values()]
    .map((entries) => ({
      keys: entries.map(([key]) => key),
      members: [...new Set(entries.flatMap(([, members]) => members.map(([, place]) => place)))].sort(
        inOrder,
      ),
    }))
    .sort(
      (a, b) =>
        inOrder(a.members[0] as Placement, b.members[0] as Placement) || a.members.length - b.members.length,
    );
}

/**
 * Statuses that are looked at together: those of 500 and more, those with the same causes, and one that has no causes
 * but most of another's.
 */
export function families(places: readonly Placement[]): readonly Group[] {
  const statuses = [...groupBy(places, ({ symptom }) => symptom)].sort(
    ([, a], [, b]) => idsOf(b).length - idsOf(a).length,
  );
  const found: { keys: string[]; members: Placement[]; ids: ReadonlySet<string> }[] = [];
  for (const [status, members] of statuses) {
    const ids = idsOf(members);
    const family = found.find(
      ({ keys: [first = ''], ids: theirs }) =>
        first[0] === status[0] &&
        (status.startsWith('5') ||
          (ids.every((id) => theirs.has(id)) &&
            (ids.length === theirs.size || (ids.length > 1 && ids.length * 2 >= theirs.size)))),
    );
    family?.keys.push(status);
    family?.members.push(...members);
    if (!family) found.push({ keys: [status], members: [...members], ids: new Set(ids) });
  }
  const sorted = found.map(({ keys, members }) => ({
    keys: keys.sort(byRank),
    members: members.sort(inOrder),
  }));
  return sorted.sort((a, b) => byRank(a.keys[0] ?? '', b.keys[0] ?? ''));
}

/** The same for statuses, in their order. */
export function byStatus(places: readonly Placement[]): readonly Group[] {
  return alike(places, ({ symptom }) => [symptom])
    .map(({ keys, members }) => ({ keys: [...keys].sort(byRank), members }))
    .sort((a, b) => byRank(a.keys[0] ?? '', b.keys[0] ?? ''));
}

/** As the provider makes its checks, then the most frequent first; what only restates a status comes last. */
export function inOrder({ cause: a }: Placement, { cause: b }: Placement): number {
  return (
    Number(a.match.fallback ?? false) - Number(b.match.fallback ?? false) ||
    compare(a.gate, b.gate) ||
    b.match.prior - a.match.prior ||
    compare(a.page.id, b.page.id)
  );
}

function idsOf(places: readonly Placement[]): string[] {
  return [...new Set(places.map(({ cause }) => cause.page.id))].sort();
}

/** Statuses in their order; a class comes after its members, none at all last. */
function byRank(a: string, b: string): number {
  return compare(rank(a), rank(b));
}

function rank(status: string): string {
  return status === '' ? '999' : status.replace('xx', '99');
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
