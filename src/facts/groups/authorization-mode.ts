import type { Header } from '../../exchange/headers.js';
import { defineFacts, type FactContext, known } from '../fact.js';
import { carrier, credentialOf, isRefused, schemeOf } from '../sent-credential.js';

/** What the prefix of a refused credential says of its kind; nothing where a pack describes the credentials. */
export default defineFacts({
  'authorization.mode': {
    means: '`test` or `live`, by a word in the prefix of the credential (`sk_test_…`)',
    get: (context) => {
      const header = readable(context);
      return known(header && modeOf(keyOf(header)), header?.at);
    },
    says: (value) =>
      value === undefined ? 'the credential names no mode' : `the prefix of the credential says ${value}`,
  },
  'authorization.otherMode': {
    means: 'whether the prefix of the credential and a word in the host name say different modes',
    get: (context) => {
      const mode = context.fact('authorization.mode');
      if (mode.is !== 'known' || mode.value === undefined) return known(false);
      const host = context.fact('request.host');
      const said = host.is === 'known' ? hostMode(String(host.value)) : undefined;
      return known(said !== undefined && said !== mode.value, mode.at);
    },
    says: (_value, context) => {
      const [mode, host] = [context.fact('authorization.mode'), context.fact('request.host')];
      return `a ${mode.is === 'known' ? mode.value : ''} credential was sent to ${host.is === 'known' ? host.value : 'the host'}`;
    },
  },
  'authorization.mixedModes': {
    means:
      'whether two headers that tell who calls (a key and a client id) say different modes by their prefixes',
    get: (context) => {
      const [first, second] = disagreeing(context);
      return known(first !== undefined, second?.at);
    },
    says: (_value, context) => {
      const [first, second] = disagreeing(context);
      return first && second
        ? `${first.name} says ${modeOf(keyOf(first))}, ${second.name} says ${modeOf(keyOf(second))}`
        : 'all identifiers are of one mode';
    },
  },
  'authorization.publishable': {
    means: 'whether the prefix of the credential (`pk_…`, `pub_…`) is that of a key for browsers',
    get: (context) => {
      const header = readable(context);
      return known(
        header !== undefined && /^(?:[a-z]{2,10}_)?(?:pk|pub|public|publishable)[_-]/i.test(keyOf(header)),
        header?.at,
      );
    },
    says: () => 'the prefix of the credential is that of a publishable key',
  },
  'authorization.twice': {
    means:
      'the query parameter that carries a signature or token beside an Authorization header, on a refused call',
    get: (context) => {
      const { request } = context.exchange;
      if (!isRefused(context) || !request?.headers.get('authorization')) return known(undefined);
      const [, name] = SIGNED_QUERY.exec(request.url ?? request.target ?? '') ?? [];
      return known(name, request.headers.get('authorization')?.at);
    },
    says: (value) => `the address carries ${value}, and the request an Authorization header too`,
  },
});

/** Parameters of signed addresses, and the token of RFC 6750, section 2.3. */
const SIGNED_QUERY = /[?&](x-amz-signature|x-goog-signature|signature|sig|access_token)=[^&]/i;
const TELLS_WHO =
  /(?:^|[-_])(?:key|token|secret|authorization|auth|id|user|username|client|merchant|account|app|passphrase)$/i;

function readable(context: FactContext): Header | undefined {
  const header = isRefused(context) ? carrier(context) : undefined;
  return header?.redacted ? undefined : header;
}

/** The key in a credential; the user name of Basic, which is where APIs take keys in it. */
function keyOf(header: Header): string {
  const value = credentialOf(header);
  if (!/^basic$/i.test(schemeOf(header) ?? '')) return value;
  return Buffer.from(value.slice(0, 400), 'base64').toString('latin1').split(':', 1)[0] ?? '';
}

function disagreeing(context: FactContext): [Header, Header] | [] {
  if (!isRefused(context)) return [];
  const named = (context.exchange.request?.headers.list ?? []).filter(
    (header) => !header.redacted && TELLS_WHO.test(header.name) && modeOf(keyOf(header)) !== undefined,
  );
  const first = named[0];
  const second = first && named.find((one) => modeOf(keyOf(one)) !== modeOf(keyOf(first)));
  return first && second ? [first, second] : [];
}

function modeOf(value: string): 'test' | 'live' | undefined {
  const word =
    /^(?:[a-z]{2,10}[_-]){0,2}(test|sandbox|staging|stg|development|live|prod|production)[_-]/i.exec(
      value,
    )?.[1];
  return word ? modeOfWord(word) : undefined;
}

function hostMode(host: string): 'test' | 'live' | undefined {
  const word = host
    .split(/[.-]/)
    .slice(0, -1)
    .find((one) => /^(?:test|sandbox|staging|stg|stage|uat|live|prod|production)$/.test(one));
  return word ? modeOfWord(word) : undefined;
}

function modeOfWord(word: string): 'test' | 'live' {
  return /^(?:live|prod|production)$/i.test(word) ? 'live' : 'test';
}
