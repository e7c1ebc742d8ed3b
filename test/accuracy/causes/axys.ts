import { ALWAYS, type CauseSource, NEVER } from '../cause.js';
import { NAMED, refusal, routes } from '../calls/axys.js';
import { answered, type Draft, sentBy } from '../calls/draft.js';
import { failures } from '../calls/failures.js';
import { type AnyOf, type Case, dropField, type Failure, findField, setField } from '../exchange.js';
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

type Route = (random: Random) => Draft;

interface Refused {
  readonly name: string;
  readonly status: number | readonly number[];
  readonly among: readonly string[];
  readonly routes: readonly Route[];
  readonly tells: AnyOf;
  readonly weight?: number;
  /** Plants the fault; what it returns replaces `tells` for this exchange. */
  readonly plant?: (draft: Draft, random: Random) => AnyOf | undefined;
  readonly narrowed?: Case['narrowed'];
}

/** An answer whose status carries the meaning; its words are documented nowhere. */
function refused({ name, status, among, routes: from, tells, weight = 1, plant, narrowed }: Refused): CauseSource {
  const id = `axys/${name}`;
  return {
    id,
    tells,
    weight,
    make(random, words) {
      const draft = random.pick(from)(random);
      const shown = plant?.(draft, random) ?? tells;
      const said = words.free(id, { path: draft.path });
      const code = typeof status === 'number' ? status : random.pick(status);
      return {
        exchange: { call: sentBy(draft, random), answer: refusal(draft, random, code, said.text) },
        labels: [id],
        accepts: [],
        among,
        narrowed,
        tells: said.telling ? [...shown, ['answer-body']] : shown,
        named: NAMED,
        symptom: [['status']],
        evidence: 'status',
        planted: { text: String(code), part: 'status' },
      };
    },
  };
}

/** The one documented message, which two causes share. */
function networkRefusal(name: string, weight: number): CauseSource {
  const id = `axys/${name}`;
  return {
    id,
    tells: NEVER,
    weight,
    make(random, words) {
      const draft = random.pick([routes.readCard, routes.createCard, routes.transactions, routes.cardDeposit])(random);
      const text = words.fixed('axys/ip-not-allowlisted', random.pick(['No authorized IPs configured', 'No Authorised IPs configured']));
      return {
        exchange: { call: sentBy(draft, random), answer: refusal(draft, random, 403, text) },
        labels: [id],
        accepts: [],
        among: GROUPS.network,
        tells: NEVER,
        named: [...NAMED, ['answer-body']],
        symptom: [['answer-body']],
        evidence: 'message',
        planted: { text, part: 'answer-body' },
      };
    },
  };
}

function unanswered(
  name: string,
  from: readonly Route[],
  kinds: readonly ((host: string, random: Random) => Failure)[],
  general?: string,
): CauseSource {
  const id = `axys/${name}`;
  const tells: AnyOf = general ? [['line']] : ALWAYS;
  return {
    id,
    tells,
    make(random) {
      const draft = random.pick(from)(random);
      const failure = random.pick(kinds)(draft.host, random);
      return {
        exchange: { call: sentBy(draft, random), failure },
        labels: [id],
        accepts: [],
        among: general ? [id, general] : [id],
        general,
        tells,
        named: NAMED,
        symptom: [['client-words']],
        evidence: 'transport',
        planted: { text: failure.curlSays, part: 'client-words' },
      };
    },
  };
}

const change = (values: object) => (draft: Draft) => {
  Object.assign((draft.json ??= {}), values);
  return undefined;
};
const oneOf =
  (values: readonly object[]) =>
  (draft: Draft, random: Random): undefined =>
    change(random.pick(values))(draft);

const { createCardholder, updateCardholder, readCardholder, readCard, readWallet, createCard, activateCard } = routes;
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
      exchange: { call: sentBy(draft, random), answer: answered(draft, random, random.pick([200, 201]), body) },
      labels: [this.id],
      accepts: [],
      among: [this.id],
      tells: ALWAYS,
      named: NAMED,
      symptom: [['answer-body', 'status']],
      evidence: 'status',
      planted: { text: 'error', part: 'answer-body' },
    };
  },
};

