import type { Exchange } from '../exchange/exchange.js';

/**
 * What the words of clients mean, most telling first: OpenSSL, Node, Go, Java, Python, rustls and Chromium name the
 * same few faults in their own ways. The words are lower case, `_` and `-` are spaces.
 */
const WORDS: readonly (readonly [string, RegExp])[] = [
  // An alert is the verdict of the other side; the same words without one are our own.
  [
    'client-certificate-required',
    /(?:alert:? |error: tls: )certificate ?required|ssl client auth cert needed/,
  ],
  [
    'client-certificate-refused',
    /(?:alert:? |error: tls: )(?:bad certificate(?! status)|unknown ca|unknown certificate authority|certificate ?(?:expired|revoked|unknown)|expired certificate|revoked certificate|unsupported certificate|access denied|error decrypting message|decrypt ?error)|bad ssl client auth cert/,
  ],
  [
    'client-certificate-unusable',
    /unable to set private key|could not load (?:pem )?client certificate|key values mismatch|unable to set client certificate|problem with the local (?:ssl )?certificate|private key does not match/,
  ],
  [
    'tls-version',
    /alert:? protocol ?version|protocol version not supported|unsupported protocol|no protocols available|version or cipher mismatch|no supported versions|tlsv1 alert protocol|inappropriate protocol/,
  ],
  [
    'cipher',
    /no shared cipher|no ciphers? (?:available|match)|insufficient ?security|no cipher suite|cipher suites? in common|could ?n.t use specified ssl cipher/,
  ],
  [
    'plain-port',
    /wrong version number|first record does not look like a tls handshake|unrecognized ssl message, plaintext|packet length too long|record too long|http response to https client|unknown protocol|invalidcontenttype|corrupt message of type invalid/,
  ],
  ['certificate-not-yet-valid', /not yet valid(?!.*current time.*is after)|notyetvalid|cert not yet valid/],
  [
    'certificate-expired',
    /certificate has expired|cert(?:ificate)? (?:has )?expired|cert date invalid|has expired or is not yet|expired certificate|certificate is expired|notafter|certificateexpired/,
  ],
  [
    'certificate-name',
    /no alternative certificate subject name|does not match target|altname|common name invalid|host ?name mismatch|ip address mismatch|certificate is (?:valid for|not valid for)|no subject alternative|notvalidforname|sni or certificate check failed/,
  ],
  ['certificate-revoked', /certificate (?:is |was |has been )?revoked|cert revoked/],
  ['certificate-chain', /self ?signed certificate in certificate chain|self signed cert in chain/],
  [
    'certificate-unfit',
    /(?:permitted|excluded) subtree|unsuitable certificate purpose|invalid ca certificate|(?:key|md) too weak|path length constraint|incompatible key usage|does not permit use for tls|not authorized to sign/,
  ],
  ['certificate-self-signed', /self ?signed certificate|depth zero self signed/],
  [
    'certificate-untrusted',
    /unable to get (?:local )?issuer|unable to verify the first|unable to verify leaf|unable to get issuer|unknown authority|unknownissuer|pkix path|certification path|authority invalid|not trusted|certificate verify failed/,
  ],
  ['http2-refused', /refused ?stream|enhance ?your ?calm|http 1 1 required|http11required/],
  [
    'redirect-loop',
    /maximum (?:number of|\(?\d+\)?) redirects|too many redirects|exceeded \d+ redirects|stopped after \d+ redirects/,
  ],
  [
    'answer-coding',
    /content decoding|unrecognized content encoding|incorrect header check|invalid gzip|content unencoding|failed decoding|not a gzipped file/,
  ],
  [
    'answer-cut',
    /transfer closed with|end of response with|incomplete ?read|content length mismatch|unexpected eof(?! while reading)|unexpected end of file(?! from server)|premature(?:ly)? |incomplete chunked|terminated: other side closed/,
  ],
  [
    'not-json',
    /valid json|unexpected token|expecting value|looking for beginning of value|jsondecodeerror|unexpected end of json/,
  ],
];

/** Exit codes of curl that mean the same whatever the message is (curl manual, "EXIT CODES"). */
const EXITS: Readonly<Record<number, string>> = {
  18: 'answer-cut',
  23: 'output',
  47: 'redirect-loop',
  51: 'certificate-name',
  58: 'client-certificate-unusable',
  59: 'cipher',
  60: 'certificate-untrusted',
  61: 'answer-coding',
  67: 'login',
  77: 'ca-file',
  90: 'pinning',
  91: 'stapling',
  94: 'login',
};

/**
 * Why there is no whole answer, as far as the client's words tell; undefined when they name no known fault or an
 * answer came. The name is one of those in the tables above.
 */
export function transportMeaning({ transport, connection }: Exchange): string | undefined {
  if (!transport) return undefined;
  const { verifyError = '', alert, serverVerified } = connection?.tls ?? {};
  const refused = serverVerified === false ? verifyError : '';
  const words = `${transport.says} ${refused}${alert ? ` alert ${alert}` : ''}`
    .slice(0, 2000)
    .toLowerCase()
    .replace(/[_-]+/g, ' ');
  const told = WORDS.find(([, pattern]) => pattern.test(words))?.[0];
  return told ?? EXITS[transport.curlExit ?? -1];
}
