import { defineMistakes, type MistakeContext, type Variant } from '../mistake.js';

/** The request's method in the canonical string. */
export default defineMistakes({
  mistakes: {
    'met-case': {
      often: 'medium',
      done: 'with the method in {detail}',
      fix: 'Write the method in the canonical string in the documented case, whatever case the HTTP library takes.',
    },
    'met-override': {
      often: 'low',
      done: 'with the method of the header {detail}',
      fix: 'Sign the method of the request line, whatever an override header asks for.',
    },
  },
  atoms: { method: (value, context) => methods(value, context) },
  *steps(before, _, context, atom) {
    if ('method' in atom) yield* methods(before, context);
  },
});

const OVERRIDES = ['x-http-method-override', 'x-http-method', 'x-method-override'];

function* methods(method: string, { material }: MistakeContext): Generator<Variant> {
  yield* cases(method);
  for (const name of OVERRIDES) {
    const value = material.header(name);
    if (value) yield { id: 'met-override', detail: name, value: value.toUpperCase() };
  }
}

function* cases(method: string): Generator<Variant> {
  yield { id: 'met-case', detail: 'lower case', value: method.toLowerCase() };
  yield { id: 'met-case', detail: 'upper case', value: method.toUpperCase() };
  const mixed = method.slice(0, 1).toUpperCase() + method.slice(1).toLowerCase();
  yield { id: 'met-case', detail: 'mixed case', value: mixed };
}
