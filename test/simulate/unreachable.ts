/** Why a cause cannot be seen in one answer that is wished for, with the causes of which that is true. */
type Unreachable = Readonly<Record<string, readonly string[]>>;

export const TOLD_BY_CALLS_BEFORE: readonly string[] = [
  'axys/api-key-revoked',
  'axys/otp-token-expired',
  'axys/wrong-environment',
  'axys/wrong-program-scope',
  'contro/api-key-expired',
  'contro/api-key-revoked-or-rotated',
  'contro/resource-deleted',
];

/** Where no answer can show it, the simulator itself says so; of `http/` such causes are not listed. */
export const UNREACHABLE: Unreachable = {
  'the calls before it tell it': TOLD_BY_CALLS_BEFORE,
  'nothing on the wire tells it from the cause that leads: the documented answer is the same, and so is the request':
    ['axys/fcrdns-mismatch', 'dlocal/signature-mismatch'],
  'it is told in the log of webhook deliveries': [
    'pandabase/endpoint-blocked',
    'pandabase/endpoint-ssl-error',
    'pandabase/endpoint-unreachable',
  ],
  'no status is documented with it': ['payfield/shop-not-found'],
  'the documented headers of the answer tell more than a status without a code': ['pandabase/http-429'],
  'it is advice on the idempotency of a call that went well, or may have': [
    'pandabase/idempotency-key-lifetime',
    'payfield/idempotent-already-exists',
  ],
  'further calls tell it: earlier ones, redirects, or one that works': [
    'http/credential-stopped-working',
    'http/differs-from-working-call',
    'http/redirect-changed-method',
    'http/redirect-dropped-credential',
    'http/retried-too-early',
    'http/retried-too-often',
    'http/retried-unchanged',
  ],
  'only a person can tell it': ['http/resource-elsewhere', 'http/resource-removed'],
  'a description of the API tells it': [
    'http/openapi-body',
    'http/openapi-content-type',
    'http/openapi-credential-missing',
    'http/openapi-method-unknown',
    'http/openapi-parameter',
    'http/openapi-path-unknown',
  ],
  'what the answer says of single fields, or how its headers are written, is each server’s own': [
    'http/body-not-read',
    'http/rate-reset-form',
    'http/retry-after-form',
  ],
  'the client decodes it': ['http/answer-coding-broken'],
  'an envelope that marks failures is needed': ['http/failed-under-success'],
};

/** Where another request than that of the first example shows the cause by itself: cause → name of the example. */
export const EXAMPLES: Readonly<Record<string, string>> = {
  'axys/enum-out-of-range': 'a sort order in words',
  'contro/content-type-missing': 'fetch without a header, HTTP/2',
  'contro/resource-of-other-partner': 'a sandbox key on api.contro.me, HTTP/2',
};
