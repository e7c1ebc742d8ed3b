import type { Entry } from '../../history/entry.js';
import type { Recollection } from '../../history/remembered.js';
import { factsThatNeed, type Fact, type FactContext, known, notInCapture } from '../fact.js';
import { show } from '../message-facts.js';
import { placeOfCall } from '../past.js';

/** A shorter text may stand in any answer. */
const TELLING = 12;

/** What the pack remembers (`remembers` in pack.yaml), as earlier calls to the same host showed it. */
export default factsThatNeed('history', {
  'history.last.*': {
    means: 'what was seen last of something that the pack remembers; not collected where nothing was seen',
    get: (context, name) => recall(context, name, ({ seen }) => seen.at(-1)?.value),
    says: (value, context, name) => `${nameOf(context, name)} was last seen as ${show(value)}`,
  },
  'history.since.*': {
    means: 'time since it was seen last',
    unit: 's',
    get: (context, name) => recall(context, name, ({ since }) => since),
    says: (value, context, name) => `${nameOf(context, name)} was seen ${value} s before`,
  },
  'history.count.*': {
    means: 'how often it was seen, within the hours that the pack gives',
    get: (context, name) => recall(context, name, ({ seen }) => seen.length),
    says: (value, context, name) => `${nameOf(context, name)} was seen ${value} times before`,
  },
  'history.total.*': {
    means: 'the sum of what was seen; absent where not all of it are numbers',
    get: (context, name) =>
      recall(context, name, ({ seen }) => {
        const total = seen.reduce(
          (sum, { value }) => (typeof value === 'number' ? sum + value : Number.NaN),
          0,
        );
        return Number.isNaN(total) ? undefined : total;
      }),
    says: (value, context, name) => `${nameOf(context, name)} adds up to ${value}`,
  },
  'history.issued.*': {
    means:
      'time since an answer of the same host first held this value of the request, a fact that is named in full (`history.issued.request.json.quote`); absent where no answer held it, or where it is too short to tell',
    unit: 's',
    get: (context, name) => {
      const value = context.fact(name);
      if (value.is !== 'known') return value;
      const { history } = context.stated;
      if (typeof value.value !== 'string' || value.value.length < TELLING) return known(undefined);
      const fact = history?.issued(context.exchange, value.value) ?? notInCapture('what happened before');
      if (fact.is !== 'known' || fact.value === undefined) return fact;
      const { entry, since } = fact.value as { entry: Entry; since: number };
      return known(since, placeOfCall(entry));
    },
    says: (value, _context, name) =>
      `the value of ${name.replace(/^request\.\w+\./, '')} came with an answer ${value} s before`,
  },
  'history.elsewhere.*': {
    means:
      'where it was seen instead, when not with this credential at this host: `other-host` or `other-credential`',
    get: (context, name) => {
      const fact = recollection(context, name);
      return fact.is === 'known' ? known((fact.value as Recollection).elsewhere) : fact;
    },
    says: (value, context, name) =>
      `${nameOf(context, name)} was seen ${value === 'other-host' ? 'at another host' : 'with another credential'}`,
  },
});

function recollection({ exchange, stated: { history } }: FactContext, name: string): Fact {
  return history?.recollect(exchange, name) ?? notInCapture('what happened before');
}

function recall(context: FactContext, name: string, view: (found: Recollection) => unknown): Fact {
  const fact = recollection(context, name);
  if (fact.is !== 'known') return fact;
  const found = fact.value as Recollection;
  const last = found.seen.at(-1);
  return last ? known(view(found), last.at) : notInCapture(nameOf(context, name));
}

function nameOf({ pack }: FactContext, name: string): string {
  return pack?.remembers?.[name]?.name ?? name;
}
