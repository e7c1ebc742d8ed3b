import { isExplained } from '../causes/rank-causes.js';
import type { Diagnosis } from '../diagnose.js';
import { openQuestions } from '../open-questions.js';

interface NotChecked {
  readonly what: string;
  readonly how: string;
}

/** What would move the leading causes but was not collected, and how it is learnt. */
export function notChecked(diagnosis: Diagnosis): NotChecked[] {
  const { faults, pack, exchange, facts } = diagnosis;
  const found = new Map<string, string>();
  for (const { is: fact } of openQuestions(diagnosis)) {
    if (fact.is === 'not-collected' && fact.how) found.set(fact.what, fact.how);
    if (fact.is === 'failed') found.set('a check of errdoctor broke', fact.error);
  }
  if (facts.stated.signature?.is === 'no-secret')
    found.set('the signature itself, and which mistake made it', '--secret-env NAME');
  if (!pack && !exchange.request?.url && !facts.stated.probed)
    found.set('which provider this is', '--provider ID');
  const { status } = exchange.response ?? {};
  if (exchange.response && status === undefined && !faults.some(isExplained))
    found.set('the HTTP status', '--status N');
  if (facts.fact('request.isWrite').is === 'not-collected' && (status ?? 0) >= 500)
    found.set('whether the request was a write (then its outcome is unknown)', '--method METHOD');
  for (const { what, how } of facts.stated.described?.unchecked ?? []) found.set(what, how);
  return byHow(found);
}

/** What is learnt in the same way is said together. */
function byHow(found: ReadonlyMap<string, string>): NotChecked[] {
  const grouped = new Map<string, string[]>();
  for (const [what, how] of found) grouped.set(how, [...(grouped.get(how) ?? []), what]);
  return [...grouped].map(([how, whats]) => ({ what: whats.join(', '), how }));
}
