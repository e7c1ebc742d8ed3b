import { expect, it } from 'vitest';
import { flowOf, way } from '../support/flows.js';

const flow = flowOf('axys');
/** The causes at the end of a way, with when to send again. */
const causes = (...holds: string[]) =>
  way(flow, holds).causes.map(({ id, again }) => [id.split('/')[1], again]);
const MONEY =
  'POST /cards/{cardId}/bank-deposit, /wallets/{walletId}/bank-deposit, /wallets/transfer, /cards/{cardId}/deposit or /wallets/{walletId}/deposit';
const CHECK = 'only after checking whether it went through';

it('begins with whether the handshake and the call were completed', () => {
  expect(flow.asks).toBe('Did an HTTP answer arrive?');
  expect(causes('No', 'the TLS handshake was not completed')).toEqual([
    ['tls-client-certificate', 'after the fix'],
  ]);
  expect(causes('No', 'the connection was broken off', 'otherwise')).toEqual([
    ['tls-client-certificate', 'after the fix'],
  ]);
  expect(causes('No', `the time ran out, HTTP/2 failed or it failed in another way on ${MONEY}`)).toEqual([
    ['timeout-on-fund-moving-write', CHECK],
  ]);
});

it('leads from 401 to the key', () => {
  expect(causes('Yes', '401').map(([id]) => id)).toEqual([
    'api-key-invalid',
    'api-key-missing',
    'api-key-revoked',
  ]);
  expect(way(flow, ['Yes', '401']).causes[1]?.apart).toEqual([
    'unlike api-key-invalid: there a key was sent, and Axys does not know it',
  ]);
});

it('leads from 403 to the allowlist, then to reverse DNS, and by other words to the compliance state', () => {
  const network = way(flow, ['Yes', '403', 'message "No authorized/authorised IPs/IP configured"']);
  expect(network.causes.map(({ id }) => id)).toEqual(['axys/ip-not-allowlisted', 'axys/fcrdns-mismatch']);
  expect(network.causes.map(({ apart }) => apart)).toEqual([
    ['unlike fcrdns-mismatch: same message; the address is registered, its DNS does not confirm it'],
    ['unlike ip-not-allowlisted: same message; the address itself is not registered'],
  ]);
  expect(causes('Yes', '403', 'otherwise')).toEqual([['compliance-state-restriction', 'after the fix']]);
});

it('leads from 404 to the token of an OTP route, else to Program scope, environment and id', () => {
  expect(causes('Yes', '404', 'GET or DELETE /otp/{token}').map(([id]) => id)).toEqual([
    'otp-token-invalid',
    'otp-token-expired',
  ]);
  expect(causes('Yes', '404', 'otherwise').map(([id]) => id)).toEqual([
    'wrong-program-scope',
    'wrong-environment',
    'resource-not-found',
  ]);
});

it('leads from 409 to the compliance lock of a cardholder, else to the status', () => {
  expect(causes('Yes', '409', 'PUT or PATCH /cardholders/{cardholderId}').map(([id]) => id)).toEqual([
    'compliance-locked-field',
  ]);
  expect(causes('Yes', '409', 'otherwise')).toEqual([['state-conflict', CHECK]]);
});

it('leads from 400 and 422 to the schema', () => {
  expect(causes('Yes', '400 or 422', '400').map(([id]) => id)).toEqual(['malformed-json']);
  expect(causes('Yes', '400 or 422', 'any of them').map(([id]) => id)).toEqual([
    'wrong-field-type',
    'field-validation-other',
    'max-length-exceeded',
    'enum-out-of-range',
  ]);
});

it('leads from 429 and 5xx to backing off, and from a write that moves money to checking first', () => {
  const support = 'back off, then ask support';
  expect(causes('Yes', '429')).toEqual([['rate-limited', support]]);
  expect(causes('Yes', '5xx', '500')).toEqual([['internal-error', support]]);
  expect(causes('Yes', '5xx', '502, 503 or 504')).toEqual([['upstream-unavailable', support]]);
  expect(causes('Yes', '5xx', MONEY)).toEqual([['server-error-on-fund-moving-write', CHECK]]);
});

it('says beside 2xx that the body may speak of a failure', () => {
  expect(causes('Yes', '2xx')).toEqual([['envelope-status-ambiguous', CHECK]]);
  expect(way(flow, ['Yes']).branches.map(({ holds }) => holds)).toEqual([
    '2xx',
    '400 or 422',
    '401',
    '403',
    '404',
    '409',
    '429',
    '5xx',
  ]);
});
