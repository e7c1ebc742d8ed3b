import { defineQuestions, yesNo } from '../fact-question.js';

const HANDSHAKE = 'curl -v prints it with the lines of the TLS handshake.';

export default defineQuestions({
  'transport.curlExit': ({ exchange }) =>
    exchange.transport && {
      ask: 'With which number does curl end, as 35 in "curl: (35)"?',
      look: 'call',
      typed: 'number',
    },
  'connection.family': {
    ask: 'Does the call go over IPv4 or over IPv6?',
    look: 'machine',
    how: 'curl -v prints "Connected to" with the address; one with colons is IPv6.',
    answers: [
      [4, 'IPv4'],
      [6, 'IPv6'],
    ],
  },
  'connection.serverVerified': {
    ask: 'Does the client accept the certificate of the server?',
    look: 'call',
    how: 'One that does not says "certificate verify failed", "unable to get local issuer certificate" or the like.',
    answers: yesNo('yes', 'no'),
  },
  'connection.clientCertificateRequested': {
    ask: 'Does the server ask for a client certificate in the TLS handshake?',
    look: 'machine',
    how: HANDSHAKE,
    answers: yesNo('yes (Request CERT)', 'no'),
  },
  'connection.clientCertificateSent': {
    ask: 'Does your program send a client certificate with this call?',
    look: 'program',
    how: 'The place to look is the connection that is really used: its certificate and key, or its TLS agent.',
    answers: yesNo('yes', 'no, or none is set for this connection'),
  },
  'connection.alert': {
    ask: 'Which TLS alert does the error message of the client name?',
    look: 'call',
    answers: [
      [undefined, 'none'],
      ['certificate required', 'certificate required'],
      ['bad certificate', 'bad certificate'],
      ['certificate expired', 'certificate expired'],
      ['certificate revoked', 'certificate revoked'],
      ['certificate unknown', 'certificate unknown'],
      ['unknown ca', 'unknown CA'],
      ['handshake failure', 'handshake failure'],
      ['other', 'another one'],
    ],
  },
});
