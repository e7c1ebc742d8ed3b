import type { TransportKind } from '../exchange/exchange.js';

/**
 * Tried in this order: a certificate that a proxy shows is the proxy's matter, a TLS handshake that timed out is
 * TLS's.
 */
const WORDS: readonly (readonly [TransportKind, RegExp])[] = [
  ['usage', /INVALID_URL|UNKNOWN_URL_SCHEME|UNSAFE_PORT|DISALLOWED_URL|unsupported protocol/i],
  ['proxy', /proxy|tunnel|socks/i],
  [
    'dns',
    /ENOTFOUND|EAI_|getaddrinfo|NAME_NOT_RESOLVED|NAME_RESOLUTION|UNKNOWN_?HOST|ERR_DNS|could(?: not|n't) resolve|no such host|name or service not known|nodename nor servname|NXDOMAIN|UnresolvedAddress/i,
  ],
  ['http2', /HTTP\/?2|HTTP\/?3|QUIC|SPDY|GOAWAY/i],
  [
    'tls',
    /\b(?:net::)?ERR_(?:SSL|CERT|TLS|BAD_SSL|ECH)|(?:SSL|SEC)_ERROR|PKIX|certificate|\bTLS|\bSSL|handshake|CERT_|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|\bEPROTO\b/i,
  ],
  ['timeout', /TIMED?_?OUT|time-?out|timed out|deadline exceeded/i],
  [
    'connect',
    /REFUSED|UNREACH|EADDRNOTAVAIL|INTERNET_DISCONNECTED|CONNECTION_FAILED|ADDRESS_INVALID|no route to host|(?:failed|could(?: not|n't)) (?:to )?connect|ConnectException|cannot connect to host/i,
  ],
  [
    'reset',
    /CONN(?:ECTION_)?(?:RESET|ABORTED)|CONNECTION_CLOSED|NET_RESET|NET_INTERRUPT|EPIPE|broken pipe|socket hang up|connection (?:was )?(?:reset|closed)|EMPTY_RESPONSE|empty reply|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED|unexpected EOF|transfer closed|UND_ERR_SOCKET|other side closed|closed prematurely|server disconnected|remote end closed|unexpected end of (?:file from server|stream)|failed to respond|received no bytes|error writing to server|^EOF$/i,
  ],
];

/**
 * What kind of failure a client's words name: error names of libuv and Node, Chromium's `net::ERR_…`, Gecko's
 * `NS_ERROR_…`, and the sentences of curl, Go, Java and Python clients.
 */
export function transportKind(says: string): TransportKind {
  return WORDS.find(([, words]) => words.test(says))?.[0] ?? 'other';
}
