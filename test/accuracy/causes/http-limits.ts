import { ALWAYS, type CauseSource } from '../cause.js';
import { answered, type Draft, sentBy } from '../calls/draft.js';
import { foreignCall, refusedByAny } from '../calls/foreign.js';
import type { Random } from '../random.js';

/** Limits, idempotency and token requests of APIs that no pack knows. */

const writes = (random: Random) => foreignCall(random, 'POST');

function told(name: string, status: number, ...texts: readonly string[]): CauseSource {
  return refusedByAny({
    id: `http/${name}`,
    status,
    message: (_draft, random) => random.pick(texts),
    routes: [writes],
    tells: ALWAYS,
    weight: 0.5,
  });
}

/** A code of RFC 6749, section 5.2. */
function oauth(name: string, status: number, code: string): CauseSource {
  const id = `http/${name}`;
  return {
    id,
    tells: ALWAYS,
    weight: 0.4,
    make(random) {
      const draft: Draft = {
        ...foreignCall(random, 'POST'),
        path: '/oauth/token',
        headers: [['Content-Type', 'application/x-www-form-urlencoded']],
        json: undefined,
        text: 'grant_type=authorization_code&code=errdoctor-example&client_id=errdoctor',
      };
      return {
        exchange: { call: sentBy(draft, random), answer: answered(draft, random, status, { error: code }) },
        labels: [id],
        accepts: [],
        among: [id],
        tells: ALWAYS,
        named: ALWAYS,
        symptom: [['answer-body']],
        evidence: 'code',
        planted: { texts: [code], part: 'answer-body' },
      };
    },
  };
}

export default [
  refusedByAny({
    id: 'http/rate-limit-reached',
    status: 429,
    among: ['http/rate-limit-reached', 'http/too-many-requests'],
    general: 'http/too-many-requests',
    message: 'Too Many Requests',
    evidence: 'status',
    routes: [foreignCall],
    tells: [['answer-headers']],
    weight: 0.5,
    answerHeaders: (_draft, random) => [
      ['X-RateLimit-Limit', '60'],
      ['X-RateLimit-Remaining', '0'],
      ['Retry-After', String(random.between(1, 60))],
    ],
  }),
  told('concurrency-limit', 429, 'Too many concurrent requests', 'Concurrent request limit exceeded'),
  told(
    'quota-used-up',
    429,
    'You exceeded your current quota, please check your plan and billing details.',
    'Monthly quota exceeded',
  ),
  told(
    'idempotency-key-reused',
    422,
    'Keys for idempotent requests can only be used with the same parameters they were first used with.',
    'Idempotency key already used with a different request body',
  ),
  told(
    'idempotency-request-running',
    409,
    'A request with the same idempotency key is currently in progress',
    'There is currently another in-progress request using this idempotency key',
  ),
  oauth('oauth-client-refused', 401, 'invalid_client'),
  oauth('oauth-grant-refused', 400, 'invalid_grant'),
  oauth('oauth-request-refused', 400, 'unsupported_grant_type'),
] satisfies CauseSource[];
