import type { ResponseMessage } from '../../exchange/exchange.js';
import rawHttp from '../../input/formats/raw-http.js';
import { Input } from '../../input/input.js';

/** Statuses under which gateways say that a client certificate is missing or refused; 495 and 496 are those of nginx. */
const STATUSES: ReadonlySet<number> = new Set([400, 401, 403, 495, 496]);

/** Words about a certificate of TLS; gifts, births and courses have certificates, too. */
const ABOUT_CERTIFICATE =
  /\b(?:client|ssl|tls|x\.?509)[\s_-]*cert|\bcertificate\b.{0,40}\b(?:required|missing|error|invalid|expired|revoked|trusted|verified|verification|presented|provided|sent)\b|\b(?:no|requires? an?|required) certificate\b|mtls|mutual tls/i;

/**
 * The answer of a server that lets every handshake pass and refuses the client certificate in HTTP. Undefined for other
 * answers: what an API says to a request without credentials is no fault.
 */
export function readRefusal(
  answer: Uint8Array,
): { readonly input: Input; readonly response: ResponseMessage } | undefined {
  if (!ABOUT_CERTIFICATE.test(Buffer.from(answer).toString('latin1'))) return undefined;
  // The reader looks for an answer behind its request.
  const input = new Input('answer', Buffer.concat([Buffer.from('GET / HTTP/1.1\r\n\r\n'), answer]));
  const response = rawHttp.read(input).exchanges[0]?.response;
  return response && STATUSES.has(response.status ?? 0) ? { input, response } : undefined;
}
