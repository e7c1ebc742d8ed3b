import { ALWAYS, type CauseSource } from '../cause.js';
import { foreignCall, refusedByAny } from '../calls/foreign.js';
import type { Draft } from '../calls/draft.js';
import { type AnyOf, dropField, type Field, setField } from '../exchange.js';
import type { Random } from '../random.js';

/** Who is calling: keys, tokens and schemes, at APIs that no pack knows. Challenges are those of RFC 6750 and 9110. */

const CREDENTIAL: AnyOf = [['value:authorization', 'answer-date']];

function jwt(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.errdoctorexamplesignature`;
}

const bearer = (draft: Draft, claims: object) =>
  setField(
    draft.headers,
    'Authorization',
    `Bearer ${jwt({ sub: 'errdoctor', iss: 'https://login.example.com', ...claims })}`,
  );

const challenge =
  (...values: readonly string[]) =>
  (_draft: Draft, random: Random): Field[] => [['WWW-Authenticate', random.pick(values)]];

/** A refusal whose text names the cause. */
function told(name: string, status: number | readonly number[], ...texts: readonly string[]): CauseSource {
  return refusedByAny({
    id: `http/${name}`,
    status,
    message: (_draft, random) => random.pick(texts),
    routes: [foreignCall],
    tells: ALWAYS,
    weight: 0.5,
  });
}

export default [
  refusedByAny({
    id: 'http/credential-missing',
    status: 401,
    among: ['http/credential-missing', 'http/unauthorized'],
    general: 'http/unauthorized',
    message: 'Unauthorized',
    evidence: 'status',
    routes: [foreignCall],
    tells: [['sent:authorization']],
    weight: 0.5,
    plant: ({ headers }) => void dropField(headers, 'authorization'),
    answerHeaders: challenge('Bearer', 'Bearer realm="api"', 'Basic realm="api"'),
  }),
  refusedByAny({
    id: 'http/credential-scheme-refused',
    status: 401,
    among: ['http/credential-scheme-refused', 'http/unauthorized'],
    general: 'http/unauthorized',
    message: 'Unauthorized',
    evidence: 'status',
    routes: [foreignCall],
    tells: [['value:authorization', 'answer-headers']],
    weight: 0.5,
    answerHeaders: challenge('Basic realm="api"', 'Digest realm="api", nonce="errdoctor", qop="auth"'),
  }),
  refusedByAny({
    id: 'http/credential-malformed',
    status: 401,
    among: ['http/credential-malformed', 'http/unauthorized'],
    general: 'http/unauthorized',
    message: 'Unauthorized',
    evidence: 'status',
    routes: [foreignCall],
    tells: [['value:authorization']],
    weight: 0.5,
    plant: ({ headers }, random) =>
      void setField(
        headers,
        'Authorization',
        random.pick([
          'Bearer undefined',
          'Bearer Bearer errdoctor-example-51c2',
          'Bearer "errdoctor-example-77aa"',
        ]),
      ),
  }),
  refusedByAny({
    id: 'http/token-expired',
    status: 401,
    among: ['http/token-expired', 'http/unauthorized'],
    general: 'http/unauthorized',
    message: 'Unauthorized',
    evidence: 'status',
    routes: [foreignCall],
    tells: CREDENTIAL,
    weight: 0.5,
    plant(draft, random) {
      const end = Math.floor(draft.now / 1000) - random.between(120, 90_000);
      bearer(draft, { iat: end - 3600, exp: end });
      return undefined;
    },
  }),
  refusedByAny({
    id: 'http/token-not-yet-valid',
    status: 401,
    among: ['http/token-not-yet-valid', 'http/unauthorized'],
    general: 'http/unauthorized',
    message: 'Unauthorized',
    evidence: 'status',
    routes: [foreignCall],
    tells: CREDENTIAL,
    weight: 0.5,
    plant(draft, random) {
      const begin = Math.floor(draft.now / 1000) + random.between(300, 7200);
      bearer(draft, { nbf: begin, iat: begin, exp: begin + 3600 });
      return undefined;
    },
  }),
  refusedByAny({
    id: 'http/scope-missing',
    status: 403,
    among: ['http/scope-missing', 'http/forbidden'],
    general: 'http/forbidden',
    message: 'Forbidden',
    evidence: 'status',
    routes: [foreignCall],
    tells: [['answer-headers']],
    weight: 0.5,
    answerHeaders: challenge('Bearer realm="api", error="insufficient_scope", scope="orders:write"'),
  }),
  told('token-expired', 401, 'jwt expired', 'The access token expired', 'Token has expired'),
  told('token-audience', 401, 'Invalid audience', 'jwt audience invalid. expected: https://api.example.com'),
  told(
    'key-unknown',
    401,
    'Invalid API key provided',
    'Incorrect API key provided: sk-erR****. You can find your API key in your dashboard.',
  ),
  told('key-revoked', 401, 'This API key has been revoked', 'The API key was disabled'),
  told(
    'permission-missing',
    403,
    'The API key does not have the required permissions',
    'You do not have permission to perform this action',
  ),
  told(
    'address-not-allowed',
    403,
    'IP address 203.0.113.7 is not allowed',
    'Your IP address is not in the allowlist',
  ),
  told(
    'publishable-key',
    [401, 403],
    'This API call cannot be made with a publishable API key. Please use a secret API key.',
  ),
  told(
    'request-time-refused',
    [401, 403],
    'The difference between the request time and the current time is too large.',
    'Timestamp for this request is outside of the recvWindow.',
  ),
] satisfies CauseSource[];
