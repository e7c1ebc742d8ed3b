import { defineQuestions, yesNo } from '../fact-question.js';

export default defineQuestions({
  'challenge.tokenRefused': {
    ask: 'Does the header WWW-Authenticate of the answer say that the token is invalid, expired or revoked?',
    look: 'call',
    answers: yesNo('yes', 'no, or there is no such header'),
  },
  'challenge.scopeMissing': {
    ask: 'Does the header WWW-Authenticate of the answer say insufficient_scope?',
    look: 'call',
    answers: yesNo('yes', 'no, or there is no such header'),
  },
});
