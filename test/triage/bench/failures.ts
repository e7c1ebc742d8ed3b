import type { Random } from '../../accuracy/random.js';
import { axys, cats, contro, orders, pandabase, partna, payfield, slack } from './apis.js';
import {
  amount,
  axysCard,
  controCard,
  depositOf,
  intent,
  intentOf,
  intents,
  order,
  payoutOf,
  requestId,
  uuid,
  wait,
} from './drawn.js';
import type { Kind } from './kind.js';

/** One of the kinds of failure, with the members that all of an API's answers have. */
function pandabaseError(status: number, code: string, message: (random: Random) => string) {
  return {
    api: pandabase,
    status,
    code,
    outcome: 'failed' as const,
    says: (random: Random) =>
      JSON.stringify({
        ok: false,
        error: { code, message: message(random), status, requestId: requestId(random) },
      }),
  };
}

function payfieldError(status: number, code: string, message: string) {
  return {
    api: payfield,
    status,
    code,
    outcome: 'failed' as const,
    says: () => JSON.stringify({ message, code, error: { code, message } }),
  };
}

const failing = { outcome: 'failed', code: null } as const;
const unclear = { outcome: 'unknown', code: null } as const;
/** Failures as the providers answer them, the founding five's and others'. */
export const failures: readonly Kind[] = [
  {
    ...pandabaseError(401, 'SIGNATURE_MISMATCH', () => 'The request signature is not valid'),
    method: 'POST',
    path: intents,
    asks: intentOf,
  },
  {
    ...pandabaseError(401, 'TIMESTAMP_EXPIRED', () => 'request timestamp expired'),
    method: 'GET',
    path: () => '/v2/platforms/balances?page=1&limit=50',
  },
  {
    ...pandabaseError(404, 'INTENT_NOT_FOUND', (random) => `intent int_${random.hex(12)} not found`),
    method: 'GET',
    path: intent,
  },
  {
    ...pandabaseError(
      400,
      'INSUFFICIENT_BALANCE',
      (random) => `available ${amount(random)}, requested ${amount(random)}`,
    ),
    method: 'POST',
    path: () => '/v2/platforms/payouts',
    asks: (random) => `{"amount":${random.between(1, 200_000)},"priority":"standard"}`,
  },
  {
    ...pandabaseError(429, 'RATE_LIMIT_EXCEEDED', () => 'Too many requests'),
    method: 'GET',
    path: intent,
    headers: wait,
  },
  {
    ...pandabaseError(400, 'VALIDATION_ERROR', () => 'Validation failed'),
    method: 'POST',
    path: intents,
    asks: intentOf,
  },
  {
    ...failing,
    api: contro,
    method: 'GET',
    path: controCard,
    status: 404,
    says: () => '{"success":false,"error":"Card not found"}',
  },
  {
    ...failing,
    api: contro,
    method: 'GET',
    path: () => '/v1/partner/cardholders?page=2',
    status: 429,
    says: () => '{"success":false,"error":"Rate limit exceeded"}',
    headers: wait,
  },
  {
    ...failing,
    api: contro,
    method: 'POST',
    path: () => '/v1/partner/cardholders',
    status: 400,
    says: (random) => `{"success":false,"error":"email user${random.digits(6)}.example.com is invalid"}`,
  },
  {
    ...failing,
    api: partna,
    method: 'POST',
    path: () => '/v4/ramp',
    status: 422,
    says: (random) =>
      `{"message":"Insufficient balance","data":{"availableBalance":${random.between(1, 9_999)}}}`,
  },
  {
    ...failing,
    api: partna,
    method: 'GET',
    path: (random) => `/v4/ramp?rampReference=${random.hex(32)}`,
    status: 404,
    says: () => '{"message":"Ramp request not found","data":null}',
  },
  {
    ...failing,
    api: partna,
    method: 'GET',
    path: () => '/v4/user/balances',
    status: 401,
    says: () => '{"message":"Invalid API key"}',
  },
  {
    ...payfieldError(401, 'unauthorized', 'Invalid signature'),
    method: 'POST',
    path: () => '/api/v1/payouts',
    asks: payoutOf,
  },
  {
    ...payfieldError(422, 'validation_error', 'Insufficient balance'),
    method: 'POST',
    path: () => '/api/v1/payouts',
    asks: payoutOf,
  },
  {
    ...payfieldError(422, 'validation_error', 'invalid payment_data'),
    method: 'POST',
    path: () => '/api/v1/payouts',
    asks: payoutOf,
  },
  {
    ...payfieldError(404, 'not_found', 'payout not found'),
    method: 'GET',
    path: (random) => `/api/v1/payouts/PAY-${random.digits(9)}`,
  },
  {
    ...failing,
    api: axys,
    method: 'GET',
    path: () => '/v2/cardholders?limit=50&offset=0',
    status: 403,
    says: () => '{"status":"error","message":"No authorized IPs configured"}',
  },
  {
    ...failing,
    api: axys,
    method: 'GET',
    path: (random) => `/v2/cardholders/${random.chance(0.1) ? 0 : random.between(10_000, 99_999)}`,
    status: 404,
    says: () => '{"status":"error","message":"Not found"}',
  },
  {
    ...failing,
    api: axys,
    method: 'POST',
    path: axysCard,
    asks: depositOf,
    status: 422,
    says: () => '{"status":"error","message":"Validation failed"}',
  },
  {
    ...failing,
    api: orders,
    method: 'GET',
    path: order,
    status: 401,
    code: 'token_expired',
    says: (random) =>
      `{"error":{"code":"token_expired","message":"The access token expired at ${random.between(1_789_000_000, 1_789_999_999)}"}}`,
  },
  {
    ...failing,
    api: orders,
    method: 'GET',
    path: () => '/v3/me',
    status: 401,
    says: () => '{"error":"Unauthorized"}',
  },
  {
    ...failing,
    api: orders,
    method: 'PUT',
    path: order,
    status: 409,
    code: 'conflict',
    says: (random) =>
      `{"error":{"code":"conflict","message":"Order ${uuid(random)} was changed in the meantime"}}`,
  },
  {
    ...failing,
    api: orders,
    method: 'DELETE',
    path: order,
    status: 403,
    says: () =>
      '{"type":"https://orders.internal.example/problems/scope","title":"Forbidden","status":403,"detail":"orders:delete is required"}',
    headers: () => ({ 'content-type': 'application/problem+json' }),
  },
  {
    ...failing,
    api: cats,
    method: 'GET',
    path: (random) => `/cats/${random.between(1, 99_999)}/photo`,
    status: 503,
    says: () => 'upstream connect error or disconnect/reset before headers',
    headers: () => ({ 'content-type': 'text/plain' }),
  },
  {
    ...failing,
    api: slack,
    method: 'POST',
    path: () => '/api/chat.postMessage',
    status: 200,
    code: 'invalid_auth',
    says: () => '{"ok":false,"error":"invalid_auth"}',
  },
];

/** Writes that may have been carried out. */
export const leftOpen: readonly Kind[] = [
  {
    ...pandabaseError(500, 'INTERNAL_ERROR', () => 'Something went wrong'),
    outcome: 'unknown',
    method: 'POST',
    path: () => '/v2/platforms/transfers',
  },
  {
    ...unclear,
    api: contro,
    method: 'POST',
    path: () => '/v1/partner/cards',
    status: 502,
    says: () =>
      '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx/1.24.0</center></body></html>',
    headers: () => ({ 'content-type': 'text/html', server: 'nginx/1.24.0' }),
  },
  {
    ...unclear,
    api: axys,
    method: 'POST',
    path: axysCard,
    asks: depositOf,
    status: 500,
    says: () => '{"status":"error","message":"Internal server error"}',
  },
  {
    ...unclear,
    api: axys,
    method: 'POST',
    path: axysCard,
    asks: depositOf,
    status: null,
    says: () => 'socket hang up',
  },
];
