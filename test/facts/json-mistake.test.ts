import { expect, it } from 'vitest';
import { jsonMistake } from '../../src/facts/json-mistake.js';

/** `|` stands where the parser stopped. */
it.each([
  ['[|object Object]', 'object-object'],
  [`|${' '.repeat(200)}[object Object]`, 'other'],
  ['{"a":| \n', 'cut'],
  ["{|'a':1}", 'single-quotes'],
  ['{|‘a’:1}', 'single-quotes'],
  ['{"a"|\'b\'}', 'single-quotes'],
  ['{|“a”:1}', 'smart-quotes'],
  ['{"a":|”b”}', 'smart-quotes'],
  ['{"a":|„b“}', 'smart-quotes'],
  ['{"a":1, |}', 'trailing-comma'],
  ['[1,|]', 'trailing-comma'],
  ['{"a":|}', 'other'],
  ['{"a":|True}', 'python-literal'],
  ['{"a":|False}', 'python-literal'],
  ['{"a":|None}', 'python-literal'],
  ['{|Nonesuch:1}', 'unquoted-key'],
  ['{"a":|undefined}', 'undefined'],
  ['{"a":|NaN}', 'undefined'],
  ['{"a":|-Infinity}', 'undefined'],
  ['{"a":|Infinity}', 'undefined'],
  ['{"a":|undefinedly}', 'other'],
  ['{"a":1 |// one', 'comment'],
  ['{|/* one */"a":1}', 'comment'],
  ['{"a":|/b}', 'other'],
  ['{ |a:1}', 'unquoted-key'],
  ['{"b":1,|$a:1}', 'unquoted-key'],
  ['{"b":|a}', 'other'],
  ['{|1:1}', 'other'],
  ['{"a":"b|\nc"}', 'line-break'],
  ['{"a":"b|\tc"}', 'line-break'],
  ['{"a":"b|\rc"}', 'line-break'],
  ['{"a":1}\n|{"a":2}', 'second-value'],
  ['[1]|[2]', 'second-value'],
  ['{"a":1|{"b":2}', 'other'],
  ['{"a":1}|"b"', 'other'],
])('%s: %s', (text, mistake) => {
  expect(jsonMistake(text.replace('|', ''), text.indexOf('|'))).toBe(mistake);
});
