import { axys, cats, contro, orders, pandabase, partna, payfield } from './apis.js';
import { amount, controCard, intent, intentOf, intents, order, payoutOf, uuid } from './drawn.js';
import type { Kind } from './kind.js';

const good = { outcome: 'succeeded', code: null } as const;

/** What works, with the traps of real answers: words of failure in a good body, and 304. */
export const successes: readonly Kind[] = [
  {
    ...good,
    api: pandabase,
    method: 'POST',
    path: intents,
    asks: intentOf,
    status: 201,
    says: (random) =>
      `{"ok":true,"data":{"id":"int_${random.hex(12)}","status":"REQUIRES_PAYMENT","amount":${random.between(100, 99_999)},"currency":"USD","lastError":null,"metadata":{"order":"order-${random.digits(6)}","channel":"web"}}}`,
  },
  {
    ...good,
    api: pandabase,
    method: 'GET',
    path: intent,
    status: 200,
    says: (random) =>
      `{"ok":true,"data":{"id":"int_${random.hex(12)}","status":"COMPLETED","error":null,"amount":${random.between(100, 99_999)},"currency":"USD"}}`,
  },
  {
    ...good,
    api: contro,
    method: 'GET',
    path: controCard,
    status: 200,
    says: (random) =>
      `{"success":true,"data":{"id":"card_${random.hex(10)}","state":"ACTIVE","limit":${random.between(1, 400)},"last4":"${random.digits(4)}","network":"visa","failedAttempts":0}}`,
  },
  {
    ...good,
    api: partna,
    method: 'GET',
    path: (random) => `/v4/ramp?rampReference=${random.hex(32)}`,
    status: 200,
    says: (random) =>
      `{"message":"success","data":{"rampReference":"${random.hex(32)}","status":"completed","fromAmount":"${amount(random)}"}}`,
  },
  {
    ...good,
    api: payfield,
    method: 'POST',
    path: () => '/api/v1/payouts',
    asks: payoutOf,
    status: 201,
    says: (random) =>
      `{"id":"${uuid(random)}","external_id":"PAY-${random.digits(9)}","status":"pending","amount":"${amount(random)}","currency":"BDT"}`,
  },
  {
    ...good,
    api: axys,
    method: 'GET',
    path: (random) => `/v2/cardholders/${random.between(10_000, 99_999)}`,
    status: 200,
    says: (random) =>
      `{"status":"success","cardholder":{"id":${random.between(10_000, 99_999)},"status":1,"note":"no error 500 since ${random.between(2, 60)} days"}}`,
  },
  {
    ...good,
    api: orders,
    method: 'GET',
    path: order,
    status: 200,
    says: (random) =>
      `{"id":"${uuid(random)}","total":"${amount(random)}","state":"paid","errors":[],"lines":[{"sku":"A-${random.digits(5)}","quantity":${random.between(1, 9)}}]}`,
  },
  { ...good, api: orders, method: 'GET', path: order, status: 304, says: () => '' },
  {
    ...good,
    api: cats,
    method: 'GET',
    path: (random) => `/cats/${random.between(1, 99_999)}/photo`,
    status: 200,
    says: (random) =>
      `{"photo":"https://img.cats.example/${random.hex(20)}.jpg","width":${random.between(100, 4_000)}}`,
  },
];
