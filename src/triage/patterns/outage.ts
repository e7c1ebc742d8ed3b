import { groupBy } from '../../group-by.js';
import { figure } from '../../figure.js';
import { callOfShared, countOf } from '../../report/triage/words.js';
import type { GroupReport } from '../../report/triage-report.js';
import { type Found, type HostCalls, LEAST, type Pattern } from '../pattern.js';
import { momentWords, type Stretch, stretchOf } from '../stretch.js';

/** The least part of the calls that fails in an outage. */
const NEARLY_ALL = 0.9;
/** So many calls without one that succeeds are an outage even where nothing else is known. */
const ALONE = 20;

/** A host, or one of its endpoints, that does not answer or answers 5xx over a stretch of time. */
const outage: Pattern = {
  rank: 0,
  find(host) {
    const down = host.failures.filter(isDown);
    const whole = outageOf(host, host.name, down);
    if (whole) return [whole];
    // Some answers of 500 all night hide when everything was 503.
    const alike = [...groupBy(down, ({ shared }) => shared.status).values()].flatMap(
      (groups) => outageOf(host, host.name, groups) ?? [],
    );
    if (alike.length > 0) return alike;
    const others = groupBy(host.passed, ({ shared }) => callOfShared(shared));
    return [...groupBy(host.failures, ({ shared }) => callOfShared(shared))].flatMap(([call, failures]) =>
      call === null
        ? []
        : (outageOf({ ...host, failures, passed: others.get(call) ?? [] }, `${call} on ${host.name}`) ?? []),
    );
  },
};

export default outage;

function outageOf(
  { failures, passed }: HostCalls,
  name: string,
  groups: readonly GroupReport[] = failures.filter(isDown),
): Found | undefined {
  const count = countOf(groups);
  if (count < LEAST) return undefined;
  // A refusal too is an answer.
  const answered = [...passed, ...failures.filter((group) => !isDown(group))];
  if (answered.length === 0 && count >= ALONE)
    return {
      says: `No call to ${name} succeeded in this capture: all ${figure(count)} got 5xx or no answer.`,
      fix: 'Look at whether the address is right and reachable from here; if so, ask its operator.',
      groups,
    };
  const letIn = [...passed, ...failures.filter((group) => !groups.includes(group) && !isAtTheDoor(group))];
  const stretch = stretchOf(groups, letIn);
  if (!stretch || stretch.failed < NEARLY_ALL * (stretch.failed + stretch.passed)) return undefined;
  const calls = failures.some(isAtTheDoor) ? 'calls that were let in' : 'calls';
  return {
    says: `${name} was down ${when(stretch)}: ${figure(stretch.failed)} of its ${figure(stretch.failed + stretch.passed)} ${calls} then got 5xx or no answer.`,
    fix: 'Look at its status page or your network for that time; writes of then may have been carried out, so check each before it is sent again.',
    groups,
  };
}

function when({ begin, end, before, after }: Stretch): string {
  if (after === 0) return `from ${momentWords(begin)} on and had not recovered by the end of the capture`;
  const until = `${momentWords(end)}, and works since`;
  return before === 0 ? `until ${until}` : `from ${momentWords(begin)} to ${until}`;
}

/** Who calls, and how often, is often judged by a gateway, which answers although nothing behind it does. */
function isAtTheDoor({ shared: { status } }: GroupReport): boolean {
  return status === 401 || status === 403 || status === 429;
}

function isDown({ shared: { status }, transport }: GroupReport): boolean {
  return status === null ? transport !== null : status >= 500;
}
