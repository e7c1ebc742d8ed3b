import type { TransportKind } from '../../exchange/exchange.js';

/** With `--fail`, an HTTP status of 400 or more: an answer came, its body is hidden. */
export const HTTP_ERROR_EXIT = 22;

/** Exit codes of curl by what failed (curl manual, "EXIT CODES"). */
const KINDS: ReadonlyMap<number, TransportKind> = new Map(
  Object.entries({
    usage: [1, 2, 3, 4, 26, 37, 43, 48],
    proxy: [5, 97],
    dns: [6],
    connect: [7, 45],
    http2: [16, 92],
    reset: [18, 52, 55, 56],
    timeout: [28],
    tls: [35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98],
  }).flatMap(([kind, exits]) => exits.map((exit): [number, TransportKind] => [exit, kind as TransportKind])),
);

const PROXY_FAILED =
  /CONNECT tunnel failed|from proxy after CONNECT|Proxy CONNECT aborted|resolve proxy|SOCKS/i;

/** What kind of failure an exit code and its message mean: exit 56 alone may be a reset, a TLS alert or a proxy's refusal. */
export function transportKind(exit: number, says: string): TransportKind {
  if (PROXY_FAILED.test(says)) return 'proxy';
  if ((exit === 55 || exit === 56) && alertInWords(says)) return 'tls';
  return KINDS.get(exit) ?? 'other';
}

/** How curl's `*` lines tell a failure when `-s` hides `curl: (NN)`. The first that fits decides. */
const TELLTALES: readonly (readonly [RegExp, TransportKind])[] = [
  [PROXY_FAILED, 'proxy'],
  [/^(?:Could not|Couldn't) resolve host/, 'dns'],
  [
    /^(?:Operation|Connection|Resolving) timed? ?out|^SSL connection timeout|: (?:Timeout was reached|Connection timed out)$/,
    'timeout',
  ],
  [/^(?:Failed to connect to|Couldn't connect to server)/, 'connect'],
  [/\balert\b.*errno|\bssl\S* alert |alert: /i, 'tls'],
  [
    /^(?:OpenSSL SSL_(?:read|write)|Recv failure|Send failure|Empty reply from server|transfer closed with|end of response with)/,
    'reset',
  ],
  [
    /^(?:SSL certificate problem|SSL: |OpenSSL[/ ]|LibreSSL|error:|schannel: .*fail|gnutls_handshake|unable to set private key|could not load)/,
    'tls',
  ],
  [/^(?:HTTP\/[23] stream \d+ was not closed cleanly|Error in the HTTP2 framing layer)/, 'http2'],
];

/** The kind of failure that one of curl's informational lines tells; undefined for the ordinary ones. */
export function toldKind(line: string): TransportKind | undefined {
  return TELLTALES.find(([pattern]) => pattern.test(line))?.[1];
}

/**
 * The TLS alert that a message names as received from the peer, in the words of RFC 8446, section 6.
 * OpenSSL and LibreSSL write `tlsv13 alert certificate required`, rustls `received fatal alert: CertificateRequired`.
 */
export function alertInWords(message: string): string | undefined {
  const openssl = /\b(?:sslv3|tlsv1[0-9]?|tlsv1\.\d|tls) alert ([a-z ]{3,40}?)(?=$|[,:(]| errno)/i.exec(
    message,
  )?.[1];
  if (openssl) return openssl.toLowerCase().trim();
  const rustls = /received fatal alert: ([A-Za-z]{3,40})/.exec(message)?.[1];
  return rustls?.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
}
