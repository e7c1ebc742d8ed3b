import { defineQuestions, yesNo } from '../fact-question.js';

export default defineQuestions({
  'history.windowUsedUp': {
    ask: "Do the calls of this program alone, just before this one, use up the provider's rate limit?",
    look: 'records',
    answers: yesNo('yes', 'no, they are far fewer'),
  },
});
