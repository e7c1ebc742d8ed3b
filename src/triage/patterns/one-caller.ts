import { groupBy } from '../../group-by.js';
import { figure } from '../../figure.js';
import { countOf, figures, share } from '../../report/triage/words.js';
import { type CauseAtHost, causesOf } from '../causes-of-host.js';
import { failsMore } from '../chance.js';
import { type Found, LEAST, type Pattern } from '../pattern.js';
import { firstOf, momentWords } from '../stretch.js';

/** Of the failures so many have to come from the one. */
const NEARLY_ALL = 0.98;

/** A cause that one client version has, or else one credential, although others call the same. */
const oneCaller: Pattern = {
  rank: 3,
  find: (host) =>
    causesOf(host).flatMap(
      (cause) => onlyOne(cause, 'client', host.name) ?? onlyOne(cause, 'credential', host.name) ?? [],
    ),
};

export default oneCaller;

function onlyOne(cause: CauseAtHost, trait: 'client' | 'credential', host: string): Found | undefined {
  const { name, groups, others, endpoints } = cause;
  const count = countOf(groups);
  const [[caller, own] = [null, []]] = [...groupBy(groups, ({ shared }) => shared[trait])].sort(
    ([, one], [, other]) => countOf(other) - countOf(one),
  );
  if (count < LEAST || caller === null || countOf(own) < NEARLY_ALL * count) return undefined;
  const rivals = others.filter(({ shared }) => shared[trait] !== null && shared[trait] !== caller);
  const fine = others.filter(({ shared }) => shared[trait] === caller);
  const all = countOf(own) + countOf(fine);
  if (!failsMore(countOf(own), all - countOf(own), count - countOf(own), countOf(rivals))) return undefined;
  const first = Math.min(...[...own, ...fine].map(firstOf));
  const since = Number.isFinite(first)
    ? `, first seen ${momentWords({ earliest: first, latest: first })}`
    : '';
  return {
    says: `${name} at ${host} has one source, ${trait} ${caller}${since}: ${share(countOf(own), count)} of ${figures(count, 'failure')}, and ${share(countOf(own), all)} of its calls to ${endpoints}, where other ${trait}s made ${figure(countOf(rivals))} calls without it.`,
    fix: FIXES[groups.every(({ shared }) => shared.status === 429) ? 'pace' : trait],
    groups,
  };
}

const FIXES = {
  pace: 'Slow it down, with waits that are honoured, or ask for a higher limit: the others stay below theirs.',
  client: 'Compare what it sends with what another version sends there, and roll it back or forward.',
  credential: 'Look at what its account or scope lacks that the others have, and at what its user sends.',
};
