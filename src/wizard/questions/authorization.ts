import { defineQuestions } from '../fact-question.js';

export default defineQuestions({
  'authorization.missing': {
    ask: 'Does the request carry a key, token or password: in a header, a cookie, the URL or the body?',
    look: 'call',
    answers: [
      [undefined, 'yes'],
      ['empty', 'the header is there, but nothing stands in it'],
      ['nowhere', 'no'],
    ],
  },
});
