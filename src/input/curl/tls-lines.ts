import type { TlsInfo } from '../../exchange/exchange.js';
import { alertInWords } from './curl-exit.js';
import type { Info } from './turns.js';

type Draft = { -readonly [Member in keyof TlsInfo]: TlsInfo[Member] };

/**
 * What curl's `*` lines (and the message after `curl: (NN)`) say of TLS; undefined when they say nothing.
 * Handshake messages are shown with OpenSSL and LibreSSL only: without them nothing is concluded about a
 * client certificate.
 */
export function readTls(infos: readonly Info[]): TlsInfo | undefined {
  const draft: Draft = {};
  for (const { text } of infos) readLine(text, draft);
  readHandshake(infos, draft);
  if (Object.keys(draft).length === 0) return undefined;
  const first = infos.find(({ text }) => /TLS|SSL|certificate/i.test(text));
  return { ...draft, at: first && { spans: [first.at] } };
}

/** Whether a line can only come from a connection that speaks TLS. */
export function speaksTls(text: string): boolean {
  return (
    /^(?:ALPN[:,]|SSL connection using|Server certificate:|schannel: |SSL certificate |SSL Trust Anchors)/.test(
      text,
    ) || HANDSHAKE.test(text)
  );
}

function readLine(text: string, draft: Draft): void {
  const connected = /^SSL connection using (\S+)/.exec(text)?.[1];
  if (connected) draft.version = connected.replace(/^TLS(?=\d)/, 'TLSv');
  const alpn = /^ALPN[:,] server accepted (?:to use )?(\S+)/.exec(text)?.[1];
  if (alpn) draft.alpn = alpn;
  const certificate = /^ {0,3}(subject|issuer|expire date): (.+)$/.exec(text);
  if (certificate)
    draft[CERTIFICATE_LINES[certificate[1] as keyof typeof CERTIFICATE_LINES]] ??= certificate[2]?.trim();
  if (/^ *SSL certificate verif(?:y ok|ied)|^ *server certificate verification OK/.test(text))
    draft.serverVerified = true;
  const refused = VERIFY_ERRORS.map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
  if (refused) {
    draft.serverVerified = false;
    draft.verifyError ??= refused.trim();
  }
  const alert = alertInWords(text);
  if (alert) draft.alert = alert;
}

function readHandshake(infos: readonly Info[], draft: Draft): void {
  let serverFinished = false;
  let sent: Info | undefined;
  let shown: string | undefined;
  for (const info of infos) {
    const message = HANDSHAKE.exec(info.text);
    if (!message) {
      if (/^SSL connection using/.test(info.text) && draft.clientCertificateRequested !== undefined)
        serverFinished = true;
      continue;
    }
    const [, version = '', direction, protocol, number = ''] = message;
    if (protocol === 'alert') {
      const code = Number(number);
      // The high byte is the level; a warning (close notify) ends nothing. What we sent ourselves is no verdict of the peer.
      if (direction === 'IN' && code >= FATAL) draft.alert ??= ALERTS[code & 0xff];
      continue;
    }
    if (protocol !== 'handshake') continue;
    // The hellos come before a version is agreed on.
    if (version.startsWith('TLS') && number !== CLIENT_HELLO && number !== SERVER_HELLO) shown = version;
    draft.clientCertificateRequested ??= false;
    if (direction === 'IN' && number === CERTIFICATE_REQUEST) draft.clientCertificateRequested = true;
    if (direction === 'IN' && number === FINISHED) serverFinished = true;
    if (direction === 'OUT' && number === CERTIFICATE) sent = info;
  }
  if (shown) draft.version ??= shown;
  if (draft.clientCertificateRequested) draft.clientCertificateSent = sent ? holdsCertificate(sent) : false;
  else if (!serverFinished) draft.clientCertificateRequested = undefined;
  if (draft.clientCertificateRequested === undefined) delete draft.clientCertificateRequested;
}

/** A Certificate message without a certificate is 7 bytes long in TLS 1.2 and 8 in TLS 1.3 (RFC 8446, section 4.4.2). */
function holdsCertificate(message: Info): boolean | undefined {
  return message.dataLength === undefined ? undefined : message.dataLength > 8;
}

const HANDSHAKE =
  /^(TLSv[\d.]+|SSLv\d|\(\d+\)) \((IN|OUT)\), TLS (handshake|alert|change cipher|header)\b.*\((\d+)\):$/;
const CLIENT_HELLO = '1';
const SERVER_HELLO = '2';
const CERTIFICATE = '11';
const CERTIFICATE_REQUEST = '13';
const FINISHED = '20';
const FATAL = 2 << 8;

const CERTIFICATE_LINES = {
  subject: 'serverSubject',
  issuer: 'serverIssuer',
  'expire date': 'serverNotAfter',
} as const;

const VERIFY_ERRORS = [
  /^SSL certificate problem: (.+?)\.?$/,
  /^(?:SSL: )?(no alternative certificate subject name matches target .+)$/,
  /^(?:SSL: )?(certificate subject name .+ does not match target .+)$/,
  /^(?:SSL: )?(unable to obtain common name from peer certificate)/,
  /^server certificate verification failed\. ?(.+)$/,
  /^schannel: (SNI or certificate check failed: .+)$/,
];

/** Alert descriptions by number (RFC 8446, section 6, and the IANA registry of TLS alerts). */
const ALERTS: Readonly<Record<number, string>> = {
  10: 'unexpected message',
  20: 'bad record mac',
  22: 'record overflow',
  40: 'handshake failure',
  42: 'bad certificate',
  43: 'unsupported certificate',
  44: 'certificate revoked',
  45: 'certificate expired',
  46: 'certificate unknown',
  47: 'illegal parameter',
  48: 'unknown ca',
  49: 'access denied',
  50: 'decode error',
  51: 'decrypt error',
  70: 'protocol version',
  71: 'insufficient security',
  80: 'internal error',
  86: 'inappropriate fallback',
  109: 'missing extension',
  110: 'unsupported extension',
  112: 'unrecognized name',
  113: 'bad certificate status response',
  115: 'unknown psk identity',
  116: 'certificate required',
  120: 'no application protocol',
};
