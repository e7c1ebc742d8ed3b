import { defineMistakes } from '../mistake.js';

const WITHOUT_BODY = /^(?:GET|HEAD|DELETE|OPTIONS)$/i;

/** What languages and libraries make of a body that is not there, in the order in which it happens. */
const STAND_INS: readonly (readonly [detail: string, value: string])[] = [
  ['{}', '{}'],
  ['null', 'null'],
  ['""', '""'],
  ['[]', '[]'],
  ['undefined', 'undefined'],
  ['None', 'None'],
  ['a line break', '\n'],
  ['a space', ' '],
];

/** A body where there is none, and none where there is one. */
export default defineMistakes({
  mistakes: {
    'body-empty': {
      often: 'high',
      done: 'with {detail} for the body',
      fix: 'Sign exactly what is sent: for a request without a body the empty text, and never a stand-in such as {} or null.',
    },
    'body-on-get': {
      often: 'medium',
      done: 'with an empty body, although this {detail} has one',
      fix: 'Send no body with this method, or sign the one that is sent.',
    },
  },
  atoms: {
    *body(value, { material }) {
      if (value === '')
        for (const [detail, text] of STAND_INS) yield { id: 'body-empty', detail, value: text };
      else if (WITHOUT_BODY.test(material.method ?? ''))
        yield { id: 'body-on-get', detail: material.method ?? '', value: '' };
      else yield { id: 'body-empty', detail: 'nothing', value: '' };
    },
  },
});
