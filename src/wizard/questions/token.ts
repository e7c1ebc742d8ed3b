import { defineQuestions, yesNo } from '../fact-question.js';

export default defineQuestions({
  'token.expired': {
    ask: 'Had the token expired when the call was made?',
    look: 'program',
    how: 'Compare the time at which you got it with its lifetime (expires_in, or exp in the token, in Unix seconds).',
    answers: yesNo('yes', 'no, or it never expires'),
  },
  'token.early': {
    ask: 'Does the token become valid only after the call was made?',
    look: 'program',
    how: 'A clock that is ahead where tokens are made gives ones that begin in the future (nbf and iat in the token).',
    answers: yesNo('yes', 'no'),
  },
});
