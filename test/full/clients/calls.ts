/** One failing call of an API, made by every client. */
export interface Call {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Undefined where the network refuses: see network.ts. */
  readonly answer?: { readonly status: number; readonly body: string };
}

const AXYS = { 'x-api-key': 'errdoctor-example-key', accept: 'application/json' };

/** Calls that are answered with an error of each provider. */
export const REFUSED: readonly Call[] = [
  {
    name: 'pandabase',
    method: 'POST',
    url: 'https://api.pandabase.io/v2/platforms/intents',
    headers: {
      authorization: 'Platform plt_errdoctor_example',
      'x-request-timestamp': '1790000000',
      'x-platform-signature': '0123456789abcdef'.repeat(8),
      'x-idempotency-key': 'order-1001',
      'content-type': 'application/json',
    },
    body: '{"amount":2500,"currency":"USD"}',
    answer: {
      status: 401,
      body: '{"ok":false,"error":{"code":"TIMESTAMP_EXPIRED","message":"request timestamp expired"},"requestId":"req_errdoctor000000000000042"}',
    },
  },
  {
    name: 'axys',
    method: 'GET',
    url: 'https://staging.api.axyscards.com/v2/cards?limit=50',
    headers: AXYS,
    answer: { status: 403, body: '{"status":"error","message":"No authorized IPs configured"}' },
  },
  {
    name: 'payfield',
    method: 'POST',
    url: 'https://merchant.payfield.io/api/v1/payouts',
    headers: {
      'x-api-key': 'errdoctor-example-key',
      'x-timestamp': '1790000000',
      'x-signature': '0123456789abcdef'.repeat(4),
      'content-type': 'application/json',
    },
    body: '{"external_id":"order-1001","amount":"25.00","currency":"EUR"}',
    answer: {
      status: 422,
      body: '{"message":"Insufficient balance","code":"validation_error","error":{"message":"Insufficient balance","code":"validation_error"}}',
    },
  },
];

/** Calls that get no answer. */
export const UNANSWERED: readonly Call[] = [
  {
    name: 'timeout',
    method: 'POST',
    url: 'https://api.pandabase.io/v2/platforms/payouts',
    headers: { authorization: 'Platform plt_errdoctor_example', 'content-type': 'application/json' },
    body: '{"amount":2500}',
  },
  {
    name: 'client-certificate',
    method: 'GET',
    url: 'https://production.api.axyscards.com/v2/cards',
    headers: AXYS,
  },
  { name: 'refused', method: 'GET', url: 'https://closed.payfield.io/api/v1/payouts', headers: AXYS },
  {
    name: 'refused-twice',
    method: 'GET',
    url: 'https://twice-closed.payfield.io/api/v1/payouts',
    headers: AXYS,
  },
  { name: 'untrusted', method: 'GET', url: 'https://api.sandbox.pandabase.io/v2/platforms', headers: {} },
  {
    name: 'reset',
    method: 'POST',
    url: 'https://staging.api.axyscards.com/v2/wallets/transfer',
    headers: { ...AXYS, 'content-type': 'application/json' },
    body: '{"amount":25}',
  },
  { name: 'unknown-host', method: 'GET', url: 'https://api.pandabase.example/v2', headers: {} },
];
