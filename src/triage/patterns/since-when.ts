import { groupBy } from '../../group-by.js';
import { figure } from '../../figure.js';
import { countOf, share } from '../../report/triage/words.js';
import { type CauseAtHost, causesOf } from '../causes-of-host.js';
import { type Found, type HostCalls, LEAST, type Pattern } from '../pattern.js';
import { type Counted, firstOf, momentWords, type Stretch, stretchOf } from '../stretch.js';

/** The least part of the calls that fails from then on. */
const MOST = 0.5;
/** Seconds that a deployment may lie before the first failure that it brings. */
const DEPLOYED = 300;

/** A cause that is not there before a moment, and takes most calls of its endpoints from then on. */
const sinceWhen: Pattern = {
  rank: 5,
  find: (host) => causesOf(host).flatMap((cause) => begun(cause, host) ?? []),
};

export default sinceWhen;

function begun({ name, groups, others, endpoints }: CauseAtHost, host: HostCalls): Found | undefined {
  const stretch = stretchOf(groups, others);
  if (!stretch || stretch.before < LEAST) return undefined;
  const { begin, end, failed, passed, before, after } = stretch;
  if (failed < MOST * (failed + passed)) return undefined;
  const until = after === 0 ? '' : `, until ${momentWords(end)}`;
  const [client] = newClients(host, stretch);
  return {
    says: `${name} at ${host.name} begins at ${momentWords(begin)}: none in ${figure(before)} calls to ${endpoints} before, ${share(failed, failed + passed)} of them since${until}${client ? `; client ${client} is first seen then` : ''}.`,
    fix: client
      ? `Look at what ${client} sends that those before it did not.`
      : 'Look at what was changed then: a deployment, a setting, or the API itself (its changelog).',
    groups,
  };
}

/** Those that begin with it, although others called before; most calls first. */
function newClients({ failures, passed }: HostCalls, { begin }: Stretch): string[] {
  const all: readonly Counted[] = [...failures, ...passed];
  return [...groupBy(all, ({ shared }) => shared.client)]
    .filter(([, calls]) => {
      const first = calls.reduce((least, one) => Math.min(least, firstOf(one)), Number.POSITIVE_INFINITY);
      return countOf(calls) >= LEAST && first >= begin.earliest - DEPLOYED && first <= begin.latest;
    })
    .sort(([, one], [, other]) => countOf(other) - countOf(one))
    .flatMap(([client]) => client ?? []);
}
