import { factsThatNeed, known } from '../fact.js';
import { past, placeOfCall } from '../past.js';

/** How often the same request (method, URL and body) was sent within an hour, and when. */
export default factsThatNeed('history', {
  'history.tries': {
    means: 'which attempt of the same request this is, from 1; attempts follow each other within an hour',
    get: (context) =>
      past(context, 'attempt', ({ number, before }) => known(number, before && placeOfCall(before.entry))),
    says: (value) => `this is attempt ${value} of the same request`,
  },
  'history.failuresInRow': {
    means: 'how many attempts of the same request were answered with 5xx without a break, this one included',
    get: (context) =>
      past(context, 'attempt', ({ faults, before }) => known(faults, before && placeOfCall(before.entry))),
    says: (value) => `${value} attempts in a row were answered with 5xx`,
  },
  'history.triedTooOften': {
    means: 'how many retries there were, when they are more than the provider documents, or than five',
    get: (context) =>
      past(context, 'attempt', ({ number, before }) => {
        const retries = number - 1;
        const most = context.pack?.retry?.maxAttempts ?? MOST_RETRIES;
        return known(retries > most ? retries : undefined, before && placeOfCall(before.entry));
      }),
    says: (value) => `this is retry ${value} of the same request`,
  },
  'history.retriedUnchanged': {
    means:
      'status of the attempt before, when that refused the request for good (4xx that no repeat mends) and nothing was changed since; a new signature is a change',
    get: (context) =>
      past(context, 'retriedUnchanged', (refused) => known(refused.status, placeOfCall(refused))),
    says: (value) => `the same request was answered with ${value} before`,
  },
  'history.retriedTooEarly': {
    means: 'how much too early the call was made, by what an earlier answer (429, 503) asked to wait',
    unit: 's',
    get: (context) =>
      past(context, 'tooEarly', ({ refused, seconds }) => known(seconds, placeOfCall(refused))),
    says: (value) => `an earlier answer asked to wait ${value} s longer than was waited`,
  },
  'history.exactWaits': {
    means:
      'the last three waits in seconds (`1, 2, 4`), when each was a whole number of half seconds to within 30 ms: retries without jitter',
    get: (context) => past(context, 'exactWaits', (waits) => known(waits.join(', '))),
    says: (value) => `the last waits were ${value} s, without jitter`,
  },
  'history.timestampReused': {
    means: 'whether an earlier call with this credential had the same signed timestamp',
    get: (context) => past(context, 'timestampReused', (other) => known(true, placeOfCall(other))),
    says: () => 'an earlier call had the same timestamp',
  },
});

/** Where the provider documents no number. */
const MOST_RETRIES = 5;
