import type { FactContext } from '../../facts/fact.js';
import { defineQuestions, type FactAnswer, type FactQuestion, yesNo } from '../fact-question.js';

/** What a probe finds out, for those whose errdoctor does not run where the call is made. */
export default defineQuestions({
  'tls.serverCertificate': ofServer('What is the matter with the certificate of the server?', [
    ['accepted', 'nothing'],
    ['expired', 'it has expired'],
    ['not-yet-valid', 'it is not valid yet'],
    ['other-name', 'it is for another host'],
    ['untrusted', 'its issuer is not trusted'],
    ['unfit', 'its use, key or algorithm is not allowed'],
  ]),
  'tls.chain': ofServer('Where do the certificates lead that the server sends?', [
    ['whole', 'to a trusted root'],
    ['incomplete', 'nowhere: the one between server and root is missing'],
    ['unknown-issuer', 'to an issuer that nobody knows'],
    ['untrusted-root', 'to a root that is not trusted'],
    ['self-signed', 'to itself: it is self-signed'],
    ['broken', 'nowhere: they do not fit each other'],
  ]),
  'tls.clientCertificate': ofServer('What does the server do about your client certificate?', [
    ['not-asked', 'it asks for none'],
    ['optional', 'it asks, and goes on without one'],
    ['missing', 'it asks, got none and ends the call'],
    ['refused', 'it got one and refuses it'],
    ['taken', 'it got one and accepts it'],
  ]),
  'tls.ownCertificate': {
    ask: 'What is the matter with the file of your client certificate, or its key?',
    look: 'machine',
    how: 'openssl x509 -in client.crt -noout -dates -issuer -ext extendedKeyUsage,subjectAltName',
    answers: [
      [undefined, 'nothing'],
      ['unreadable', 'the certificate cannot be read'],
      ['key-unreadable', 'the key cannot be read'],
      ['key-needs-password', 'the key asks for a password'],
      ['key-mismatch', 'the key belongs to another certificate'],
      ['expired', 'it has expired'],
      ['not-yet-valid', 'it is not valid yet'],
      ['not-for-clients', 'it is not made for clients (no clientAuth)'],
      ['names-missing', 'it does not name the calling host or address'],
      ['issuer-not-accepted', 'the provider does not accept its issuer'],
    ],
  },
  'tls.ownFault': {
    ask: 'Is your client certificate expired, not valid yet, not made for clients, or of an issuer that the provider does not accept?',
    look: 'machine',
    how: 'openssl x509 -in client.crt -noout -dates -issuer -ext extendedKeyUsage',
    answers: yesNo('yes', 'no'),
  },
});

function ofServer(ask: string, answers: readonly FactAnswer[]): (context: FactContext) => FactQuestion {
  return (context) => {
    const authority = context.fact('request.authority');
    const server = authority.is === 'known' ? String(authority.value) : 'HOST:443';
    return {
      ask,
      look: 'machine',
      how: `Run this where the call is made: openssl s_client -connect ${server} -servername ${server.replace(/:\d+$/, '')} </dev/null`,
      answers,
    };
  };
}
