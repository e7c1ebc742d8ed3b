import type { ResponseMessage } from '../../exchange/exchange.js';
import { type Challenge, parseChallenges } from '../challenges.js';
import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { headerFact, show } from '../message-facts.js';

/** What the server asks for in WWW-Authenticate (RFC 9110, section 11.6.1; for bearer tokens RFC 6750, section 3). */
export default defineFacts({
  'challenge.schemes': {
    means: 'the authentication schemes that WWW-Authenticate offers, lower case; absent without that header',
    get: (context) =>
      view(context, (list) => (list.length > 0 ? list.map(({ scheme }) => scheme) : undefined)),
    says: (value) =>
      value === undefined
        ? 'the answer offers no authentication scheme'
        : `the server asks for ${(value as string[]).join(' or ')}`,
  },
  'challenge.error': {
    means: "the challenge's error code (RFC 6750, section 3.1): `invalid_request`, `invalid_token`, …",
    get: (context) => parameter(context, 'error'),
    says: (value) =>
      value === undefined ? 'the challenge names no error' : `the server's challenge says ${value}`,
  },
  'challenge.description': {
    means: "the challenge's explanation for developers",
    get: (context) => parameter(context, 'error_description'),
    says: (value) =>
      value === undefined ? 'the challenge explains nothing' : `the challenge explains ${show(value)}`,
  },
  'challenge.scope': {
    means: 'the scopes that the challenge asks for',
    get: (context) => parameter(context, 'scope'),
    says: (value) =>
      value === undefined ? 'the challenge names no scope' : `the scope asked for is ${show(value)}`,
  },
  'challenge.realm': {
    means: 'the realm of the first challenge that has one',
    get: (context) => parameter(context, 'realm'),
    says: (value) => (value === undefined ? 'the challenge names no realm' : `the realm is ${show(value)}`),
  },
  'challenge.tokenRefused': {
    means: 'whether the challenge says that the token is expired, revoked, malformed or otherwise invalid',
    get: (context) => isError(context, 'invalid_token'),
    says: (_value, context) => explained(context, 'the server refuses the token (invalid_token)'),
  },
  'challenge.tokenExpired': {
    means: 'whether the challenge says that the token has expired',
    get: (context) => {
      const refused = context.fact('challenge.tokenRefused');
      const description = context.fact('challenge.description');
      if (refused.is !== 'known' || !refused.value || description.is !== 'known') return known(false);
      return known(/\bexpired?\b/i.test(String(description.value)), description.at);
    },
    says: (_value, context) => explained(context, 'the server says that the token has expired'),
  },
  'challenge.scopeMissing': {
    means: 'whether the challenge says that the token lacks a scope',
    get: (context) => isError(context, 'insufficient_scope'),
    says: (_value, context) =>
      explained(context, 'the server says that the token lacks a scope (insufficient_scope)'),
  },
});

const parsed = new WeakMap<ResponseMessage, readonly Challenge[]>();

function view(context: FactContext, read: (challenges: readonly Challenge[]) => unknown): Fact {
  const { response } = context.exchange;
  const field = headerFact(context.exchange, 'response', 'www-authenticate');
  if (field.is !== 'known' || !response) return field;
  let challenges = parsed.get(response);
  if (!challenges) {
    challenges = response.headers.all('www-authenticate').flatMap(({ value }) => parseChallenges(value));
    parsed.set(response, challenges);
  }
  return known(read(challenges), field.at);
}

function parameter(context: FactContext, name: string): Fact {
  return view(
    context,
    (list) => list.find(({ parameters }) => parameters[name] !== undefined)?.parameters[name],
  );
}

/** Nothing but a refusal of the caller carries a challenge's error, so that others need no look at the headers. */
function isError(context: FactContext, error: string): Fact {
  const status = context.exchange.response?.status;
  if (status !== 401 && status !== 403) return known(false);
  const found = context.fact('challenge.error');
  return found.is === 'known' ? known(found.value === error, found.at) : found;
}

function explained(context: FactContext, what: string): string {
  const description = context.fact('challenge.description');
  return description.is === 'known' && description.value !== undefined
    ? `${what}: ${show(description.value)}`
    : what;
}
