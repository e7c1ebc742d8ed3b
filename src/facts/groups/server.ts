import { defineFacts, notInCapture } from '../fact.js';

/** What no capture holds, because only the server knows it: the simulator states it of the requests that it gets. */
export default defineFacts({
  'server.*': {
    means:
      'for the refusals of a simulated provider alone: `knows.<credential>` (whether the value is one that it issued), `signature` (`right`, `wrong` or `absent`), `key` (of an idempotency key: `new`, `repeated` or `reused` with another request), `overLimit` (whether the rate limit is used up)',
    get: () => notInCapture('what the server knows'),
  },
});
