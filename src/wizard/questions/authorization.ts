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
  'authorization.malformed': {
    ask: 'How does the key or token stand in its header?',
    look: 'call',
    how: 'Compare it, from its first to its last character, with the one that the provider gave you.',
    answers: [
      [undefined, 'as it should be'],
      ['placeholder', 'a placeholder stands there, such as YOUR_API_KEY or undefined'],
      ['quoted', 'with quotes around it'],
      ['edge-space', 'with a blank or line break before or after it'],
      ['line-break', 'with a line break that was written out, such as \\n or %0A'],
      ['inner-space', 'with a blank or line break inside'],
      ['doubled-scheme', 'with Bearer, Basic or the like twice before it'],
      ['colon-scheme', 'with a colon after Bearer, Basic or the like'],
      ['extra-scheme', 'with Bearer or the like before it, in a header other than Authorization'],
      ['bare-token', 'without Bearer before it, in Authorization'],
      ['broken-basic', 'after Basic, but not as the base64 of user:password'],
      ['cut-token', 'cut off: a token with parts missing'],
    ],
  },
});
