import type { Credential } from '../../causes/pack.js';
import type { Header } from '../../exchange/headers.js';
import { inside } from '../../exchange/place.js';
import { shapeFault } from '../credential-shape.js';
import { defineFacts, type Fact, type FactContext, known, notCollected } from '../fact.js';
import { headerFact, missing } from '../message-facts.js';

/** Header names under which credentials are sent when the documented name was missed. */
const OTHER_NAMES =
  /^(?:authorization|proxy-authorization|.*api[-_]?key.*|.*api[-_]?token.*|.*auth[-_]?token.*|.*access[-_]?token.*|.*auth[-_]?key.*|token|key|apikey)$/;

export default defineFacts({
  'credential.*': {
    means:
      'a credential of the pack: `<name>.state` (absent, empty, placeholder, quoted, edge-space, inner-space, no-scheme, other-scheme, other-kind, other-prefix, ok), `<name>.sent` (whether it was sent with a value, even one that the recorder masked), `<name>.masked` (whether the recorder masked its value), `<name>.scheme`, `<name>.kind` (what its prefix says it really is), `<name>.environment` (by prefix), `<name>.length` (white space at its edges included), `<name>.elsewhere` (another header that carries something like it)',
    get: (context, rest) => {
      const cut = rest.lastIndexOf('.');
      const name = rest.slice(0, cut);
      const credential = context.pack?.credentials?.[name];
      if (!credential) return { is: 'failed', error: `the pack has no credential ${name}` };
      const fact = read(context, credential, rest.slice(cut + 1));
      return fact.is === 'not-collected' ? (implied(context, name, rest.slice(cut + 1)) ?? fact) : fact;
    },
    says: (value, { pack }, rest) => {
      const cut = rest.lastIndexOf('.');
      const credential = pack?.credentials?.[rest.slice(0, cut)];
      const what = `the ${credential?.name ?? rest}`;
      const part = rest.slice(cut + 1);
      if (part === 'state')
        return (STATES[value as string] ?? ((one: string) => `${one}: ${value}`))(what, credential);
      if (part === 'sent') return `${what} was ${value ? 'sent' : 'not sent'}`;
      if (part === 'masked') return `the recorder ${value ? 'masked' : 'did not mask'} ${what}`;
      if (part === 'elsewhere')
        return value === undefined
          ? `no other header carries ${what}`
          : `something like it was sent as ${value}`;
      if (part === 'kind')
        return value === undefined
          ? `${what} has a prefix that says nothing else`
          : `the prefix is that of a ${value}`;
      if (part === 'environment')
        return value === undefined
          ? `the prefix of ${what} names no environment`
          : `the prefix of ${what} belongs to ${value}`;
      return value === undefined ? `${what} has no ${part}` : `${part} of ${what}: ${value}`;
    },
  },
});

const STATES: Record<string, (what: string, credential?: Credential) => string> = {
  absent: (what, credential) => `${what} was not sent (no ${credential?.header} header)`,
  empty: (what) => `${what} is empty`,
  placeholder: (what) => `${what} is a placeholder that was never filled in`,
  quoted: (what) => `${what} was sent with its quotes`,
  'edge-space': (what) => `${what} has white space at its edge`,
  'inner-space': (what) => `${what} has white space inside`,
  'no-scheme': (what, credential) => `the word ${credential?.scheme} is missing before ${what}`,
  'other-scheme': (what, credential) =>
    `another scheme word than ${credential?.scheme} stands before ${what}`,
  'other-kind': (what) => `the value sent as ${what} has the prefix of another kind of credential`,
  'other-prefix': (what, credential) =>
    `${what} does not begin with ${Object.keys(credential?.prefixes ?? {}).join(' or ')}`,
  ok: (what) => `${what} has the documented form`,
};

