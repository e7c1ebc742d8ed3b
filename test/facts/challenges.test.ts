import { expect, it } from 'vitest';
import { parseChallenges } from '../../src/facts/challenges.js';

it.each<[field: string, expected: unknown[]]>([
  ['Basic', [['basic', {}]]],
  ['Basic realm="a, b=c"', [['basic', { realm: 'a, b=c' }]]],
  ['Bearer realm=api, Error="invalid_token"', [['bearer', { realm: 'api', error: 'invalid_token' }]]],
  ['Bearer error="a", error="b"', [['bearer', { error: 'a' }]]],
  ['Digest realm="say \\"hi\\""', [['digest', { realm: 'say "hi"' }]]],
  ['Digest realm="", qop = auth', [['digest', { realm: '', qop: 'auth' }]]],
  [
    ' , Negotiate, , NTLM ,',
    [
      ['negotiate', {}],
      ['ntlm', {}],
    ],
  ],
  [
    'Negotiate oYG2MIGz+/~==, Basic realm=x',
    [
      ['negotiate', {}],
      ['basic', { realm: 'x' }],
    ],
  ],
  [
    'Basic realm="x", Bearer',
    [
      ['basic', { realm: 'x' }],
      ['bearer', {}],
    ],
  ],
  ['Basic realm="never closed', [['basic', {}]]],
  ['Basic realm=x y=z, Bearer', [['basic', {}]]],
  ['"quoted"', []],
  ['realm=x', []],
  ['', []],
  [`${' '.repeat(3995)}Basic Bearer`, [['basic', {}]]],
])('%s', (field, expected) => {
  expect(parseChallenges(field).map(({ scheme, parameters }) => [scheme, parameters])).toEqual(expected);
});
