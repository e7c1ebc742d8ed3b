import { ALWAYS, type CauseSource } from '../cause.js';
import { foreignCall, plainFailure } from '../calls/foreign.js';
import { routes as axys } from '../calls/axys.js';
import { answered, type Draft, REASONS, sentBy } from '../calls/draft.js';
import { failures } from '../calls/failures.js';
import { routes as partna } from '../calls/partna.js';
import { refusing, type Unanswered, unanswered } from '../calls/refusal.js';
import type { Answer } from '../exchange.js';
import type { Random } from '../random.js';

/** Causes that any API can have, met at APIs that no pack knows: nothing has to name a provider. */

const refused = refusing({
  named: ALWAYS,
  answer: (draft, random, status, text) =>
    answered(draft, random, status, plainFailure(random, status, text)),
});

/** A sound request and a status that carries no more than its meaning. */
function restated(
  name: string,
  status: number | readonly number[],
  methods = ['GET', 'POST', 'PUT'],
): CauseSource {
  const first = typeof status === 'number' ? status : (status[0] ?? 0);
  return refused({
    id: `http/${name}`,
    status,
    message: REASONS[first] ?? 'Request failed',
    evidence: 'status',
    routes: methods.map((method) => (random: Random) => foreignCall(random, method)),
    tells: ALWAYS,
    restates: true,
    weight: 0.5,
  });
}

function network(name: string, kinds: Unanswered['kinds']): CauseSource {
  const id = `http/${name}`;
  return unanswered({ id, kinds, routes: [foreignCall], named: ALWAYS, tells: ALWAYS });
}

/** What stands before an API and answers in its place. */
const gatewayPage: CauseSource = {
  id: 'http/gateway-page',
  tells: ALWAYS,
  make(random) {
    const draft = random.pick([foreignCall, foreignCall, axys.readCard, partna.rate])(random);
    const answer = page(draft, random);
    return {
      exchange: { call: sentBy(draft, random), answer },
      labels: [this.id],
      accepts: [],
      among: [this.id],
      tells: ALWAYS,
      named: ALWAYS,
      symptom: [['answer-body', 'status']],
      evidence: 'signal',
      planted: { texts: [String(answer.status), answer.body], part: 'status' },
    };
  },
};

function page({ now }: Draft, random: Random): Answer {
  const status = random.pick([502, 503, 504]);
  const date: [string, string] = ['Date', new Date(now).toUTCString()];
  const reason = REASONS[status] ?? '';
  const [server, body] = random.pick([
    [
      'nginx',
      `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`,
    ],
    [
      'awselb/2.0',
      `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<body>\r\n<center><h1>${status} ${reason}</h1></center>\r\n</body>\r\n</html>\r\n`,
    ],
    [
      'cloudflare',
      `<!DOCTYPE html><html lang="en-US"><head><title>Error ${status}</title></head><body><h1>Error ${status}</h1><p>The origin web server timed out. Ray ID: ${random.hex(16)}</p></body></html>`,
    ],
  ]);
  return { status, reason, headers: [date, ['Content-Type', 'text/html'], ['Server', server]], body };
}

/** A status of success over a body that says failure. */
const failedUnderSuccess: CauseSource = {
  id: 'http/failed-under-success',
  tells: ALWAYS,
  make(random) {
    const draft = foreignCall(random);
    const body = random.pick<unknown>([
      { success: false, reason: 'limit reached' },
      { ok: false, description: 'not allowed in this state' },
      { status: 'error', data: null },
    ]);
    return {
      exchange: { call: sentBy(draft, random), answer: answered(draft, random, 200, body) },
      labels: [this.id],
      accepts: [],
      among: [this.id],
      tells: ALWAYS,
      named: ALWAYS,
      symptom: [['answer-body', 'status']],
      evidence: 'signal',
      planted: { texts: ['false', 'error', '200'], part: 'answer-body' },
    };
  },
};

export default [
  restated('bad-request', 400),
  restated('unauthorized', 401),
  restated('payment-required', 402),
  restated('forbidden', 403),
  restated('not-found', 404),
  restated('method-not-allowed', 405),
  restated('conflict', 409, ['POST', 'PUT']),
  restated('gone', 410, ['GET']),
  restated('payload-too-large', 413, ['POST']),
  restated('unsupported-media-type', 415, ['POST', 'PUT']),
  restated('unprocessable', 422, ['POST', 'PUT']),
  restated('too-many-requests', 429),
  restated('client-error', [418, 451]),
  restated('server-error', 500),
  restated('bad-gateway', 502),
  restated('service-unavailable', 503),
  restated('gateway-timeout', 504),
  restated('server-fault', [501, 507]),
  failedUnderSuccess,
  gatewayPage,
  network('dns-failure', [failures.nameNotFound]),
  network('connection-refused', [failures.refused]),
  network('connection-reset', [failures.reset, failures.emptyReply]),
  network('timeout', [failures.readTimeout, failures.connectTimeout]),
  network('tls-failure', [failures.handshakeFailure]),
  network('proxy-failure', [failures.proxyNotFound, failures.proxyRefused]),
  network('http2-failure', [failures.streamReset]),
  network('client-usage', [failures.badUrl]),
] satisfies CauseSource[];