export default [
  unanswered('tls-client-certificate', Object.values(routes), [
    failures.clientCertificateRequired,
    failures.clientCertificateExpired,
    failures.clientCertificateUnknown,
    failures.handshakeFailure,
  ]),
  refused({
    name: 'malformed-json',
    status: 400,
    among: GROUPS.body,
    routes: [createCardholder, cardDeposit, createCard],
    tells: IN_BODY,
    plant(draft, random) {
      const text = JSON.stringify(draft.json);
      draft.text = random.pick([text.slice(0, -1), text.replace(':', ' '), text.replace('}', ',}'), text.replaceAll('"', "'")]);
      return undefined;
    },
  }),
  refused({
    name: 'wrong-field-type',
    status: 400,
    among: GROUPS.body,
    routes: [cardDeposit],
    tells: IN_BODY,
    plant: oneOf([{ transactionAmount: '1000' }, { transactionAmount: 10.5 }, { transactionReference: 1042 }]),
  }),
  refused({
    name: 'api-key-missing',
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
    name: 'api-key-invalid',
    status: 401,
    among: GROUPS.key,
    routes: [readCard, createCard, transactions],
    tells: NEVER,
    plant(draft, random) {
      if (random.chance(0.6)) return undefined;
      const key = findField(draft.headers, 'x-api-key')?.[1] ?? '';
      setField(draft.headers, 'x-api-key', random.pick([`"${key}"`, '<your-api-key>', 'YOUR_API_KEY', '${AXYS_KEY}']));
      return [['value:x-api-key']];
    },
  }),
  refused({ name: 'api-key-revoked', status: 401, among: GROUPS.key, routes: [readCard, createCard], tells: NEVER, weight: 0.5 }),
  networkRefusal('ip-not-allowlisted', 1),
  networkRefusal('fcrdns-mismatch', 0.6),
  refused({
    name: 'compliance-state-restriction',
    status: 403,
    among: GROUPS.refused,
    narrowed: { by: [['answer-body']], to: GROUPS.compliance },
    routes: [createCard, cardDeposit, activateCard],
    tells: NEVER,
  }),
  refused({
    name: 'resource-not-found',
    status: 404,
    among: NOT_FOUND,
    narrowed: { by: IN_ROUTE, to: GROUPS.missing },
    routes: [readCardholder, readCard, readWallet],
    tells: NEVER,
    plant(draft, random) {
      if (random.chance(0.6)) return undefined;
      draft.path = draft.path.replace(/\d+$/, random.pick(['0', 'undefined', 'null', 'card_17']));
      return IN_ROUTE;
    },
  }),
  refused({
    name: 'wrong-program-scope',
    status: 404,
    among: NOT_FOUND,
    narrowed: { by: IN_ROUTE, to: GROUPS.missing },
    routes: [readCardholder, readCard],
    tells: NEVER,
    weight: 0.5,
  }),
  refused({
    name: 'wrong-environment',
    status: 404,
    among: NOT_FOUND,
    narrowed: { by: IN_ROUTE, to: GROUPS.missing },
    routes: [readCardholder, readCard, readWallet],
    tells: NEVER,
    weight: 0.5,
  }),
  ...GROUPS.otp.map((id) =>
    refused({
      name: id.slice('axys/'.length),
      status: 404,
      among: NOT_FOUND,
      narrowed: { by: IN_ROUTE, to: GROUPS.otp },
      routes: [readOtp, deleteOtp],
      tells: NEVER,
    }),
  ),
  refused({ name: 'compliance-locked-field', status: 409, among: GROUPS.state, routes: [updateCardholder], tells: IN_ROUTE }),
  refused({ name: 'state-conflict', status: 409, among: GROUPS.state, routes: [activateCard, createCard], tells: IN_ROUTE }),
  refused({
    name: 'max-length-exceeded',
    status: 422,
    among: GROUPS.field,
    routes: [createCardholder],
    tells: BODY_OF_ROUTE,
    plant: oneOf([{ firstName: 'E'.repeat(51) }, { firstName: `Errdoctor ${'Example '.repeat(8)}` }]),
  }),
  refused({
    name: 'enum-out-of-range',
    status: 422,
    among: GROUPS.field,
    routes: [createCardholder, transactions],
    tells: NEVER,
    plant(draft, random) {
      if (draft.method === 'POST') return change({ gender: random.pick([7, 9, 17]) })(draft);
      draft.query.sort = random.pick(['up', 'descending', 'ascending']);
      return IN_ROUTE;
    },
  }),
  refused({
    name: 'field-validation-other',
    status: 422,
    among: GROUPS.field,
    routes: [createCardholder],
    tells: BODY_OF_ROUTE,
    plant: oneOf([{ dob: '12.04.1988' }, { country: 'USA' }, { emailAdr: 'errdoctor.example.com' }]),
  }),
  refused({ name: 'rate-limited', status: 429, among: GROUPS.limit, routes: [transactions, readCard], tells: ALWAYS }),
  refused({
    name: 'internal-error',
    status: 500,
    among: GROUPS.fault,
    routes: [readCard, createCardholder, transactions, createWallet],
    tells: IN_ROUTE,
  }),
  refused({
    name: 'upstream-unavailable',
    status: [502, 503],
    among: GROUPS.upstream,
    routes: [readCard, createCardholder, transactions, createWallet],
    tells: IN_ROUTE,
  }),
  unanswered('timeout-on-fund-moving-write', FUNDS, [failures.readTimeout], 'http/timeout'),
  refused({
    name: 'server-error-on-fund-moving-write',
    status: [500, 502, 503],
    among: [...GROUPS.fault, 'axys/upstream-unavailable'],
    routes: FUNDS,
    tells: IN_ROUTE,
  }),
  ambiguous,
] satisfies CauseSource[];
