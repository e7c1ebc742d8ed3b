import type { FactContext } from '../../facts/fact.js';
import { defineQuestions, type FactAnswer } from '../fact-question.js';

/** What earlier calls would have shown. */
export default defineQuestions({
  'history.last.*': (context, name) => ({
    ask: `What do your records, or the dashboard, show as ${nameOf(context, name)}?`,
    look: 'dashboard',
    answers: sightings(context, name),
  }),
  'history.since.*': (context, name) => ({
    ask: `How many seconds before this call did you last make, ask for or see ${nameOf(context, name)}?`,
    look: 'records',
    typed: 'number',
  }),
  'history.count.*': (context, name) => ({
    ask: `How many do your records show of ${nameOf(context, name)}?`,
    look: 'records',
    typed: 'number',
  }),
  'history.total.*': (context, name) => ({
    ask: `To which sum do your records add up ${nameOf(context, name)}?`,
    look: 'records',
    typed: 'number',
  }),
  'history.issued.*': (_context, name) => ({
    ask: `How many seconds before this call did the API give you the value of ${name.replace(/^request\.\w+\./, '')}?`,
    look: 'records',
    typed: 'number',
  }),
  'history.elsewhere.*': (context, name) => ({
    ask: `Where was ${nameOf(context, name)} made or seen before?`,
    look: 'records',
    answers: [
      [undefined, 'at this host and with this key'],
      ['other-host', 'at another host'],
      ['other-credential', 'with another key'],
    ],
  }),
});

function nameOf({ pack }: FactContext, name: string): string {
  return pack?.remembers?.[name]?.name ?? name;
}

/** What can have been seen; undefined where calls show a value of their own. */
function sightings({ pack }: FactContext, name: string): readonly FactAnswer[] | undefined {
  const seen = (pack?.remembers?.[name]?.seen ?? []).map((one) => ('is' in one ? one.is : undefined));
  if (seen.includes(undefined)) return undefined;
  return [...[...new Set(seen)].map((is): FactAnswer => [is, String(is)]), [undefined, 'nothing']];
}
