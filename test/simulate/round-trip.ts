import type { Rule } from '../../src/causes/rule.js';
import { exchangeOf } from '../../src/causes/run-examples.js';
import { diagnose } from '../../src/diagnose.js';
import { answerFor } from '../../src/simulate/answer.js';
import { loaded } from '../support/packs.js';
import { commonRules, simulated } from './packs.js';
import { captureOf, requestOf } from './request-of.js';

/** What became of a cause that was wished for: `leads`, or what came in its place. */
export function roundTrip(pack: string, id: string, rule: Rule, example?: string): string {
  const request = requestOf(rule, example);
  if (!request) return 'no request shows it';
  const granted = answerFor(id, simulated(pack), {
    now: Date.parse(request.date),
    requestId: 'req_errdoctor_example_0001',
    common: commonRules,
  });
  if (granted.is !== 'answer') return granted.is;
  const exchange = exchangeOf({ name: id, http: captureOf(request, granted.answer) });
  const recognised = diagnose(exchange, loaded, {});
  const diagnosis =
    recognised.pack || pack === 'http' ? recognised : diagnose(exchange, loaded, { provider: pack });
  const leading = [
    ...diagnosis.faults.map(({ causes }) => causes[0]?.candidate.rule.id),
    ...diagnosis.notes.map(({ rule: note }) => note.id),
  ];
  return leading.includes(id) ? 'leads' : `${leading[0] ?? 'nothing'} leads`;
}
