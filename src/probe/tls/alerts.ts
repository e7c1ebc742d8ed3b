/** A TLS alert: its name with spaces, and what it means for who called. */
export interface Alert {
  readonly name: string;
  readonly means: string;
}

/** RFC 8446, section 6, and RFC 5246, section 7.2, for those of TLS 1.2 and older. */
const ALERTS: Readonly<Record<number, Alert>> = {
  0: { name: 'close notify', means: 'the server ends the connection in an orderly way' },
  10: { name: 'unexpected message', means: 'the server did not expect this message now' },
  20: { name: 'bad record mac', means: 'a record was changed or garbled on the way' },
  21: { name: 'decryption failed', means: 'the server could not decrypt a record' },
  22: { name: 'record overflow', means: 'a record was too long' },
  40: {
    name: 'handshake failure',
    means: 'the server found no acceptable set of parameters, or no certificate',
  },
  41: { name: 'no certificate', means: 'there was no certificate' },
  42: { name: 'bad certificate', means: 'the server could not use the client certificate, or got none' },
  43: {
    name: 'unsupported certificate',
    means: 'the client certificate is of a kind that the server does not take',
  },
  44: { name: 'certificate revoked', means: 'the client certificate was revoked' },
  45: { name: 'certificate expired', means: 'the client certificate has expired' },
  46: {
    name: 'certificate unknown',
    means: 'the server does not accept the client certificate, for a reason of its own',
  },
  47: { name: 'illegal parameter', means: 'a field of the handshake was out of range' },
  48: { name: 'unknown ca', means: 'the server does not know who issued the client certificate' },
  49: { name: 'access denied', means: 'the client certificate is valid, and its holder is not let in' },
  50: { name: 'decode error', means: 'the server could not read a message' },
  51: {
    name: 'decrypt error',
    means: 'a signature of the handshake did not verify: certificate and key may not belong together',
  },
  70: { name: 'protocol version', means: 'the server does not take this version of TLS' },
  71: { name: 'insufficient security', means: 'the server wants stronger ciphers' },
  80: { name: 'internal error', means: 'something broke in the server' },
  86: {
    name: 'inappropriate fallback',
    means: 'the client tried again with an older version than both know',
  },
  90: { name: 'user canceled', means: 'the server gave up the handshake' },
  100: { name: 'no renegotiation', means: 'the server does not negotiate anew' },
  109: { name: 'missing extension', means: 'the handshake lacks an extension that the server needs' },
  110: { name: 'unsupported extension', means: 'the server does not take an extension of the handshake' },
  112: { name: 'unrecognized name', means: 'the server knows no host of this name' },
  113: {
    name: 'bad certificate status response',
    means: 'the stapled state of a certificate was not accepted',
  },
  115: { name: 'unknown psk identity', means: 'the server does not know the pre-shared key' },
  116: { name: 'certificate required', means: 'the server wants a client certificate and got none' },
  120: {
    name: 'no application protocol',
    means: 'the server speaks none of the protocols that were offered',
  },
};

/** Those that speak of a client certificate, `handshake failure` because old servers have no other. */
const ABOUT_CERTIFICATES: ReadonlySet<number> = new Set([40, 41, 42, 43, 44, 45, 46, 48, 49, 51, 116]);

export function isAboutCertificate(number: number): boolean {
  return ABOUT_CERTIFICATES.has(number);
}

export function alertOf(number: number): Alert {
  return ALERTS[number] ?? { name: `number ${number}`, means: 'an alert that no standard names' };
}
