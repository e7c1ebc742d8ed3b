import type { CauseSource } from '../cause.js';
import { foreignCall, refusedByAny } from '../calls/foreign.js';
import { breakJson, type Refusal } from '../calls/refusal.js';
import { type AnyOf, setField } from '../exchange.js';
import type { Random } from '../random.js';

/** What is wrong with the request itself, at APIs that no pack knows; their answers say no more than the status. */

const writes = (random: Random) => foreignCall(random, random.pick(['POST', 'PUT']));
const reads = (random: Random) => foreignCall(random, 'GET');

function seen(
  name: string,
  status: number,
  fallback: string,
  message: string,
  tells: AnyOf,
  rest: Partial<Refusal>,
) {
  const id = `http/${name}`;
  const general = `http/${fallback}`;
  return refusedByAny({
    id,
    status,
    message,
    tells,
    general,
    among: [id, general],
    evidence: 'status',
    routes: [writes],
    weight: 0.5,
    ...rest,
  });
}

export default [
  seen('json-body-malformed', 400, 'bad-request', 'Bad Request', [['request-body']], { plant: breakJson }),
  seen('json-body-empty', 400, 'bad-request', 'Bad Request', [['request-body', 'value:content-type']], {
    plant(draft) {
      draft.json = undefined;
      return undefined;
    },
  }),
  seen(
    'content-type-mismatch',
    415,
    'unsupported-media-type',
    'Unsupported Media Type',
    [['request-body', 'value:content-type']],
    {
      plant: ({ headers }, random) =>
        void setField(
          headers,
          'Content-Type',
          random.pick(['application/x-www-form-urlencoded', 'text/plain']),
        ),
    },
  ),
  seen('body-on-get', 400, 'bad-request', 'Bad Request', [['line', 'request-body']], {
    routes: [reads],
    plant(draft) {
      draft.json = { limit: 10 };
      return undefined;
    },
  }),
  seen('path-malformed', 404, 'not-found', 'Not Found', [['line']], {
    routes: [reads],
    plant(draft, random) {
      draft.path = draft.path.replace(
        /\/\d+$/,
        random.pick(['/undefined', '/null', '/%7Bid%7D', '/:id', '/NaN']),
      );
      return undefined;
    },
  }),
  seen('method-not-offered', 405, 'method-not-allowed', 'Method Not Allowed', [['line', 'answer-headers']], {
    routes: [(random) => foreignCall(random, 'PUT')],
    answerHeaders: (_draft, random) => [['Allow', random.pick(['GET, POST', 'POST', 'GET, HEAD, OPTIONS'])]],
  }),
] satisfies CauseSource[];
