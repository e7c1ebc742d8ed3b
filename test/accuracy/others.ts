import { routes as axys } from './calls/axys.js';
import { routes as contro } from './calls/contro.js';
import { answered, type Draft, sentBy } from './calls/draft.js';
import { foreignCall } from './calls/foreign.js';
import { routes as pandabase } from './calls/pandabase.js';
import { routes as partna } from './calls/partna.js';
import { routes as payfield } from './calls/payfield.js';
import type { Capture, TrueExchange } from './exchange.js';
import { addNoise } from './noise.js';
import { Random } from './random.js';
import type { Writer } from './writer.js';

/** Exchanges on which no provider's cause may appear. */
export interface Other {
  readonly seed: string;
  /** Nothing failed: no cause at all may appear. */
  readonly succeeded: boolean;
  readonly exchange: TrueExchange;
  readonly writer: Writer;
  readonly capture: Capture;
}

type Make = (random: Random) => { draft: Draft; status: number; body: unknown; needsHost?: boolean };

/** Successes of every provider, as their documentation shows them. */
const successes: readonly Make[] = [
  (random) => ({
    draft: random.pick([pandabase.intent, pandabase.merchant, pandabase.refund])(random),
    status: random.pick([200, 201]),
    body: { ok: true, data: { clientSecret: 'errdoctor-example', status: 'REQUIRES_PAYMENT' } },
  }),
  (random) => ({
    draft: pandabase.balance(random),
    status: 200,
    body: { available: 120_000, pending: 4200, held: 0, total: 124_200 },
  }),
  (random) => ({
    draft: random.pick([axys.createCardholder, axys.readCard, axys.cardDeposit])(random),
    status: random.pick([200, 201]),
    body: { status: 'success', cardholderId: 10_532 },
  }),
  (random) => ({
    draft: axys.transactions(random),
    status: 200,
    body: { status: 'success', items: [], total: 0, limit: 50, offset: 0 },
  }),
  (random) => ({
    draft: random.pick([partna.ramp, partna.account])(random),
    status: random.pick([200, 201]),
    body: { message: random.pick(['success', 'request completed']), data: { rampReference: random.hex(32) } },
  }),
  (random) => ({
    draft: random.pick([payfield.payout, payfield.payin])(random),
    status: 201,
    body: {
      id: `errdoctor-${random.hex(8)}`,
      status: 'pending',
      currency: 'BDT',
      transaction_type: 'payout',
    },
  }),
  (random) => ({
    draft: random.pick([contro.issueCard, contro.balance, contro.createCardholder])(random),
    status: random.pick([200, 201]),
    body: { success: true, data: { id: 'card_errdoctor0001', status: 'created' } },
  }),
  (random) => ({
    draft: foreignCall(random),
    status: random.pick([200, 202]),
    body: { id: 'errdoctor', status: 'ok' },
  }),
];

/**
 * Failures of other APIs, whose codes, words, headers or envelopes look like a provider's. The first ones are, word
 * for word, a provider's as well, so only a capture that shows the host can tell.
 */
const lookAlikes: readonly (readonly [status: number, body: unknown])[] = [
  [429, { ok: false, error: { code: 'RATE_LIMIT_EXCEEDED', message: 'slow down' } }],
  [404, { message: 'Payout not found' }],
  [429, { error: { code: 'rate_limit_exceeded', message: 'Rate limit reached for requests' } }],
  [400, { code: 'INSUFFICIENT_BALANCE', message: 'Account has insufficient balance for requested action.' }],
  [401, { ok: false, error: 'invalid_auth' }],
  [401, { message: 'Unauthorized' }],
  [401, { message: 'Invalid API key' }],
  [401, { success: false, error: 'Invalid API key' }],
  [403, { status: 'error', message: 'Forbidden' }],
  [404, { success: false, error: 'Not found' }],
  [
    409,
    {
      error: { code: 'IDEMPOTENCY_CONFLICT', message: 'Keys for idempotent requests can only be used once' },
    },
  ],
  [422, { message: 'Insufficient balance' }],
  [422, { code: 'validation_error', message: 'currency is required', errors: [{ field: 'currency' }] }],
  [400, { error: { code: 'INVALID_CURRENCY', message: 'currency must be ISO 4217', status: 400 } }],
  [401, { code: 'unauthorized', message: 'API key required' }],
  [500, { success: false, error: 'Internal server error' }],
  [503, { status: 'error', message: 'Service unavailable' }],
  [400, { error: { code: 'AMOUNT_TOO_SMALL', message: 'Amount must be at least 50 cents' } }],
];

/** Public hosts of nobody's here, some of which resemble a provider's. */
const OTHER_HOSTS = [
  'api.notion.com',
  'api.linear.app',
  'api.openai.com',
  'api.pandabase.com',
  'api.axyscards.net',
  'api.partna.co',
  'api.contro.io',
];

const TWINS = lookAlikes.slice(0, 2).map(([, body]) => body);

function unrelated(random: Random): ReturnType<Make> {
  const draft = foreignCall(random);
  draft.host = random.pick(OTHER_HOSTS);
  if (random.chance(0.3)) draft.headers.push(['X-API-Key', `errdoctor-example-${random.hex(12)}`]);
  if (random.chance(0.15)) draft.headers.push(['X-Signature', random.hex(64)], ['X-Timestamp', '1790000000']);
  const [status, body] = random.pick(lookAlikes);
  return { draft, status, body, needsHost: TWINS.includes(body) };
}

/** Half of them succeeded, half are other APIs' failures; in every format that can hold them. */
export function* others(writers: readonly Writer[], count: number): Generator<Other> {
  for (let index = 0; index < count; index++) {
    const succeeded = index % 2 === 0;
    const seed = `other#${index}`;
    const random = new Random(seed);
    const made = succeeded ? random.pick(successes)(random) : unrelated(random);
    const { draft, status, body, needsHost } = made;
    const exchange = { call: sentBy(draft, random), answer: answered(draft, random, status, body) };
    addNoise(exchange, random, true);
    const first = (index >> 1) % writers.length;
    for (const writer of [...writers.slice(first), ...writers.slice(0, first)]) {
      const capture = writer.write(exchange, random);
      if (!capture || (needsHost && !capture.keeps('line'))) continue;
      yield { seed, succeeded, exchange, writer, capture };
      break;
    }
  }
}
