import { defineQuestions } from '../fact-question.js';

export default defineQuestions({
  'rate.wait': {
    ask: 'How many seconds does the answer ask to wait?',
    look: 'call',
    how: 'It stands in the header Retry-After, or in the text of the answer.',
    typed: 'number',
  },
  'rate.remaining': {
    ask: 'How many calls are left by the rate-limit headers of the answer?',
    look: 'call',
    typed: 'number',
  },
});
