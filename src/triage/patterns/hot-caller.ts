import { groupBy } from '../../group-by.js';
import { figure } from '../../figure.js';
import { countOf, share } from '../../report/triage/words.js';
import { isBeyondChance } from '../chance.js';
import { type Found, type HostCalls, LEAST, type Pattern } from '../pattern.js';
import { type Counted, timesOf } from '../stretch.js';

/** The least part of the calls that makes a caller hot. */
const MOST = 0.6;
const MINUTE = 60;

/** One credential or one client that makes most of the calls while a limit refuses them. */
const hotCaller: Pattern = {
  rank: 2,
  find(host) {
    const groups = host.failures.filter(({ shared }) => shared.status === 429);
    if (countOf(groups) < LEAST) return [];
    const hottest = (['credential', 'client'] as const)
      .flatMap((trait) => hottestOf(host, groups, trait) ?? [])
      .sort((one, other) => other.calls - one.calls)[0];
    return hottest ? [found(hottest, host, groups)] : [];
  },
};

export default hotCaller;

interface Hottest {
  readonly trait: string;
  readonly name: string;
  readonly calls: number;
  readonly all: number;
  /** Seconds that are looked at together. */
  readonly width: number;
}

function hottestOf(
  { failures, passed }: HostCalls,
  limited: readonly Counted[],
  trait: 'credential' | 'client',
): Hottest | undefined {
  const all: readonly Counted[] = [...failures, ...passed];
  const { width } = timesOf(all, MINUTE);
  const { counts } = timesOf(limited, width);
  const steps = new Set(counts.map(([step]) => step));
  const within = (calls: readonly Counted[]) =>
    timesOf(calls, width).counts.reduce((sum, [step, count]) => (steps.has(step) ? sum + count : sum), 0);
  const callers = [...groupBy(all, ({ shared }) => shared[trait])].flatMap(([name, calls]) =>
    name === null ? [] : { name, calls: within(calls) },
  );
  const sum = within(all);
  const most = [...callers].sort(
    (one, other) => other.calls - one.calls || (one.name < other.name ? -1 : 1),
  )[0];
  if (!most || callers.length < 2 || most.calls < MOST * sum) return undefined;
  const even = sum / callers.length;
  const isHot = isBeyondChance([
    [most.calls, even],
    [sum - most.calls, sum - even],
  ]);
  return isHot ? { trait, ...most, all: sum, width } : undefined;
}

function found({ trait, name, calls, all, width }: Hottest, host: HostCalls, groups: Found['groups']): Found {
  const minutes = width === MINUTE ? 'minutes' : `stretches of ${width / MINUTE} minutes`;
  return {
    says: `${trait === 'client' ? 'Client' : 'Credential'} ${name} makes ${share(calls, all)} of all calls to ${host.name} in the ${minutes} with 429s: ${figure(calls)} of ${figure(all)}.`,
    fix: 'Slow this caller down (a queue, a limit of its own, waits that are honoured), or give it a key of its own, so that others are not refused with it.',
    groups,
  };
}
