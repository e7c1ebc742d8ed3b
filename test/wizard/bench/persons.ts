import type { Random } from '../../accuracy/random.js';

/**
 * What a person in each situation knows that no capture holds: the name of a fact to its value; of several values one is drawn.
 * Written from the documentation of the providers and from what the situation means, never from the clues of the rules. What is
 * not listed nobody knows.
 */
type Knows = Readonly<Record<string, unknown>>;

/** A fault in one call, of an account whose key, network and records are in order. */
const IN_ORDER: Knows = {
  'told.key-works': 'now',
  'told.key-listed': 'active',
  'told.key-permitted': 'given',
  'told.account': 'active',
  'told.how-often': 'always',
  'told.works-elsewhere': false,
  'told.secret-of-endpoint': true,
  'told.three-line-feeds': true,
  'told.secret-as-issued': true,
  'told.one-clock-reading': true,
  'told.method-signed': true,
  'told.body-touched': false,
  'told.own-username': true,
  'told.rate-fresh': true,
  'told.rate-untouched': true,
  'told.user-verified': true,
  'told.balance-covers': true,
  'told.ramp-open': false,
  'told.sent-twice': false,
  'egress.onAllowlist': true,
  'dns.fcrdns': 'confirmed',
  'environment.disagrees': false,
};

/** No call comes through. */
const NONE_WORKS: Knows = { 'told.key-works': ['never', 'before'] };
const NEVER_WORKED: Knows = { 'told.key-works': 'never' };
const UNKNOWN_KEY: Knows = { ...NEVER_WORKED, 'told.key-listed': 'nowhere' };
const ENDED_KEY: Knows = { 'told.key-works': 'before', 'told.key-listed': 'ended' };
const EXPIRED_KEY: Knows = { 'told.key-works': 'before', 'told.key-listed': 'expired' };
const KEY_OF_OTHER_ENVIRONMENT: Knows = {
  ...NEVER_WORKED,
  'told.key-listed': 'elsewhere',
  'environment.disagrees': true,
};
const NOT_PERMITTED: Knows = { 'told.key-permitted': 'lacking' };
const INACTIVE: Knows = { ...NONE_WORKS, 'told.account': 'closed' };
const NOW_AND_THEN: Knows = { 'told.how-often': 'sometimes' };
const WRONG_ID: Knows = { 'told.id-from': ['other', 'here'], 'told.id-worked': false };
const STATE: Knows = { 'told.id-from': 'here', 'told.id-worked': true };
const BADLY_SIGNED: Knows = { ...NEVER_WORKED, 'told.failing-calls': 'all' };

