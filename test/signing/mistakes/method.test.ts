import { expect, it } from 'vitest';
import method from '../../../src/signing/mistakes/method.js';
import { named, variantsOf } from '../family.js';

it.each([
  ['post', 'met-case: lower case'],
  ['Post', 'met-case: mixed case'],
  ['PUT', 'met-override: x-http-method-override'],
])('%s is %s', (value, mistake) => {
  const headers = { 'x-http-method-override': 'put' };
  expect(named(variantsOf(method, { method: true }, 'POST', { headers }), value)).toContain(mistake);
});
