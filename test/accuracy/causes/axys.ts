import { ALWAYS, type CauseSource } from '../cause.js';
import { NAMED, refusal, routes } from '../calls/axys.js';
import { answered, type Draft, sentBy } from '../calls/draft.js';
import { breakJson, change, refusing, unanswered } from '../calls/refusal.js';
import { failures } from '../calls/failures.js';
import { type AnyOf, dropField, findField, setField } from '../exchange.js';
import type { Random } from '../random.js';

const named = (...names: string[]) => names.map((name) => `axys/${name}`);
const GROUPS = {
  body: named('malformed-json', 'wrong-field-type'),
  key: named('api-key-missing', 'api-key-invalid', 'api-key-revoked'),
  network: named('ip-not-allowlisted', 'fcrdns-mismatch'),
  refused: named('ip-not-allowlisted', 'fcrdns-mismatch', 'compliance-state-restriction'),
  compliance: named('compliance-state-restriction'),
  missing: named('resource-not-found', 'wrong-program-scope', 'wrong-environment'),
  otp: named('otp-token-expired', 'otp-token-invalid'),
  state: named('compliance-locked-field', 'state-conflict'),
  field: named('max-length-exceeded', 'enum-out-of-range', 'field-validation-other'),
  limit: named('rate-limited'),
  fault: named('internal-error', 'server-error-on-fund-moving-write'),
  upstream: named('upstream-unavailable', 'server-error-on-fund-moving-write'),
} as const;
const NOT_FOUND = [...GROUPS.missing, ...GROUPS.otp];

const refused = refusing({
  named: NAMED,
  answer: (draft, random, status, text) => refusal(draft, random, status, text),
});
const oneOf =
  (values: readonly object[], shown?: AnyOf) =>
  (draft: Draft, random: Random): AnyOf | undefined => {
    change(random.pick(values))(draft);
    return shown;
  };

const { createCardholder, updateCardholder, readCardholder, readCard, readWallet, createCard, activateCard } =
  routes;
const { createWallet, cardDeposit, walletDeposit, walletTransfer, readOtp, deleteOtp, transactions } = routes;
const FUNDS = [cardDeposit, walletDeposit, walletTransfer];
const IN_BODY: AnyOf = [['request-body']];
const IN_ROUTE: AnyOf = [['line']];
const BODY_OF_ROUTE: AnyOf = [['line', 'request-body']];

const ambiguous: CauseSource = {
  id: 'axys/envelope-status-ambiguous',
  tells: ALWAYS,
  make(random) {
    const draft = random.pick([readCard, createCard, transactions, createWallet])(random);
    const body = { status: 'error', ...(random.chance(0.5) && { message: 'Operation failed' }) };
    return {
      exchange: {
        call: sentBy(draft, random),
        answer: answered(draft, random, random.pick([200, 201]), body),
      },
      labels: [this.id],
      accepts: [],
      among: [this.id],
      tells: ALWAYS,
      named: NAMED,
      symptom: [['answer-body', 'status']],
      evidence: 'signal',
      planted: { texts: ['error', '200', '201'], part: 'answer-body' },
    };
  },
};

