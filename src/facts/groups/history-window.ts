import { factsThatNeed, known } from '../fact.js';
import { past } from '../past.js';

/** The rate limit's window before a refusal (429), as far as the capture holds the calls. */
export default factsThatNeed('history', {
  'history.window': {
    means: 'the window: from, to, limit, calls, buckets, routes; for the report',
    get: (context) => past(context, 'window', (window) => known(window)),
  },
  'history.windowCalls': {
    means: 'calls of the capture inside the window that were let pass',
    get: (context) => past(context, 'window', ({ calls }) => known(calls)),
    says: (value) => `${value} calls of this capture were made in the window before`,
  },
  'history.windowUsedUp': {
    means: 'whether the calls of the capture alone used up the limit',
    get: (context) => past(context, 'window', ({ calls, limit }) => known(calls >= limit)),
    says: (value, context) => {
      const calls = context.fact('history.windowCalls');
      return value
        ? `the ${calls.is === 'known' ? `${calls.value} ` : ''}calls before it used up the limit`
        : 'the calls of this capture do not use up the limit';
    },
  },
});
