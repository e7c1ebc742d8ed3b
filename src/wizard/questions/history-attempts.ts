import { defineQuestions } from '../fact-question.js';

export default defineQuestions({
  'history.failuresInRow': {
    ask: 'How many times in a row was this request answered with 5xx, this time included?',
    look: 'records',
    typed: 'number',
  },
});
