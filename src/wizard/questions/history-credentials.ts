import { defineQuestions, yesNo } from '../fact-question.js';

export default defineQuestions({
  'history.timestampReused': {
    ask: 'Was another call with this key signed with the very same timestamp?',
    look: 'records',
    answers: yesNo('yes', 'no'),
  },
  'history.allRefused': {
    ask: 'How many calls were made with this key, when all of them were refused (0 when one succeeded)?',
    look: 'records',
    typed: 'number',
  },
});
