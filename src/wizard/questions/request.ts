import { isSecretHeader, isSecretMember, isSecretParameter } from '../../exchange/secret-names.js';
import { defineQuestions, type FactAnswer } from '../fact-question.js';

/** Method and URL are asked for together, as the endpoint. Nobody is asked for what may be a secret. */
export default defineQuestions({
  'request.header.*': (_context, name) =>
    isSecretHeader(name) || COUNTERS.test(name)
      ? undefined
      : {
          ask: `What does the header ${name} of the request hold?`,
          look: 'call',
          typed: 'text',
        },
  'request.contentType': {
    ask: 'Which Content-Type does the request have?',
    look: 'call',
    typed: 'text',
  },
  'request.query.*': (_context, name) =>
    isSecretParameter(name)
      ? undefined
      : { ask: `What does the parameter ${name} of the URL hold?`, look: 'call', typed: 'text' },
  'request.json.*': (_context, path) => {
    const counted = path.endsWith('.length');
    const member = counted ? path.slice(0, -'.length'.length) : path;
    if (counted)
      return {
        ask: `How many characters or items does ${member} in the body of the request have?`,
        look: 'call',
        typed: 'number',
      };
    return isSecretMember(member)
      ? undefined
      : { ask: `What does ${member} hold in the body of the request?`, look: 'call', typed: 'json' };
  },
  'request.type.*': (_context, path) => ({
    ask: `As what is ${path} written in the body of the request?`,
    look: 'call',
    answers: JSON_TYPES,
  }),
  'request.headerSize': {
    ask: 'How many bytes do all headers of the request have together?',
    look: 'program',
    how: "curl prints the size of the request's head with -w '%{size_request}'.",
    typed: 'number',
  },
  'request.body.size': {
    ask: 'How many bytes does the body of the request have?',
    look: 'program',
    typed: 'number',
  },
  'request.body.looksLike': {
    ask: 'What is the body of the request?',
    look: 'call',
    answers: [
      ['json', 'JSON: {"name": "value"}'],
      ['form', 'a form: name=value&name=value'],
      ['multipart', 'a form in parts, with boundaries (multipart)'],
      ['xml', 'XML'],
      ['html', 'HTML'],
      ['text', 'other text'],
      ['binary', 'no text, such as an image'],
      ['empty', 'there is none'],
    ],
  },
  'request.body.syntax': {
    ask: 'Is the body of the request valid JSON?',
    look: 'call',
    how: 'Save it as body.json and run: node -e "JSON.parse(fs.readFileSync(\'body.json\'))"',
    answers: [
      ['ok', 'yes'],
      ['malformed', 'no'],
      ['empty', 'there is no body'],
    ],
  },
});

/** Clients and proxies count attempts in these on their own; people know how often they tried. */
const COUNTERS = /-(?:attempt|retry)(?:-|$)/;

const JSON_TYPES: readonly FactAnswer[] = [
  ['absent', 'not at all'],
  ['null', 'as null'],
  ['string', 'as text, in quotes'],
  ['integer', 'as a whole number, without quotes'],
  ['number', 'as a number with decimals, without quotes'],
  ['boolean', 'as true or false, without quotes'],
  ['array', 'as a list: […]'],
  ['object', 'as an object: {…}'],
];
