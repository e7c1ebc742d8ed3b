import { defineQuestions, yesNo } from '../fact-question.js';

export default defineQuestions({
  'clock.thisMachineWrong': {
    ask: 'Is the clock of the calling machine off by more than five seconds?',
    look: 'machine',
    how: 'Compare "date -u" on it with the Date header of any answer of the API, or ask "timedatectl timesync-status".',
    answers: yesNo('yes', 'no, it is right'),
  },
});
