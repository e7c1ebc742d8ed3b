import { groupBy } from '../../group-by.js';
import { figure } from '../../figure.js';
import { countOf, figures } from '../../report/triage/words.js';
import type { GroupReport } from '../../report/triage-report.js';
import { failsMore } from '../chance.js';
import type { Found, HostCalls, Pattern } from '../pattern.js';
import { momentWords, stretchOf } from '../stretch.js';

const REFUSALS: readonly (number | null)[] = [401, 403];
/** Of the calls while it was refused so many may have passed: machines do not change at one moment. */
const MIXED = 0.02;
/** So many refusals of the only credential tell that it does not work. */
const ALONE = 20;

/** A credential that worked and is refused, or was refused and works, or never worked. */
const credential: Pattern = {
  rank: 1,
  find(host) {
    const refused = host.failures.filter(
      ({ shared }) => shared.credential !== null && REFUSALS.includes(shared.status),
    );
    return [...groupBy(refused, ({ shared }) => shared.credential as string)].flatMap(
      ([name, groups]) => explained(name, groups, host) ?? [],
    );
  },
};

export default credential;

function explained(name: string, groups: readonly GroupReport[], host: HostCalls): Found | undefined {
  const own = host.passed.filter(({ shared }) => shared.credential === name);
  if (own.length === 0) return neverWorked(name, groups, host);
  const stretch = stretchOf(groups, own);
  if (!stretch || stretch.passed > MIXED * stretch.failed) return undefined;
  const { begin, end, before, after } = stretch;
  const refusals = `${figures(countOf(groups), 'call')} answered ${statuses(groups)}`;
  const others = othersWork(name, host);
  if (after === 0)
    return {
      says: `Credential ${name} worked at ${host.name} (${figures(before, 'call')}) and is refused since ${momentWords(begin)}: ${refusals}${others}.`,
      fix: 'Find out what happened to it then: revoked, rotated, expired, or signed with in another way; its owner has to put the valid one in place.',
      groups,
    };
  if (before === 0)
    return {
      says: `Credential ${name} was refused at ${host.name} until ${momentWords(end)} and works since (${figures(after, 'call')}): ${refusals}${others}.`,
      fix: 'Nothing is refused any more: send again what still matters, after looking at whether it was done otherwise.',
      groups,
    };
  return {
    says: `Credential ${name} was refused at ${host.name} from ${momentWords(begin)} to ${momentWords(end)}, and worked before and after: ${refusals}${others}.`,
    fix: 'Find out what was changed at both times; send again what still matters of the calls between.',
    groups,
  };
}

function neverWorked(name: string, groups: readonly GroupReport[], host: HostCalls): Found | undefined {
  const { failures, passed } = host;
  const count = countOf(groups);
  // A call that was found wrong in another way had passed the door.
  if (failures.some(({ shared }) => shared.credential === name && isPastTheDoor(shared.status)))
    return undefined;
  const others = countOf(
    failures.filter((group) => REFUSALS.includes(group.shared.status) && !groups.includes(group)),
  );
  const work = countOf(passed);
  if (work === 0 ? count < ALONE : !failsMore(count, 0, others, work)) return undefined;
  return {
    says: `Credential ${name} never worked at ${host.name} in this capture: ${figures(count, 'call')} answered ${statuses(groups)}${othersWork(name, host)}.`,
    fix: 'Compare it with the one that was issued: its environment, its account, its spelling, and whether it was revoked.',
    groups,
  };
}

function isPastTheDoor(status: number | null): boolean {
  return status !== null && status < 500 && status !== 429 && !REFUSALS.includes(status);
}

function othersWork(name: string, { passed }: HostCalls): string {
  const others = countOf(
    passed.filter(({ shared }) => shared.credential !== null && shared.credential !== name),
  );
  return others === 0 ? '' : `, while other credentials work there (${figure(others)})`;
}

function statuses(groups: readonly GroupReport[]): string {
  return [...new Set(groups.map(({ shared }) => shared.status))].sort().join(' or ');
}
