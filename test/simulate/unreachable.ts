/** Why a cause cannot be seen in an answer that is wished for, with the causes of which that is true. */
type Unreachable = Readonly<Record<string, readonly string[]>>;

export const UNREACHABLE: Unreachable = {
  'nothing on the wire tells it from the cause that leads: the documented answer is the same, and so is the request':
    [
      'axys/fcrdns-mismatch',
      'axys/wrong-environment',
      'axys/wrong-program-scope',
      'dlocal/signature-mismatch',
    ],
  'the calls before it tell it': [
    'axys/api-key-revoked',
    'axys/otp-token-expired',
    'contro/api-key-expired',
    'contro/api-key-revoked-or-rotated',
    'contro/resource-deleted',
    'http/credential-stopped-working',
    'http/retried-too-early',
    'http/retried-too-often',
    'http/retried-unchanged',
    'http/retried-without-jitter',
    'http/write-repeated-blindly',
    'payfield/idempotent-already-exists',
  ],
  'it is told in the log of webhook deliveries': [
    'http/delivery-address-private',
    'http/delivery-handler-failed',
    'http/delivery-name-unknown',
    'http/delivery-redirected',
    'http/delivery-refused',
    'http/delivery-tls',
    'http/delivery-too-slow',
    'http/delivery-unreachable',
    'http/delivery-wrong-path',
    'pandabase/endpoint-blocked',
    'pandabase/endpoint-ssl-error',
    'pandabase/endpoint-unreachable',
  ],
  'no status is documented with it': ['payfield/shop-not-found'],
  'the documented headers of the answer tell more than a status without a code': ['pandabase/http-429'],
  'it fails before a request is sent, or in the client': [
    'http/answer-coding-broken',
    'http/answer-not-json',
    'http/answer-not-stored',
    'http/certificate-expired',
    'http/certificate-name-mismatch',
    'http/certificate-untrusted',
    'http/client-certificate-unusable',
    'http/client-usage',
    'http/connection-refused',
    'http/dns-failure',
    'http/host-malformed',
    'http/http2-failure',
    'http/http2-header-forbidden',
    'http/http2-stream-refused',
    'http/login-denied',
    'http/no-answer',
    'http/private-address',
    'http/proxy-failure',
    'http/proxy-in-the-way',
    'http/redirect-loop',
    'http/tls-failure',
    'http/tls-on-plain-port',
    'http/tls-version-mismatch',
  ],
  'redirects before it tell it': ['http/redirect-changed-method', 'http/redirect-dropped-credential'],
  'an API description or a working call tells it': [
    'http/differs-from-working-call',
    'http/openapi-body',
    'http/openapi-content-type',
    'http/openapi-credential-missing',
    'http/openapi-method-unknown',
    'http/openapi-parameter',
    'http/openapi-path-unknown',
    'http/openapi-request-differs',
    'http/openapi-response-differs',
    'http/openapi-status-unknown',
  ],
  'two clocks tell it': ['http/clock-differs', 'http/machine-clock-wrong'],
  'what the answer says of single fields, or how its headers are written, is each server’s own': [
    'http/body-not-read',
    'http/rate-reset-form',
    'http/retry-after-form',
    'http/status-rewritten',
  ],
  'an envelope that marks failures is needed': ['http/failed-under-success'],
  'it is advice on an idempotency key, whatever the answer': [
    'http/idempotency-key-missing',
    'pandabase/idempotency-key-lifetime',
  ],
};

/** Where another request than that of the first example shows the cause by itself: cause → name of the example. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  'axys/enum-out-of-range': 'a sort order in words',
  'contro/content-type-missing': 'fetch without a header, HTTP/2',
  'contro/resource-of-other-partner': 'a sandbox key on api.contro.me, HTTP/2',
};

/** Causes of the founding five that the calls before it tell, each with an example that holds them. */
export const TOLD_BY_HISTORY: readonly string[] = [
  'axys/api-key-revoked',
  'contro/api-key-expired',
  'contro/api-key-revoked-or-rotated',
  'contro/resource-deleted',
];
