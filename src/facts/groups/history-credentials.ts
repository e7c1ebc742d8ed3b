import { factsThatNeed, known } from '../fact.js';
import { past, placeOfCall } from '../past.js';

/** What other calls of the same capture say of the credential of a refused one (401, 403). */
export default factsThatNeed('history', {
  'history.credentialWorkedUntil': {
    means:
      'when the last call with this credential succeeded, if one did before this refusal and none after; of a 403 only where the same route was open before',
    unit: 'ms',
    get: (context) => past(context, 'workedUntil', (last) => known(last.time, placeOfCall(last))),
    says: (value) => `the last call with this credential succeeded at ${isoTime(value)}`,
  },
  'history.otherCredentialWorks': {
    means: 'when, after this refusal, a call to the same host succeeded with another credential',
    unit: 'ms',
    get: (context) => past(context, 'otherWorks', (other) => known(other.time, placeOfCall(other))),
    says: (value) => `a call with another credential succeeded at ${isoTime(value)}`,
  },
  'history.allRefused': {
    means: 'how many calls the credential made, when all of them were refused; 2 or more',
    get: (context) => past(context, 'allRefused', (calls) => known(calls > 1 ? calls : undefined)),
    says: (value) => `all ${value} calls with this credential were refused`,
  },
});

function isoTime(value: unknown): string {
  return new Date(value as number).toISOString();
}
