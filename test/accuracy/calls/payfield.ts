import { createHmac } from 'node:crypto';
import type { AnyOf } from '../exchange.js';
import { findField, setField } from '../exchange.js';
import type { Random } from '../random.js';
import { answered, type Draft, someMoment } from './draft.js';

/** Sound calls of the PayIn/PayOut API in the edition whose amounts are texts. Its hosts are documented nowhere. */

const HOSTS = ['merchant-api.example.com', 'pay.merchantgateway.net', 'api.payfield.io'] as const;

/** Three headers, a route and an envelope of its own: together they name it. */
export const NAMED: AnyOf = [['line', 'sent:x-signature', 'sent:x-timestamp', 'answer-body']];

/** Documented: HMAC-SHA256 over the timestamp and the raw body. */
function sign(draft: Draft, body: string): void {
  const timestamp = findField(draft.headers, 'x-timestamp')?.[1] ?? '';
  const mac = createHmac('sha256', 'pf_secret_errdoctor_example').update(timestamp + body);
  setField(draft.headers, 'X-Signature', mac.digest('hex'));
}

function call(random: Random, method: string, path: string, json?: Draft['json']): Draft {
  const now = someMoment(random);
  const sent = now - random.between(50, 3000);
  return {
    method,
    scheme: 'https',
    host: random.pick(HOSTS),
    path: `/api/v1${path}`,
    query: {},
    headers: [
      ['X-API-Key', `errdoctor-example-${random.hex(20)}`],
      [
        'X-Timestamp',
        random.chance(0.5)
          ? `${new Date(sent).toISOString().slice(0, 19)}Z`
          : String(Math.floor(sent / 1000)),
      ],
      ['X-Signature', ''],
      ...(json ? [['Content-Type', 'application/json'] as [string, string]] : []),
    ],
    json,
    now,
    sign,
  };
}

const order = (random: Random) => ({
  external_id: `PAY-ERRDOC-${random.digits(5)}`,
  amount: `${random.between(10, 9000)}.00`,
  currency: 'BDT',
});
const user = { merchant_user_id: 'user-77', merchant_user_ip: '203.0.113.10' };

export const routes = {
  payout: (random: Random) =>
    call(random, 'POST', '/payouts', { ...order(random), card_number: '4111111111111111', ...user }),
  payin: (random: Random) =>
    call(random, 'POST', '/payins', {
      ...order(random),
      ...user,
      callback_url: 'https://shop.example.com/hook',
    }),
  readPayout: (random: Random) => call(random, 'GET', `/payouts/PAY-ERRDOC-${random.digits(5)}`),
  readPayin: (random: Random) => call(random, 'GET', `/payins/PAY-ERRDOC-${random.digits(5)}`),
} as const;

export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** Message and code, repeated in `error`, and the single faults of a validation. */
export function refusal(
  draft: Draft,
  random: Random,
  status: number,
  message: string,
  code: string,
  errors: readonly FieldError[] = [],
) {
  const list = errors.length > 0 ? { errors } : {};
  return answered(draft, random, status, { message, code, ...list, error: { code, message } });
}