function read(context: FactContext, credential: Credential, part: string): Fact {
  const header = context.exchange.request?.headers.get(credential.header);
  if (part === 'elsewhere') return elsewhere(context, credential);
  if (part === 'masked') return known(header?.redacted === true, header?.at);
  if (part === 'sent' && header?.redacted) return known(true, header.at);
  if (!header || header.redacted) {
    const fact = headerFact(context.exchange, 'request', credential.header);
    if (fact.is !== 'known') return fact;
    return known(part === 'state' ? 'absent' : part === 'sent' ? false : undefined, fact.at);
  }
  const { scheme, value } = split(header, credential);
  const place = header.at;
  if (part === 'state') return known(stateOf(header, scheme, value, credential), place);
  if (part === 'sent') return known(stateOf(header, scheme, value, credential) !== 'empty', place);
  if (part === 'scheme')
    return known(scheme, place && scheme ? inside(place, { from: 0, to: scheme.length }) : place);
  if (part === 'length') return known(value.length + edgeSpace(header), place);
  if (part === 'kind') return known(kindOf(value, credential), place);
  if (part === 'environment') return known(prefixOf(value, credential.prefixes)?.[1] ?? undefined, place);
  return { is: 'failed', error: `a credential has no part ${part}` };
}

/** What one part that was told says of the others, so that nobody is asked twice. */
function implied(context: FactContext, name: string, part: string): Fact | undefined {
  if (part === 'elsewhere') return undefined;
  if (part === 'state')
    return context.stated.answers?.[`credential.${name}.sent`] === false ? known('absent') : undefined;
  const state = context.fact(`credential.${name}.state`);
  if (state.is !== 'known') return undefined;
  const isMissing = state.value === 'absent' || state.value === 'empty';
  if (part === 'sent') return known(!isMissing);
  return isMissing || (part === 'kind' && state.value !== 'other-kind') ? known(undefined) : undefined;
}

function split(header: Header, credential: Credential): { scheme: string | undefined; value: string } {
  if (!credential.scheme) return { scheme: undefined, value: header.value };
  const [first = '', ...rest] = header.value.split(/\s+/);
  return rest.length > 0
    ? { scheme: first, value: header.value.slice(first.length).trim() }
    : { scheme: undefined, value: first };
}

/** How many blanks, tabs and line breaks stand around the value; a lone CR at its end belongs to the line. */
function edgeSpace({ raw, value }: Header): number {
  return raw.replace(/\r$/, '').length - value.length;
}

/** The first fault that fits, from the plainest to the subtlest. */
function stateOf(header: Header, scheme: string | undefined, value: string, credential: Credential): string {
  if (
    value === '' ||
    (credential.scheme && !scheme && value.toLowerCase() === credential.scheme.toLowerCase())
  )
    return 'empty';
  const fault = shapeFault(header, value);
  if (fault) return fault;
  if (kindOf(value, credential)) return 'other-kind';
  if (credential.scheme && !scheme) return 'no-scheme';
  if (credential.scheme && scheme?.toLowerCase() !== credential.scheme.toLowerCase()) return 'other-scheme';
  if (/\s/.test(value)) return 'inner-space';
  if (credential.prefixes && !prefixOf(value, credential.prefixes)) return 'other-prefix';
  return 'ok';
}

function kindOf(value: string, credential: Credential): string | undefined {
  if (prefixOf(value, credential.prefixes)) return undefined;
  return prefixOf(value, credential.mistakenFor)?.[1];
}

function prefixOf<T>(
  value: string,
  prefixes: Readonly<Record<string, T>> | undefined,
): [string, T] | undefined {
  return Object.entries(prefixes ?? {})
    .filter(([prefix]) => value.startsWith(prefix))
    .sort(([a], [b]) => b.length - a.length)[0];
}

function elsewhere({ exchange, pack }: FactContext, credential: Credential): Fact {
  const headers = exchange.request?.headers;
  if (!headers) return missing(exchange, 'the request headers');
  const documented = new Set(Object.values(pack?.credentials ?? {}).map((one) => one.header.toLowerCase()));
  const other = headers.list.find((header) => {
    const name = header.name.toLowerCase();
    return !documented.has(name) && OTHER_NAMES.test(name) && name !== credential.header.toLowerCase();
  });
  if (other) {
    const word = /^([A-Za-z][\w-]*)\s/.exec(other.value)?.[1];
    return known(
      word && /authorization$/i.test(other.name) ? `${other.name}: ${word}` : other.name,
      other.at,
    );
  }
  return headers.seen === 'all'
    ? known(undefined)
    : notCollected('the other request headers', 'capture all request headers');
}
