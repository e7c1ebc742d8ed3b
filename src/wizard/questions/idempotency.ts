import { defineQuestions, type FactAnswer } from '../fact-question.js';

export default defineQuestions({
  'idempotency.state': ({ pack }) => {
    const { header = 'Idempotency-Key', field, maxLength } = pack?.idempotency ?? {};
    return {
      ask: `Which idempotency key does the request have, in ${field ? `${field} of its body` : `its header ${header}`}?`,
      look: 'call',
      answers: [
        ['absent', 'none'],
        ['empty', 'an empty one'],
        ['from-missing-value', 'one that ends in undefined, null or None'],
        ...(maxLength ? [['too-long', `one of more than ${maxLength} characters`] as FactAnswer] : []),
        ['changed', 'another one than the same request had when it was tried before'],
        ['ok', 'one of its own, kept when the request is tried again'],
      ],
    };
  },
});
