import { failureOf, withFailure } from '../wire/failure.js';
import { type Leg, withBuffers } from '../wire/leg.js';
import type { FailedCall, PlainError } from './failed-call.js';

/** The call as other recorders give it: with its failure in words, and with what was meant to travel. */
export function failedLeg({ leg, error, head }: FailedCall): Leg {
  const whole = withBuffers(leg);
  if (!error) return whole;
  const thrown = errorOf(error);
  const failure = failureOf(thrown);
  const connection = withFailure(leg.connection, failure, thrown);
  return {
    ...whole,
    failure,
    connection,
    ...(head !== undefined && { request: requestOf(leg.origin, head) }),
  };
}

function errorOf({ message = '', errors, ...more }: PlainError): Error {
  const error = errors ? new AggregateError(errors.map(errorOf), message) : new Error(message);
  return Object.assign(error, more);
}

function requestOf(origin: string, head: string): Leg['request'] {
  const [first = '', ...lines] = head.slice(0, head.indexOf('\r\n\r\n')).split('\r\n');
  const [method = '', target = ''] = first.split(' ');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return { method, origin, target, headers };
}
