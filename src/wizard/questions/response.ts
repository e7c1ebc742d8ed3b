import { isSecretHeader, isSecretMember } from '../../exchange/secret-names.js';
import { defineQuestions } from '../fact-question.js';

/** Status, code and message are asked for together, as what the answer says. */
export default defineQuestions({
  'response.header.*': (_context, name) =>
    isSecretHeader(name)
      ? undefined
      : { ask: `What does the header ${name} of the answer hold?`, look: 'call', typed: 'text' },
  'response.json.*': (_context, path) =>
    isSecretMember(path)
      ? undefined
      : { ask: `What does ${path} hold in the body of the answer?`, look: 'call', typed: 'json' },
  'response.body.looksLike': {
    ask: 'What is the body of the answer?',
    look: 'call',
    answers: [
      ['json', 'JSON'],
      ['html', 'an HTML page'],
      ['xml', 'XML'],
      ['form', 'a form: name=value&name=value'],
      ['text', 'other text'],
      ['binary', 'no text'],
      ['empty', 'there is none'],
    ],
  },
});
