import { isIPv6 } from 'node:net';
import { defineFacts, type Fact, known, notCollected } from '../fact.js';
import type { Exchange, TlsInfo } from '../../exchange/exchange.js';
import { transportMeaning } from '../transport-meaning.js';

export default defineFacts({
  'transport.kind': {
    means:
      'why there is no whole answer: `dns`, `connect`, `tls`, `timeout`, `reset`, `proxy`, `http2`, `usage`, `other`; absent when there is one',
    get: ({ exchange }) => known(exchange.transport?.kind, exchange.transport?.at),
    says: (value) => `the connection failed: ${value}`,
  },
  'transport.says': {
    means: "the client's own words",
    get: ({ exchange }) => known(exchange.transport?.says, exchange.transport?.at),
    says: (value) => `the client says: ${value}`,
  },
  'transport.curlExit': {
    means: "curl's exit code",
    get: ({ exchange }) =>
      exchange.transport?.curlExit === undefined
        ? notCollected("curl's exit code", 'run curl without -s, or with -sS')
        : known(exchange.transport.curlExit, exchange.transport.at),
    says: (value) => `curl exit ${value}`,
  },
  'transport.meaning': {
    means:
      "what the client's words mean: `certificate-expired`, `certificate-name`, `plain-port`, `client-certificate-required`, `redirect-loop`, `answer-cut` …; absent when they name no known fault",
    get: ({ exchange }) => known(transportMeaning(exchange), exchange.transport?.at),
    says: (_value, { exchange }) => exchange.transport?.says ?? 'an answer came',
  },
  'transport.means.*': {
    means:
      'whether `transport.meaning` is this: one of its values, or the first words of several (`certificate`)',
    of: 'transport',
    get: (context, meaning) => {
      const found = context.fact('transport.meaning');
      if (found.is !== 'known') return found;
      const value = String(found.value);
      return known(value === meaning || value.startsWith(`${meaning}-`), found.at);
    },
    says: (_value, { exchange }) => exchange.transport?.says ?? 'an answer came',
  },
  'connection.peer': {
    means: 'the address that was connected to',
    get: ({ exchange }) =>
      exchange.connection?.peer
        ? known(exchange.connection.peer.address, exchange.connection.peer.at)
        : unseen('the address that was connected to'),
    says: (value) => `connected to ${value}`,
  },
  'connection.family': {
    means: '4 or 6: the address family of the connection, and so of the calling address',
    get: ({ exchange }) => {
      const peer = exchange.connection?.peer;
      return peer
        ? known(isIPv6(peer.address.replace(/^\[|\]$/g, '')) ? 6 : 4, peer.at)
        : unseen('the address family of the connection');
    },
    says: (value) => `the connection went over IPv${value}`,
  },
  'connection.proxy': {
    means: 'the forward proxy that was used; absent when the capture shows a direct connection',
    get: ({ exchange }) =>
      exchange.connection
        ? known(exchange.connection.proxy?.name, exchange.connection.proxy?.at)
        : unseen('whether a proxy was used'),
    says: (value) => (value ? `the connection went through the proxy ${value}` : 'the connection was direct'),
  },
  'connection.proxyFromEnvironment': {
    means: 'whether the forward proxy came from a variable such as https_proxy',
    get: ({ exchange }) =>
      known(exchange.connection?.proxy?.fromEnvironment === true, exchange.connection?.proxy?.at),
    says: (_value, { exchange }) =>
      `the proxy ${exchange.connection?.proxy?.name} came from a variable of the environment`,
  },
  'connection.tlsVersion': {
    means: 'the TLS version that was agreed on',
    get: ({ exchange }) => tls(exchange, 'version'),
    says: (value) => `the handshake agreed on ${value}`,
  },
  'connection.serverVerified': {
    means: 'whether the client accepted the server certificate',
    get: ({ exchange }) => tls(exchange, 'serverVerified'),
    says: (value) =>
      value ? 'the server certificate was accepted' : 'the client refused the server certificate',
  },
  'connection.serverIssuer': {
    means: 'who signed the server certificate',
    get: ({ exchange }) => tls(exchange, 'serverIssuer'),
    says: (value) => `the server certificate was issued by ${value}`,
  },
  'connection.serverSubject': {
    means: 'whom the server certificate names',
    get: ({ exchange }) => tls(exchange, 'serverSubject'),
    says: (value) => `the server certificate is that of ${value}`,
  },
  'connection.clientCertificateMissing': {
    means: 'whether a failed call was asked for a client certificate and sent none',
    get: ({ exchange }) => {
      const { clientCertificateRequested, clientCertificateSent, at } = exchange.connection?.tls ?? {};
      const failed = exchange.transport !== undefined || REFUSED.has(exchange.response?.status ?? 0);
      return known(failed && clientCertificateRequested === true && clientCertificateSent === false, at);
    },
    says: () => 'the server asked for a client certificate and got none',
  },
  'connection.clientCertificateRequested': {
    means: 'whether the server asked for a client certificate',
    get: ({ exchange }) => tls(exchange, 'clientCertificateRequested'),
    says: (value) =>
      value ? 'the server asked for a client certificate' : 'the server asked for no client certificate',
  },
  'connection.clientCertificateSent': {
    means: 'whether a client certificate was sent',
    get: ({ exchange }) => tls(exchange, 'clientCertificateSent'),
    says: (value) => (value ? 'a client certificate was sent' : 'no client certificate was sent'),
  },
  'connection.alert': {
    means: 'the TLS alert that ended the connection, in words; absent when the handshake lines show none',
    get: ({ exchange }) =>
      exchange.connection?.tls
        ? known(exchange.connection.tls.alert, exchange.connection.tls.at)
        : unseen('the TLS handshake'),
    says: (value) => (value ? `the TLS alert is "${value}"` : 'there was no TLS alert'),
  },
});

/** Statuses under which servers refuse a caller without a certificate; 495 and 496 are those of nginx. */
const REFUSED: ReadonlySet<number> = new Set([400, 401, 403, 495, 496]);

function tls(exchange: Exchange, part: keyof TlsInfo): Fact {
  const info = exchange.connection?.tls;
  if (info?.[part] !== undefined) return known(info[part], info.at);
  return info ? notCollected(...CUT_HANDSHAKE) : unseen('the TLS handshake');
}

/** The handshake was captured, and broke off before it came to this. */
const CUT_HANDSHAKE = [
  'what the TLS handshake had not reached, or curl does not show, when it broke off',
  'openssl s_client -connect HOST:443 -servername HOST -cert client.crt -key client.key </dev/null',
] as const;

function unseen(what: string): Fact {
  return notCollected(what, 'capture with curl -v, which prints the handshake');
}
