import { isIP } from 'node:net';
import { defineFacts, type Fact, type FactContext, known } from '../fact.js';
import { isPrivate, isPublicName } from '../host-names.js';
import { show } from '../message-facts.js';

/** Whether a failed call was aimed at what its caller meant. */
export default defineFacts({
  'destination.hostFault': {
    needs: 'transport',
    means:
      'what is wrong with the host that could not be called: `line-break`, `white-space`, `quote`, `placeholder` or `scheme-as-host` (`https://https://…`)',
    get: (context) => {
      const { transport, request } = context.exchange;
      if (transport?.kind !== 'dns' && transport?.kind !== 'usage') return known(undefined);
      const host = aimedHost(request?.url) ?? namedHost(transport.says);
      return known(host === undefined ? undefined : hostFault(host), request?.urlAt ?? transport.at);
    },
    says: (_value, { exchange }) =>
      `the host is ${show(aimedHost(exchange.request?.url) ?? namedHost(exchange.transport?.says ?? ''))}`,
  },
  'destination.privateAddress': {
    needs: 'transport',
    means:
      'the private, loopback or link-local address (RFC 1918, 4193, 6890) to which a public name led before the connection failed',
    get: (context) => {
      const { transport, connection } = context.exchange;
      if (!transport || !/^(?:connect|timeout|tls|reset)$/.test(transport.kind)) return known(undefined);
      const address =
        (connection?.peer ?? connection?.tried)?.address ?? namedAddress(transport.says.slice(0, 500));
      if (!address || !isPrivate(address)) return known(undefined);
      const host = context.fact('request.host');
      return known(
        host.is === 'known' && isPublicName(String(host.value)) ? address : undefined,
        (connection?.peer ?? connection?.tried)?.at ?? transport.at,
      );
    },
    says: (value) => `the name led to the private address ${value}`,
  },
  'destination.local': {
    means: 'whether the host called is this machine, a private address or a name without a public domain',
    get: (context) => {
      const host = context.fact('request.host');
      return host.is === 'known' ? known(!isPublicName(String(host.value)), host.at) : host;
    },
    says: (value) => (value ? 'the host is a local one' : 'the host is a public one'),
  },
  'destination.pathFault': {
    means:
      'what is wrong with the path of a call that found nothing (400, 404, 405, 422): `unfilled` (a placeholder or a missing value), `line-break`, `edge-space`, `double-slash`, `repeated-base` (`/v1/v1`) or `no-base` (the base path that the pack documents for its hosts is missing)',
    get: (context) => {
      const found = faultySegment(context);
      return known(found?.fault, context.exchange.request?.urlAt);
    },
    says: (value, context) =>
      value === 'double-slash'
        ? 'the path has two slashes in a row'
        : value === 'no-base'
          ? `the path does not begin with ${context.pack?.basePath}`
          : `the path has the part ${show(faultySegment(context)?.segment)}`,
  },
  'destination.pathSegment': {
    means: 'the part of the path that is at fault',
    get: (context) => known(faultySegment(context)?.segment, context.exchange.request?.urlAt),
    says: (value) => `the path has the part ${show(value)}`,
  },
});

const PATH_STATUSES: ReadonlySet<number> = new Set([400, 404, 405, 422]);
const UNFILLED =
  /^(?:undefined|null|none|nan|\[object(?:%20| )\w+\]|:[a-z]\w*|\{+[^{}]*\}+|%7b.*%7d|<[^<>]+>|%3c.*%3e|\$[{(].*[})]|\$[a-z_]\w*)$/i;

function hostFault(host: string): string | undefined {
  if (/\\[nr]|%0[ad]|[\r\n]/i.test(host)) return 'line-break';
  if (/^https?$/i.test(host)) return 'scheme-as-host';
  if (/["'`]|%2[27]/.test(host)) return 'quote';
  if (/[<>{}$]|%7b|%3c|(?:^|[.-])(?:undefined|null|your|yourdomain|your-domain)(?:$|[.-])/i.test(host))
    return 'placeholder';
  return /\s|%20/.test(host) ? 'white-space' : undefined;
}

/** The host as it stands in a URL that may be no URL. */
function aimedHost(url: string | undefined): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(url ?? '')?.[1];
}

/** The host that a client names in its complaint. */
function namedHost(says: string): string | undefined {
  return /(?:resolve host: |ENOTFOUND |EAI_AGAIN |lookup )([^\n]{1,255}?)(?:$|:? (?:no such host|on ))/.exec(
    says,
  )?.[1];
}

function namedAddress(says: string): string | undefined {
  const word = /(?:^|[\s[(])((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*:[0-9a-f:]*:[0-9a-f]+)(?=[\s\]):]|$)/i.exec(
    says,
  )?.[1];
  return word && isIP(word) ? word : undefined;
}

function faultySegment(context: FactContext): { fault: string; segment: string } | undefined {
  const { exchange, pack } = context;
  if (!PATH_STATUSES.has(exchange.response?.status ?? 0)) return undefined;
  const { target, url } = exchange.request ?? {};
  const path = (target ?? url)?.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/)[0];
  if (!path) return undefined;
  const segments = path.split('/').slice(1);
  const unfilled = segments.find((one) => UNFILLED.test(one));
  if (unfilled !== undefined) return { fault: 'unfilled', segment: unfilled };
  const broken = segments.find((one) => /%0[ad]/i.test(one));
  if (broken !== undefined) return { fault: 'line-break', segment: broken };
  const spaced = segments.find((one) => /^(?:%20|\+)|(?:%20)$/.test(one));
  if (spaced !== undefined) return { fault: 'edge-space', segment: spaced };
  if (segments.slice(0, -1).includes('')) return { fault: 'double-slash', segment: '//' };
  const repeated = segments.find(
    (one, index) => segments[index + 1] === one && /^(?:v\d+|api|rest|graphql)$/i.test(one),
  );
  if (repeated !== undefined) return { fault: 'repeated-base', segment: `${repeated}/${repeated}` };
  const base = pack?.basePath;
  const atProvider = base !== undefined && isPresent(context.fact('environment.host'));
  return atProvider && path !== base && !path.startsWith(`${base}/`)
    ? { fault: 'no-base', segment: base }
    : undefined;
}

function isPresent(fact: Fact): boolean {
  return fact.is === 'known' && fact.value !== undefined;
}