const situations: Readonly<Record<string, Knows>> = {
  'axys/api-key-missing': NEVER_WORKED,
  'axys/api-key-invalid': UNKNOWN_KEY,
  'axys/api-key-revoked': ENDED_KEY,
  'axys/ip-not-allowlisted': { ...NONE_WORKS, 'egress.onAllowlist': false },
  'axys/fcrdns-mismatch': { ...NONE_WORKS, 'dns.fcrdns': ['no-ptr', 'mismatch'] },
  'axys/compliance-state-restriction': STATE,
  'axys/resource-not-found': WRONG_ID,
  'axys/wrong-program-scope': { 'told.id-from': 'account', 'told.id-worked': true },
  'axys/wrong-environment': { 'told.id-from': 'environment', 'told.id-worked': true },
  'axys/otp-token-expired': { 'told.otp-listener': 'lapsed' },
  'axys/otp-token-invalid': { 'told.otp-listener': ['unknown', 'deleted'] },
  'axys/compliance-locked-field': STATE,
  'axys/state-conflict': STATE,
  'axys/rate-limited': NOW_AND_THEN,
  'axys/internal-error': NOW_AND_THEN,
  'axys/upstream-unavailable': NOW_AND_THEN,
  'axys/tls-client-certificate': NONE_WORKS,

  'partna/missing-api-key-header': NEVER_WORKED,
  'partna/missing-api-user-header': NEVER_WORKED,
  'partna/invalid-api-key': UNKNOWN_KEY,
  'partna/wrong-environment-credentials': KEY_OF_OTHER_ENVIRONMENT,
  'partna/insufficient-key-permission': NOT_PERMITTED,
  'partna/resource-not-found': WRONG_ID,
  'partna/conflicting-request-in-progress': { ...NOW_AND_THEN, 'told.sent-twice': true },
  'partna/pending-ramp-request': { 'told.ramp-open': true },
  'partna/rate-key-expired': { 'told.rate-fresh': false },
  'partna/rate-key-malformed': { 'told.rate-untouched': false },
  'partna/kyc-not-completed': { 'told.user-verified': false },
  'partna/insufficient-payout-balance': { 'told.balance-covers': false },
  'partna/rate-limited': NOW_AND_THEN,
  'partna/server-error': NOW_AND_THEN,
  'partna/service-unavailable': NOW_AND_THEN,

  'payfield/api-key-missing': NEVER_WORKED,
  'payfield/api-key-invalid': UNKNOWN_KEY,
  'payfield/timestamp-missing': NEVER_WORKED,
  'payfield/timestamp-format-invalid': NEVER_WORKED,
  'payfield/signature-invalid': BADLY_SIGNED,
  'payfield/access-denied': NOT_PERMITTED,
  'payfield/payout-not-found': WRONG_ID,
  'payfield/payin-not-found': WRONG_ID,
  'payfield/insufficient-balance': { 'told.balance-covers': false },
  'payfield/server-error': NOW_AND_THEN,

  'contro/api-key-missing': NEVER_WORKED,
  'contro/api-key-invalid': UNKNOWN_KEY,
  'contro/api-key-expired': EXPIRED_KEY,
  'contro/api-key-environment-mismatch': KEY_OF_OTHER_ENVIRONMENT,
  'contro/api-key-revoked-or-rotated': ENDED_KEY,
  'contro/resource-id-wrong': { 'told.id-from': 'other', 'told.id-worked': false },
  'contro/resource-of-other-partner': { 'told.id-from': 'account', 'told.id-worked': false },
  'contro/resource-deleted': STATE,
  'contro/rate-limited': NOW_AND_THEN,
  'contro/server-error': NOW_AND_THEN,
  'contro/server-error-persistent': { 'told.how-often': 'always' },

  'pandabase/missing-authorization': NEVER_WORKED,
  'pandabase/invalid-platform-id': UNKNOWN_KEY,
  'pandabase/environment-mismatch': KEY_OF_OTHER_ENVIRONMENT,
  'pandabase/platform-suspended': INACTIVE,
  'pandabase/platform-terminated': INACTIVE,
  'pandabase/sig-wrong-algorithm': BADLY_SIGNED,
  'pandabase/signature-mismatch': { ...BADLY_SIGNED, 'told.secret-of-endpoint': false },
  'pandabase/sig-secret-transformed': { ...BADLY_SIGNED, 'told.secret-as-issued': false },
  'pandabase/sig-canonical-layout': { ...BADLY_SIGNED, 'told.three-line-feeds': false },
  'pandabase/sig-method-case': { ...BADLY_SIGNED, 'told.method-signed': false },
  'pandabase/sig-path': BADLY_SIGNED,
  'pandabase/sig-timestamp-differs': { ...BADLY_SIGNED, 'told.one-clock-reading': false },
  'pandabase/sig-body-hash': { 'told.failing-calls': 'body', 'told.body-touched': true },
  'pandabase/merchant-not-found': WRONG_ID,
  'pandabase/intent-not-found': WRONG_ID,
  'pandabase/settlement-not-found': WRONG_ID,
  'pandabase/payout-not-found': WRONG_ID,
  'pandabase/hold-not-found': WRONG_ID,
  'pandabase/insufficient-balance-operation': { 'told.balance-covers': false },
  'pandabase/rate-limit-exceeded': NOW_AND_THEN,

  'http/credential-missing': NEVER_WORKED,
  'http/credential-scheme-refused': NEVER_WORKED,
  'http/credential-malformed': NEVER_WORKED,
  // No dashboard lists tokens.
  'http/token-expired': { 'told.key-works': 'before', 'told.key-listed': undefined },
  'http/token-audience': { ...NEVER_WORKED, 'told.key-listed': undefined },
  'http/key-unknown': UNKNOWN_KEY,
  'http/key-revoked': ENDED_KEY,
  'http/scope-missing': NOT_PERMITTED,
  'http/permission-missing': NOT_PERMITTED,
  'http/address-not-allowed': { ...NONE_WORKS, 'egress.onAllowlist': false },
  'http/rate-limit-reached': NOW_AND_THEN,
  'http/concurrency-limit': NOW_AND_THEN,
  'http/idempotency-request-running': { ...NOW_AND_THEN, 'told.sent-twice': true },
  'http/server-error': NOW_AND_THEN,
  'http/firewall-block': { 'told.works-elsewhere': [true, false] },
};

/** What the person at whom a call of this cause failed answers beyond what can be seen of the call itself. */
export function personIn(cause: string, random: Random): Knows {
  const all: Knows = { ...IN_ORDER, ...situations[cause] };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, value]) => value !== undefined)
      .map(([fact, value]) => [fact, Array.isArray(value) ? random.pick(value) : value]),
  );
}
