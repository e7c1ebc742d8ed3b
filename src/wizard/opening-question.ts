import type { Standing } from './standing.js';
import type { Question } from './question.js';

const OPENING = { look: 'memory', outcomes: [], gain: Number.POSITIVE_INFINITY } as const;

/** What has to be known before causes can be weighed at all: who answered, and how. */
export function openingQuestion({ one: { settled, statement }, diagnosis }: Standing): Question | undefined {
  const { exchange, symptom, pack } = diagnosis;
  const { request, response, transport } = exchange;
  const isNamed = pack !== undefined || /^[a-z]+:/i.test(request?.url ?? '');
  if (!isNamed && !settled.has('provider'))
    return { ...OPENING, id: 'provider', kind: 'provider', ask: 'Which API was called?' };
  const failed =
    (response?.status ?? symptom.code ?? symptom.message) !== undefined || transport !== undefined;
  if (!failed && !settled.has('status') && response?.body.is !== 'bytes' && statement.status === undefined)
    return { ...OPENING, id: 'status', kind: 'status', ask: 'What came back?' };
  return undefined;
}
