import type { Place } from '../exchange/place.js';
import type { Entry } from '../history/entry.js';
import type { Answer, Question } from '../history/history.js';
import { type Fact, type FactContext, known, notInCapture } from './fact.js';

/**
 * The fact of something that the other exchanges of the input tell.
 *
 * @param view what the fact shows of the answer; undefined when nothing was found
 */
export function past<Q extends Question>(
  { exchange, stated: { history } }: FactContext,
  question: Q,
  view: (answer: NonNullable<Answer<Q>>) => Fact,
): Fact {
  if (!history) return notInCapture('what happened before');
  const fact = history.ask(exchange, question);
  if (fact.is !== 'known') return fact;
  return fact.value === undefined ? known(undefined) : view(fact.value as NonNullable<Answer<Q>>);
}

/** Where evidence points to another exchange: at its request line. */
export function placeOfCall({ exchange: { request, at } }: Entry): Place {
  return request?.methodAt ?? request?.urlAt ?? at;
}
