import { ALWAYS, type CauseSource, NEVER } from '../cause.js';
import { answered, type Draft, sentBy } from '../calls/draft.js';
import { type FieldError, NAMED, refusal, routes } from '../calls/payfield.js';
import { change, omit, type Refusal, refusing } from '../calls/refusal.js';
import { type AnyOf, dropField, findField, setField } from '../exchange.js';
import type { Random } from '../random.js';

const { payout, payin, readPayout, readPayin } = routes;
const IN_BODY: AnyOf = [['request-body']];
const AMOUNT = ['missing', 'not-string', 'not-positive', 'format-invalid'].map(
  (name) => `payfield/amount-${name}`,
);
const AMOUNT_MESSAGE = 'amount must be a positive decimal string';

/** Which member a documented validation message is about. */
const FIELDS: Readonly<Record<string, string>> = {
  'payfield/external-id-missing': 'external_id',
  'payfield/currency-missing': 'currency',
  'payfield/card-number-missing': 'card_number',
  'payfield/merchant-user-missing': 'merchant_user_ip',
  'payfield/callback-url-invalid': 'callback_url',
  ...Object.fromEntries(AMOUNT.map((id) => [id, 'amount'])),
};

const CODES: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  422: 'validation_error',
  500: 'internal_error',
};

const refused = refusing({
  named: NAMED,
  answer(draft, random, status, text, { id }: Refusal) {
    const field = FIELDS[id];
    const errors = field === undefined ? [] : [{ field, message: text }];
    return refusal(draft, random, status, text, CODES[status] ?? 'error', errors);
  },
});

function authentication(name: string, message: string, plant: Refusal['plant']): CauseSource {
  const routesTried = [payout, payin, readPayout];
  return refused({
    id: `payfield/${name}`,
    status: 401,
    message,
    routes: routesTried,
    tells: ALWAYS,
    ...(plant && { plant }),
  });
}

function invalid(
  name: string,
  message: string,
  from: Refusal['routes'],
  plant: Refusal['plant'],
): CauseSource {
  return refused({
    id: `payfield/${name}`,
    status: 422,
    message,
    routes: from,
    tells: ALWAYS,
    ...(plant && { plant }),
  });
}

/** Editions of the API that take numbers make a number the usual mistake. */
function amount(name: string, plant: Refusal['plant'], weight = 0.4): CauseSource {
  const id = `payfield/amount-${name}`;
  const from = [payout, payin];
  return refused({
    id,
    status: 422,
    message: AMOUNT_MESSAGE,
    among: AMOUNT,
    routes: from,
    weight,
    tells: IN_BODY,
    ...(plant && { plant }),
  });
}

const stamped = (stamp: (now: number, random: Random) => string) => (draft: Draft, random: Random) => {
  setField(draft.headers, 'x-timestamp', stamp(draft.now, random));
  return undefined;
};

/** A create call whose `external_id` was used before: the stored operation comes back, under 200. */
const repeated: CauseSource = {
  id: 'payfield/idempotent-already-exists',
  tells: [['line']],
  make(random) {
    const draft = random.pick([payout, payin])(random);
    const { external_id, currency } = draft.json ?? {};
    const stored = random.chance(0.5) ? draft.json?.amount : '12.00';
    const operation = {
      id: `errdoctor-${random.hex(8)}`,
      status: 'pending',
      external_id,
      amount: stored,
      currency,
    };
    const kind = draft.path.endsWith('payouts') ? 'payout' : 'payin';
    return {
      exchange: {
        call: sentBy(draft, random),
        answer: answered(draft, random, 200, {
          ...operation,
          transaction_type: kind,
          created_at: '2026-09-20T08:00:00Z',
        }),
      },
      labels: [this.id],
      accepts: [],
      among: [this.id, 'a first success'],
      tells: [['line']],
      // No host is documented, and neither is an envelope of success.
      named: NEVER,
      symptom: [['status', 'line']],
      evidence: 'signal',
      planted: { texts: ['200'], part: 'status' },
    };
  },
};

