import type { TransportKind } from '../../exchange/exchange.js';
import { transportKind } from '../transport-words.js';
import type { Told } from './prose.js';

/** Words that only a client writes which got no whole answer: error names of Node, Go, Java, Python, .NET and browsers. */
const WORDS =
  /\b(?:E(?:CONNREFUSED|CONNRESET|CONNABORTED|NOTFOUND|TIMEDOUT|SOCKETTIMEDOUT|HOSTUNREACH|NETUNREACH|PIPE|PROTO|AI_AGAIN)\b|UND_ERR_\w{3,40}|ERR_TLS_\w{3,60}|net::ERR_\w{3,60}|NS_ERROR_\w{3,60}|getaddrinfo\b|socket hang up|no such host|Name or service not known|x509: |SSLHandshakeException|SSLError|PKIX path|CERTIFICATE_VERIFY_FAILED|UnknownHostException|SocketTimeoutException|ConnectTimeoutException|connection (?:was )?(?:refused|reset|timed out|aborted)|context deadline exceeded|i\/o timeout|tls: |unable to (?:get local issuer|verify the first) certificate|self[- ]signed certificate|certificate has expired|read timed out|connect timed out|(?:headers|body|connect) timeout error|timeout of \d{1,9} ?ms exceeded|SSL routines:|stream closed with error code|NGHTTP2_\w{3,40}|tunneling socket could not be established|does not match certificate's altnames|certificate verify failed)/i;

/** A client's complaint that no whole answer came: the line from where it begins. */
export function findFailure(text: string): Told<{ kind: TransportKind; says: string }> | undefined {
  const match = WORDS.exec(text);
  if (!match) return undefined;
  const lineStart = text.lastIndexOf('\n', match.index) + 1;
  const before = text.slice(Math.max(lineStart, match.index - 200), match.index);
  const from = match.index - (/(?:[A-Za-z][\w.:[\]()/ -]{0,120}[ :(])?$/.exec(before)?.[0].length ?? 0);
  const feed = text.indexOf('\n', match.index);
  const to = Math.min(feed < 0 ? text.length : feed, match.index + 300);
  const says = text.slice(from, to).trimEnd();
  return { value: { kind: transportKind(says), says }, from, to: from + says.length };
}
