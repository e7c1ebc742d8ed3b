import type { Failure } from '../exchange.js';
import type { Random } from '../random.js';

/** What curl 7.88, Node and Chromium say when there is no answer. Each takes the host that was called. */

type Make = (host: string, random: Random) => Failure;

export const failures = {
  nameNotFound: (host) => ({
    curlExit: 6,
    curlSays: `Could not resolve host: ${host}`,
    curlLines: [`Could not resolve host: ${host}`],
    stage: 'before-connection',
    node: { code: 'ENOTFOUND', message: `getaddrinfo ENOTFOUND ${host}` },
    chromium: 'net::ERR_NAME_NOT_RESOLVED',
  }),
  refused: (host, random) => {
    const says = `Failed to connect to ${host} port 443 after ${random.between(1, 80)} ms: Couldn't connect to server`;
    return {
      curlExit: 7,
      curlSays: says,
      curlLines: [
        '  Trying 203.0.113.20:443...',
        'connect to 203.0.113.20 port 443 failed: Connection refused',
        says,
      ],
      stage: 'before-connection',
      node: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 203.0.113.20:443' },
      chromium: 'net::ERR_CONNECTION_REFUSED',
    };
  },
  connectTimeout: (host, random) => {
    const waited = random.between(3000, 30_000);
    const says = random.chance(0.5)
      ? `Connection timed out after ${waited} milliseconds`
      : `Failed to connect to ${host} port 443 after ${waited} ms: Timeout was reached`;
    return {
      curlExit: 28,
      curlSays: says,
      curlLines: ['  Trying 203.0.113.20:443...', says],
      stage: 'before-connection',
      node: { code: 'ETIMEDOUT', message: 'connect ETIMEDOUT 203.0.113.20:443' },
      chromium: 'net::ERR_CONNECTION_TIMED_OUT',
    };
  },
  readTimeout: (_host, random) => {
    const says = `Operation timed out after ${random.between(10_000, 60_000)} milliseconds with 0 bytes received`;
    return {
      curlExit: 28,
      curlSays: says,
      curlLines: [says],
      stage: 'sent',
      node: random.pick([
        { code: 'UND_ERR_HEADERS_TIMEOUT', message: 'Headers Timeout Error' },
        { code: 'ECONNABORTED', message: 'timeout of 30000ms exceeded' },
      ]),
      chromium: 'net::ERR_TIMED_OUT',
    };
  },
  reset: () => ({
    curlExit: 56,
    curlSays: 'Recv failure: Connection reset by peer',
    curlLines: ['Recv failure: Connection reset by peer'],
    stage: 'sent',
    node: { code: 'ECONNRESET', message: 'read ECONNRESET' },
    chromium: 'net::ERR_CONNECTION_RESET',
  }),
  emptyReply: () => ({
    curlExit: 52,
    curlSays: 'Empty reply from server',
    curlLines: ['Empty reply from server'],
    stage: 'sent',
    node: { code: 'ECONNRESET', message: 'socket hang up' },
    chromium: 'net::ERR_EMPTY_RESPONSE',
  }),
  clientCertificateRequired: () => {
    const says =
      'OpenSSL SSL_read: OpenSSL/3.0.19: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0';
    return {
      curlExit: 56,
      curlSays: says,
      curlLines: ['TLSv1.3 (IN), TLS alert, unknown (628):', says],
      stage: 'sent',
      node: {
        code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
        message: '0A00045C:SSL routines:ssl3_read_bytes:tlsv13 alert certificate required',
      },
      chromium: 'net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED',
    };
  },
  handshakeFailure: () => {
    const says = 'OpenSSL/3.0.19: error:0A000410:SSL routines::sslv3 alert handshake failure';
    return {
      curlExit: 35,
      curlSays: says,
      curlLines: ['TLSv1.2 (IN), TLS alert, handshake failure (552):', says],
      stage: 'handshake',
      node: {
        code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
        message: '0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure',
      },
      chromium: 'net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
    };
  },
  clientCertificateExpired: () => {
    const says =
      'OpenSSL SSL_read: OpenSSL/3.0.19: error:0A000415:SSL routines::sslv3 alert certificate expired, errno 0';
    return {
      curlExit: 56,
      curlSays: says,
      curlLines: ['TLSv1.3 (IN), TLS alert, certificate expired (557):', says],
      stage: 'sent',
      node: {
        code: 'ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED',
        message: '0A000415:SSL routines:ssl3_read_bytes:sslv3 alert certificate expired',
      },
      chromium: 'net::ERR_BAD_SSL_CLIENT_AUTH_CERT',
    };
  },
  clientCertificateUnknown: () => {
    const says =
      'OpenSSL SSL_read: OpenSSL/3.0.19: error:0A000418:SSL routines::tlsv1 alert unknown ca, errno 0';
    return {
      curlExit: 56,
      curlSays: says,
      curlLines: ['TLSv1.3 (IN), TLS alert, unknown CA (560):', says],
      stage: 'sent',
      node: {
        code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
        message: '0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca',
      },
      chromium: 'net::ERR_BAD_SSL_CLIENT_AUTH_CERT',
    };
  },
  untrustedServer: () => ({
    curlExit: 60,
    curlSays: 'SSL certificate problem: unable to get local issuer certificate',
    curlLines: [
      'TLSv1.3 (OUT), TLS alert, unknown CA (560):',
      'SSL certificate problem: unable to get local issuer certificate',
    ],
    stage: 'handshake',
    node: { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', message: 'unable to get local issuer certificate' },
    chromium: 'net::ERR_CERT_AUTHORITY_INVALID',
  }),
  proxyNotFound: () => ({
    curlExit: 5,
    curlSays: 'Could not resolve proxy: proxy.corp.example',
    curlLines: ['Could not resolve proxy: proxy.corp.example'],
    stage: 'before-connection',
    node: { code: 'ENOTFOUND', message: 'getaddrinfo ENOTFOUND proxy.corp.example' },
    chromium: 'net::ERR_PROXY_CONNECTION_FAILED',
  }),
  proxyRefused: (host) => ({
    curlExit: 56,
    curlSays: 'CONNECT tunnel failed, response 403',
    curlLines: [
      'allocate connect buffer',
      `Establish HTTP proxy tunnel to ${host}:443`,
      'CONNECT tunnel failed, response 403',
    ],
    stage: 'before-connection',
    node: { code: 'ERR_PROXY_TUNNEL', message: 'tunneling socket could not be established, statusCode=403' },
    chromium: 'net::ERR_TUNNEL_CONNECTION_FAILED',
  }),
  streamReset: () => ({
    curlExit: 92,
    curlSays: 'HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)',
    curlLines: ['HTTP/2 stream 1 was not closed cleanly: INTERNAL_ERROR (err 2)'],
    stage: 'sent',
    node: { code: 'ERR_HTTP2_STREAM_ERROR', message: 'Stream closed with error code NGHTTP2_INTERNAL_ERROR' },
    chromium: 'net::ERR_HTTP2_PROTOCOL_ERROR',
  }),
  badUrl: () => ({
    curlExit: 3,
    curlSays: 'URL using bad/illegal format or missing URL',
    curlLines: [],
    stage: 'before-connection',
    node: { code: 'ERR_INVALID_URL', message: 'Invalid URL' },
    chromium: 'net::ERR_INVALID_URL',
  }),
} satisfies Record<string, Make>;
