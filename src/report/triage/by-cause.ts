import { groupBy } from '../../group-by.js';
import { countOf } from './words.js';
import type { GroupCause, GroupReport } from '../triage-report.js';

/** All groups that one cause leads, whatever else they share. */
export interface CauseSummary {
  /** null where no rule knows one. */
  readonly cause: GroupCause | null;
  /** Largest first. */
  readonly groups: readonly GroupReport[];
  readonly count: number;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
}

/** Groups by the leading cause of their first fault, most failures first. */
export function byCause(groups: readonly GroupReport[]): CauseSummary[] {
  return [...groupBy(groups, ({ causes }) => causes[0]?.id).values()]
    .map((members) => ({
      cause: members[0]?.causes[0] ?? null,
      groups: members,
      count: countOf(members),
      firstSeen: times(members, 'firstSeen')[0] ?? null,
      lastSeen: times(members, 'lastSeen').at(-1) ?? null,
    }))
    .sort((a, b) => b.count - a.count);
}

/** ISO 8601 in UTC sorts as text. */
function times(groups: readonly GroupReport[], name: 'firstSeen' | 'lastSeen'): string[] {
  return groups.flatMap((group) => group[name] ?? []).sort();
}
