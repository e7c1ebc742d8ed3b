import { defineQuestions, yesNo } from '../fact-question.js';

export default defineQuestions({
  'history.keyReused': {
    ask: 'Was the same idempotency key sent before with another method, path or body?',
    look: 'records',
    answers: yesNo('yes', 'no, never'),
  },
});
