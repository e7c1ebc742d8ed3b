import type { Exchange } from '../../exchange/exchange.js';
import type { Header } from '../../exchange/headers.js';
import { isSecretHeader } from '../../exchange/secret-names.js';
import { factsThatNeed, type FactContext, known } from '../fact.js';

/** What happened on the way from the URL that was called to the one that answered. */
export default factsThatNeed('redirects', {
  'redirect.count': {
    means: 'how many redirects the client followed',
    get: ({ exchange }) => known(redirects(exchange).length),
    says: (value) => `the client followed ${value} redirects`,
  },
  'redirect.from': {
    means: 'the URL that was called before the first redirect',
    get: ({ exchange }) => {
      const first = redirects(exchange)[0]?.request;
      return known(first?.url, first?.urlAt);
    },
    says: (value) => (value === undefined ? 'there was no redirect' : `the call began at ${value}`),
  },
  'redirect.status': {
    means: 'the status of the redirect after which the method changed, else of the last one',
    get: ({ exchange }) => {
      const hop = changed(exchange) ?? redirects(exchange).at(-1);
      return known(hop?.response?.status, hop?.response?.statusAt);
    },
    says: (value) => `the redirect has status ${value}`,
  },
  'redirect.methodLost': {
    means: 'the method that a redirect turned into GET before the call failed (RFC 9110, section 15.4)',
    get: ({ exchange }) => {
      if (exchange.hops.length === 0 || !hasFailed(exchange)) return known(undefined);
      const hop = changed(exchange);
      return known(hop?.request?.method, hop?.response?.statusAt ?? hop?.request?.methodAt);
    },
    says: (value, { exchange }) => {
      const hop = changed(exchange);
      return `${value} ${hop?.request?.url ?? ''} was answered with ${hop?.response?.status}, and GET was sent instead`;
    },
  },
  'redirect.droppedCredential': {
    means:
      'the header with a credential that the call began with, but that is gone from the request that was refused',
    get: (context) => {
      const { exchange } = context;
      const refused = exchange.response?.status === 401 || exchange.response?.status === 403;
      if (exchange.hops.length === 0 || !refused) return known(undefined);
      const lost = dropped(context);
      return known(lost?.name, lost?.at);
    },
    says: (value, { exchange }) =>
      `${value} was sent to ${redirects(exchange)[0]?.request?.url ?? 'the first address'}, but not to the address it led to`,
  },
  'redirect.looped': {
    means: 'whether the last redirect of a loop leads to an address that was called before',
    get: ({ exchange }) => {
      const urls = redirects(exchange).map(({ request }) => request?.url);
      return known(urls.some((url, index) => url !== undefined && urls.indexOf(url) < index));
    },
    says: (value) => (value ? 'the same address is called again' : 'each address is called once'),
  },
});

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

function redirects({ hops }: Exchange): readonly Exchange[] {
  return hops.filter(({ response }) => REDIRECTS.has(response?.status ?? 0));
}

function hasFailed({ response, transport }: Exchange): boolean {
  return transport !== undefined || (response?.status ?? 0) >= 400;
}

/** The redirect after which another method was sent. HEAD stays HEAD, GET stays GET. */
function changed(exchange: Exchange): Exchange | undefined {
  if (exchange.request?.method?.toUpperCase() !== 'GET') return undefined;
  return redirects(exchange).findLast(({ request }) => !/^(?:GET|HEAD|)$/i.test(request?.method ?? ''));
}

function dropped({ exchange }: FactContext): Header | undefined {
  const last = exchange.request?.headers;
  if (!last) return undefined;
  return redirects(exchange)
    .flatMap(({ request }) => request?.headers.list ?? [])
    .find(
      ({ name }) =>
        isSecretHeader(name) && !/cookie/i.test(name) && !last.get(name) && last.proveAbsence(name),
    );
}
