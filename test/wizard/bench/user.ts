import { Headers } from '../../../src/exchange/headers.js';
import { Input } from '../../../src/index.js';
import { type Case, settle } from '../../../src/wizard/case.js';
import { told } from '../../../src/wizard/fact-questions.js';
import type { Question } from '../../../src/wizard/question.js';
import { routed } from '../../../src/wizard/route-question.js';
import type { Situation } from './situation.js';

/** The case after the user has answered truthfully; who does not know says so. */
export function answered(one: Case, { id, kind, outcomes }: Question, situation: Situation): Case {
  const unknown = settle(one, id);
  if (kind === 'route') return routed(one, situation.method, situation.path);
  if (kind === 'answer') {
    if (!situation.body) return unknown;
    const input = new Input('pasted', Buffer.from(situation.body));
    const recording = { input, entry: 1, exchange: bodyAlone(input.bytes) };
    return { ...unknown, pasted: [...one.pasted, recording] };
  }
  const fact = situation.fact(id);
  if (!fact) return unknown;
  if (kind === 'typed') return told(one, id, fact.value);
  const named = (label: string) => outcomes.find((outcome) => outcome.label === label)?.then;
  const fitting = outcomes.find(({ then }) => {
    const value = then.options.answers?.[id];
    return value === fact.value || (value !== undefined && String(value) === String(fact.value));
  });
  return fitting?.then ?? named('something else') ?? unknown;
}

/** An answer that was pasted without its head. */
function bodyAlone(wire: Uint8Array) {
  return { response: { headers: Headers.notCaptured, body: { is: 'bytes', wire, exact: false } } } as const;
}
