import { defineQuestions, yesNo } from '../fact-question.js';

export default defineQuestions({
  'token.expired': {
    ask: 'Had the token expired when the call was made?',
    look: 'program',
    how: 'Compare the time at which you got it with its lifetime (expires_in, or exp in the token, in Unix seconds).',
    answers: yesNo('yes', 'no, or it never expires'),
  },
});
