import { ALWAYS, type CauseSource } from '../cause.js';
import { foreignCall, refusedByAny as refused } from '../calls/foreign.js';
import { answered, REASONS, sentBy } from '../calls/draft.js';
import { failures } from '../calls/failures.js';
import { serverFailures } from '../calls/failures-server.js';
import { type Unanswered, unanswered } from '../calls/refusal.js';
import type { Random } from '../random.js';

/** Causes that any API can have, met at APIs that no pack knows: nothing has to name a provider. */

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
    weight: 0.5,
  });
}

function network(name: string, kinds: Unanswered['kinds'], accepts: readonly string[] = []): CauseSource {
  const id = `http/${name}`;
  return unanswered({ id, kinds, routes: [foreignCall], named: ALWAYS, tells: ALWAYS, accepts });
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
  network('dns-failure', [failures.nameNotFound]),
  network('connection-refused', [failures.refused]),
  network('connection-reset', [failures.reset, failures.emptyReply]),
  network('timeout', [failures.readTimeout, failures.connectTimeout]),
  // Chromium gives this alert the name of its usual reason.
  network('tls-failure', [failures.handshakeFailure], ['http/tls-version-mismatch']),
  network('proxy-failure', [failures.proxyNotFound, failures.proxyRefused]),
  network('http2-failure', [failures.streamReset]),
  network('client-usage', [failures.badUrl]),
  network('certificate-expired', [serverFailures.serverCertificateExpired]),
  network('certificate-name-mismatch', [serverFailures.otherHostsCertificate]),
  network('certificate-untrusted', [failures.untrustedServer]),
  // Chromium says no more than that the protocol failed.
  network('tls-on-plain-port', [serverFailures.plainPort], ['http/tls-failure']),
  network('tls-version-mismatch', [serverFailures.noCommonVersion]),
  network('client-certificate-missing', [failures.clientCertificateRequired]),
  network('client-certificate-refused', [
    failures.clientCertificateUnknown,
    failures.clientCertificateExpired,
  ]),
] satisfies CauseSource[];
