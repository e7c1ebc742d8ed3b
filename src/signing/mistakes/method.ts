import { defineMistakes } from '../mistake.js';

/** The request's method in the canonical string. */
export default defineMistakes({
  mistakes: {
    'met-case': {
      often: 'medium',
      done: 'with the method in {detail}',
      fix: 'Write the method in the canonical string in the documented case, whatever case the HTTP library takes.',
    },
  },
  atoms: {
    *method(value) {
      yield { id: 'met-case', detail: 'lower case', value: value.toLowerCase() };
      yield { id: 'met-case', detail: 'upper case', value: value.toUpperCase() };
      yield {
        id: 'met-case',
        detail: 'mixed case',
        value: value.slice(0, 1).toUpperCase() + value.slice(1).toLowerCase(),
      };
    },
  },
});
