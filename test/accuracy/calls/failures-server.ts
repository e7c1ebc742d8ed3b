import type { Failure } from '../exchange.js';

/** What curl 7.88, Node and Chromium say of a server that they reach but cannot talk to. */

type Make = (host: string) => Failure;

export const serverFailures = {
  serverCertificateExpired: () => ({
    curlExit: 60,
    curlSays: 'SSL certificate problem: certificate has expired',
    curlLines: [
      'TLSv1.3 (OUT), TLS alert, certificate expired (557):',
      'SSL certificate problem: certificate has expired',
    ],
    stage: 'handshake',
    node: { code: 'CERT_HAS_EXPIRED', message: 'certificate has expired' },
    chromium: 'net::ERR_CERT_DATE_INVALID',
  }),
  otherHostsCertificate: (host) => {
    const says = `SSL: no alternative certificate subject name matches target host name '${host}'`;
    return {
      curlExit: 60,
      curlSays: says,
      curlLines: [` subjectAltName does not match ${host}`, says],
      stage: 'handshake',
      node: {
        code: 'ERR_TLS_CERT_ALTNAME_INVALID',
        message: `Hostname/IP does not match certificate's altnames: Host: ${host}. is not in the cert's altnames: DNS:*.cdn.example.net`,
      },
      chromium: 'net::ERR_CERT_COMMON_NAME_INVALID',
    };
  },
  plainPort: () => {
    const says = 'OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number';
    return {
      curlExit: 35,
      curlSays: says,
      curlLines: [says],
      stage: 'handshake',
      node: {
        code: 'EPROTO',
        message: 'write EPROTO 0A00010B:SSL routines:ssl3_get_record:wrong version number',
      },
      chromium: 'net::ERR_SSL_PROTOCOL_ERROR',
    };
  },
  noCommonVersion: () => {
    const says = 'OpenSSL/3.0.19: error:0A00042E:SSL routines::tlsv1 alert protocol version';
    return {
      curlExit: 35,
      curlSays: says,
      curlLines: ['TLSv1.2 (IN), TLS alert, protocol version (582):', says],
      stage: 'handshake',
      node: {
        code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
        message: '0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version',
      },
      chromium: 'net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
    };
  },
} satisfies Record<string, Make>;
