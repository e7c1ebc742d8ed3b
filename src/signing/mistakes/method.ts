import { defineMistakes, type Variant } from '../mistake.js';

/** The request's method in the canonical string. */
export default defineMistakes({
  mistakes: {
    'met-case': {
      often: 'medium',
      done: 'with the method in {detail}',
      fix: 'Write the method in the canonical string in the documented case, whatever case the HTTP library takes.',
    },
  },
  atoms: { method: (value) => cases(value) },
  *steps(before, _, __, atom) {
    if ('method' in atom) yield* cases(before);
  },
});

function* cases(method: string): Generator<Variant> {
  yield { id: 'met-case', detail: 'lower case', value: method.toLowerCase() };
  yield { id: 'met-case', detail: 'upper case', value: method.toUpperCase() };
  const mixed = method.slice(0, 1).toUpperCase() + method.slice(1).toLowerCase();
  yield { id: 'met-case', detail: 'mixed case', value: mixed };
}
