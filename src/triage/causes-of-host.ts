import { groupBy } from '../group-by.js';
import { answerOfGroup, callOfShared } from '../report/triage/words.js';
import type { GroupReport } from '../report/triage-report.js';
import type { HostCalls } from './pattern.js';
import type { Counted } from './stretch.js';

/** Failures at a host that one cause leads, and what else was called at the same endpoints. */
export interface CauseAtHost {
  /** Id of the cause, or what was answered where no rule knows one. */
  readonly name: string;
  readonly groups: readonly GroupReport[];
  /** Successes and failures of other causes. */
  readonly others: readonly Counted[];
  /** `POST /v1/charges`, or how many there are. */
  readonly endpoints: string;
}

export function causesOf({ failures, passed }: HostCalls): CauseAtHost[] {
  const byEndpoint = groupBy<string | null, Counted>([...failures, ...passed], ({ shared }) =>
    callOfShared(shared),
  );
  return [...groupBy(failures, (group) => group.causes[0]?.id ?? answerOfGroup(group))].flatMap(
    ([name, groups]) => {
      if (name === null) return [];
      const own = new Set<Counted>(groups);
      const endpoints = [...new Set(groups.map(({ shared }) => callOfShared(shared)))];
      return {
        name,
        groups,
        others: endpoints.flatMap((call) => byEndpoint.get(call) ?? []).filter((calls) => !own.has(calls)),
        endpoints:
          endpoints.length === 1 ? `${endpoints[0] ?? 'one endpoint'}` : `${endpoints.length} endpoints`,
      };
    },
  );
}
