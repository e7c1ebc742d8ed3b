import type { FactContext } from '../../facts/fact.js';
import { defineQuestions, type FactAnswer } from '../fact-question.js';

/** What earlier calls would have shown. */
export default defineQuestions({
  'history.last.*': (context, name) => ({
    ask: `What do your records, or the dashboard, say of ${nameOf(context, name)}?`,
    look: 'dashboard',
    answers: valuesOf(context, name),
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

/** What can have been seen; undefined where calls show a value of their own that nobody lists. */
function valuesOf({ pack }: FactContext, name: string): readonly FactAnswer[] | undefined {
  const { values, seen = [] } = pack?.remembers?.[name] ?? {};
  const listed = values?.map(({ is, name }): FactAnswer => [is, name ? `${name} (${is})` : String(is)]);
  if (listed) return [...listed, [undefined, 'none of these']];
  const shown = new Set(seen.map((one) => ('is' in one ? one.is : undefined)));
  if (shown.has(undefined)) return undefined;
  return [...[...shown].map((is): FactAnswer => [is, String(is)]), [undefined, 'nothing of this']];
}
