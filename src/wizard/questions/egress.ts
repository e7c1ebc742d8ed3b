import { defineQuestions, yesNo } from '../fact-question.js';

export default defineQuestions({
  'egress.address': {
    ask: 'From which IP address do the calls leave?',
    look: 'machine',
    how: 'Run this where the call is made: curl -4 -s https://api.ipify.org',
    typed: 'text',
  },
  'egress.onAllowlist': {
    ask: 'Is the address that your calls leave from registered at the provider?',
    look: 'dashboard',
    answers: yesNo('yes, it is on the allowlist', 'no, or only another one is'),
  },
  'dns.fcrdns': {
    ask: 'What does reverse DNS say of the address that your calls leave from?',
    look: 'machine',
    how: 'dig +short -x ADDRESS gives the name; dig +short NAME must give the address again.',
    answers: [
      ['confirmed', 'its name leads back to the address'],
      ['no-ptr', 'it has no name (no PTR record)'],
      ['mismatch', 'its name leads elsewhere, or the client certificate does not have it'],
    ],
  },
});