/** Two members are wrong at once, and the answer lists both. */
const twoFaults: CauseSource = {
  id: 'payfield/external-id-missing',
  tells: ALWAYS,
  weight: 0.5,
  make(random) {
    const draft = payout(random);
    const all: readonly (readonly [id: string, error: FieldError])[] = [
      ['payfield/external-id-missing', { field: 'external_id', message: 'external_id is required' }],
      ['payfield/currency-missing', { field: 'currency', message: 'currency is required' }],
      ['payfield/card-number-missing', { field: 'card_number', message: 'card_number is required' }],
    ];
    const [first, second] = random.shuffled(all);
    if (!first || !second) throw new Error('three faults give two');
    omit(first[1].field, second[1].field)(draft);
    const errors = [first[1], second[1]];
    return {
      exchange: {
        call: sentBy(draft, random),
        answer: refusal(draft, random, 422, first[1].message, 'validation_error', errors),
      },
      labels: [first[0], second[0]],
      accepts: [],
      also: [second[0]],
      among: [first[0]],
      tells: ALWAYS,
      named: NAMED,
      symptom: [['answer-body']],
      evidence: 'message',
      planted: { texts: [first[1].message], part: 'answer-body' },
    };
  },
};

export default [
  authentication(
    'api-key-missing',
    'API key required',
    (draft) => void dropField(draft.headers, 'x-api-key'),
  ),
  authentication('api-key-invalid', 'Invalid API key', undefined),
  authentication(
    'timestamp-missing',
    'Timestamp required',
    (draft) => void dropField(draft.headers, 'x-timestamp'),
  ),
  authentication(
    'timestamp-format-invalid',
    'Invalid timestamp format',
    stamped((now, random) => random.pick([String(now), new Date(now).toUTCString(), '2026-09-21 14:26:40'])),
  ),
  authentication(
    'timestamp-window-exceeded',
    'Timestamp window exceeded',
    stamped((now, random) =>
      String(Math.floor(now / 1000) - random.pick([-1, 1]) * random.between(65, 7200)),
    ),
  ),
  authentication('signature-invalid', 'Invalid signature', (draft, random) => {
    const sign = draft.sign;
    draft.sign = (one, body) => {
      sign?.(one, `${body} `);
      const hex = findField(one.headers, 'x-signature')?.[1] ?? '';
      const inBase64 = Buffer.from(hex, 'hex').toString('base64');
      setField(one.headers, 'x-signature', random.pick([hex, hex, hex.toUpperCase(), inBase64]));
    };
    return undefined;
  }),
  refused({
    id: 'payfield/unauthorized-other',
    status: 401,
    evidence: 'code',
    says: ['unauthorized'],
    routes: [payout, payin, readPayin],
    tells: ALWAYS,
  }),
  invalid('external-id-missing', 'external_id is required', [payout, payin], omit('external_id')),
  twoFaults,
  amount('missing', omit('amount')),
  amount('not-string', (draft) => change({ amount: Number(draft.json?.amount) })(draft), 1),
  amount('not-positive', (draft, random) => change({ amount: random.pick(['0', '0.00', '-15.00']) })(draft)),
  amount('format-invalid', (draft, random) =>
    change({ amount: random.pick(['5,000.00', '1e3', ' 50.00', '50.00 BDT', '$50']) })(draft),
  ),
  invalid('currency-missing', 'currency is required', [payout, payin], omit('currency')),
  invalid('card-number-missing', 'card_number is required', [payout], omit('card_number')),
  invalid('merchant-user-missing', 'merchant_user_ip is required', [payout], omit('merchant_user_ip')),
  invalid('callback-url-invalid', 'callback_url must be a valid URL', [payin], (draft, random) =>
    change({ callback_url: random.pick(['shop.example.com/hook', '', 'https://shop example.com']) })(draft),
  ),
  invalid(
    'shop-currency-mismatch',
    'Shop currency mismatch. Expected BDT.',
    [payout, payin],
    change({ currency: 'USD' }),
  ),
  invalid('insufficient-balance', 'Insufficient balance', [payout], undefined),
  refused({
    id: 'payfield/validation-error-other',
    status: 422,
    evidence: 'code',
    says: ['validation_error'],
    routes: [payout, payin],
    tells: ALWAYS,
  }),
  refused({
    id: 'payfield/payout-not-found',
    status: 404,
    message: 'Payout not found',
    routes: [readPayout],
    tells: ALWAYS,
  }),
  refused({
    id: 'payfield/payin-not-found',
    status: 404,
    message: 'PayIn not found',
    routes: [readPayin],
    tells: ALWAYS,
  }),
  refused({ id: 'payfield/access-denied', status: 403, routes: [payout, readPayout], tells: ALWAYS }),
  refused({ id: 'payfield/server-error', status: 500, routes: [payout, payin, readPayout], tells: ALWAYS }),
  repeated,
] satisfies CauseSource[];
