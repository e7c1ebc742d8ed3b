import { expect, test } from 'vitest';
import { transportKind } from '../../src/input/transport-words.js';

test.each([
  ['dns', 'getaddrinfo EAI_AGAIN api.example.com'],
  ['dns', 'net::ERR_NAME_NOT_RESOLVED'],
  ['dns', 'dial tcp: lookup api.example.com: no such host'],
  ['dns', 'java.net.UnknownHostException: api.example.com'],
  ['dns', 'java.net.ConnectException; Caused by: java.nio.channels.UnresolvedAddressException'],
  ['connect', 'connect ECONNREFUSED 127.0.0.1:443'],
  ['connect', 'java.net.ConnectException'],
  ['connect', 'NS_ERROR_CONNECTION_REFUSED'],
  ['connect', 'dial tcp 192.0.2.1:443: connect: no route to host'],
  ['tls', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['tls', 'net::ERR_CERT_AUTHORITY_INVALID'],
  ['tls', 'x509: certificate signed by unknown authority'],
  ['tls', 'javax.net.ssl.SSLHandshakeException: Remote host terminated the handshake'],
  ['timeout', 'net::ERR_CONNECTION_TIMED_OUT'],
  ['timeout', 'context deadline exceeded'],
  ['timeout', 'UND_ERR_HEADERS_TIMEOUT'],
  ['timeout', 'java.net.SocketTimeoutException: Read timed out'],
  ['reset', 'socket hang up'],
  ['reset', 'net::ERR_INCOMPLETE_CHUNKED_ENCODING 200 (OK)'],
  ['reset', 'read ECONNRESET'],
  ['reset', 'unexpected EOF'],
  ['reset', 'EOF'],
  ['reset', 'httpx.RemoteProtocolError: Server disconnected without sending a response.'],
  ['reset', 'java.net.SocketException: Unexpected end of file from server'],
  ['reset', 'java.io.IOException: HTTP/1.1 header parser received no bytes'],
  ['proxy', 'net::ERR_TUNNEL_CONNECTION_FAILED'],
  ['http2', 'net::ERR_HTTP2_PROTOCOL_ERROR'],
  ['http2', 'http2: server sent GOAWAY and closed the connection'],
  ['usage', 'net::ERR_UNSAFE_PORT'],
  ['other', 'net::ERR_ABORTED'],
  ['other', 'The order could not be found'],
])('%s: %s', (kind, says) => {
  expect(transportKind(says)).toBe(kind);
});