export default [
  unanswered({
    id: 'axys/tls-client-certificate',
    routes: Object.values(routes),
    kinds: [
      failures.clientCertificateRequired,
      failures.clientCertificateExpired,
      failures.clientCertificateUnknown,
      failures.handshakeFailure,
    ],
    named: NAMED,
    tells: ALWAYS,
  }),
  refused({
    id: 'axys/malformed-json',
    status: 400,
    among: GROUPS.body,
    routes: [createCardholder, cardDeposit, createCard],
    tells: IN_BODY,
    plant: breakJson,
  }),
  refused({
    id: 'axys/wrong-field-type',
    status: 400,
    among: GROUPS.body,
    routes: [cardDeposit],
    tells: IN_BODY,
    plant: oneOf([
      { transactionAmount: '1000' },
      { transactionAmount: 10.5 },
      { transactionReference: 1042 },
    ]),
  }),
  refused({
    id: 'axys/api-key-missing',
    status: 401,
    among: GROUPS.key,
    routes: [readCard, createCard, transactions],
    tells: [['sent:x-api-key']],
    plant(draft, random) {
      const key = findField(draft.headers, 'x-api-key')?.[1] ?? '';
      dropField(draft.headers, 'x-api-key');
      if (random.chance(0.3)) draft.headers.push(['X-Api-Token', key]);
      else if (random.chance(0.4)) draft.headers.push(['Authorization', `Bearer ${key}`]);
      return undefined;
    },
  }),
  refused({
    id: 'axys/api-key-invalid',
    status: 401,
    among: GROUPS.key,
    routes: [readCard, createCard, transactions],
    plant(draft, random) {
      if (random.chance(0.6)) return undefined;
      const key = findField(draft.headers, 'x-api-key')?.[1] ?? '';
      setField(
        draft.headers,
        'x-api-key',
        random.pick([`"${key}"`, '<your-api-key>', 'YOUR_API_KEY', '{{AXYS_KEY}}']),
      );
      return [['value:x-api-key']];
    },
  }),
  refused({
    id: 'axys/api-key-revoked',
    status: 401,
    among: GROUPS.key,
    routes: [readCard, createCard],
    weight: 0.5,
  }),
  ...GROUPS.network.map((id, rank) =>
    refused({
      id,
      status: 403,
      among: GROUPS.network,
      routes: [readCard, createCard, transactions, cardDeposit],
      weight: rank === 0 ? 1 : 0.6,
      message: (_draft, random) =>
        random.pick(['No authorized IPs configured', 'No Authorised IPs configured']),
      distinct: true,
    }),
  ),
  refused({
    id: 'axys/compliance-state-restriction',
    status: 403,
    among: GROUPS.refused,
    narrowed: { by: [['answer-body']], to: GROUPS.compliance },
    routes: [createCard, cardDeposit, activateCard],
  }),
  refused({
    id: 'axys/resource-not-found',
    status: 404,
    among: NOT_FOUND,
    narrowed: { by: IN_ROUTE, to: GROUPS.missing },
    routes: [readCardholder, readCard, readWallet],
    plant(draft, random) {
      if (random.chance(0.6)) return undefined;
      draft.path = draft.path.replace(/\d+$/, random.pick(['0', 'undefined', 'null', 'card_17']));
      return IN_ROUTE;
    },
  }),
  refused({
    id: 'axys/wrong-program-scope',
    status: 404,
    among: NOT_FOUND,
    narrowed: { by: IN_ROUTE, to: GROUPS.missing },
    routes: [readCardholder, readCard],
    weight: 0.5,
  }),
  refused({
    id: 'axys/wrong-environment',
    status: 404,
    among: NOT_FOUND,
    narrowed: { by: IN_ROUTE, to: GROUPS.missing },
    routes: [readCardholder, readCard, readWallet],
    weight: 0.5,
  }),
  ...GROUPS.otp.map((id) =>
    refused({
      id,
      status: 404,
      among: NOT_FOUND,
      narrowed: { by: IN_ROUTE, to: GROUPS.otp },
      routes: [readOtp, deleteOtp],
    }),
  ),
  refused({
    id: 'axys/compliance-locked-field',
    status: 409,
    among: GROUPS.state,
    routes: [updateCardholder],
    tells: IN_ROUTE,
  }),
  refused({
    id: 'axys/state-conflict',
    status: 409,
    among: GROUPS.state,
    routes: [activateCard, createCard],
    tells: IN_ROUTE,
  }),
  refused({
    id: 'axys/max-length-exceeded',
    status: 422,
    among: GROUPS.field,
    routes: [createCardholder],
    tells: BODY_OF_ROUTE,
    plant: oneOf(
      [{ firstName: 'E'.repeat(51) }, { firstName: `Errdoctor ${'Example '.repeat(8)}` }],
      BODY_OF_ROUTE,
    ),
  }),
  refused({
    id: 'axys/enum-out-of-range',
    status: 422,
    among: GROUPS.field,
    routes: [createCardholder, transactions],
    plant(draft, random) {
      if (draft.method === 'POST') return change({ gender: random.pick([7, 9, 17]) })(draft);
      draft.query.sort = random.pick(['up', 'descending', 'ascending']);
      return IN_ROUTE;
    },
  }),
  refused({
    id: 'axys/field-validation-other',
    status: 422,
    among: GROUPS.field,
    routes: [createCardholder],
    plant: oneOf(
      [{ dob: '12.04.1988' }, { country: 'USA' }, { emailAdr: 'errdoctor.example.com' }],
      BODY_OF_ROUTE,
    ),
  }),
  refused({
    id: 'axys/rate-limited',
    status: 429,
    among: GROUPS.limit,
    routes: [transactions, readCard],
    tells: ALWAYS,
  }),
  refused({
    id: 'axys/internal-error',
    status: 500,
    among: GROUPS.fault,
    routes: [readCard, createCardholder, transactions, createWallet],
    tells: IN_ROUTE,
  }),
  refused({
    id: 'axys/upstream-unavailable',
    status: [502, 503],
    among: GROUPS.upstream,
    routes: [readCard, createCardholder, transactions, createWallet],
    tells: IN_ROUTE,
  }),
  unanswered({
    id: 'axys/timeout-on-fund-moving-write',
    routes: FUNDS,
    kinds: [failures.readTimeout],
    named: NAMED,
    general: 'http/timeout',
    tells: IN_ROUTE,
  }),
  refused({
    id: 'axys/server-error-on-fund-moving-write',
    status: [500, 502, 503],
    among: [...GROUPS.fault, 'axys/upstream-unavailable'],
    routes: FUNDS,
    tells: IN_ROUTE,
  }),
  ambiguous,
] satisfies CauseSource[];
