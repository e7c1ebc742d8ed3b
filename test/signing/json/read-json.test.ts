import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printJson } from '../../../src/signing/json/print-json.js';
import { printers } from '../../../src/signing/json/printers.js';
import { type JsonText, readJson, readJsonBytes } from '../../../src/signing/json/read-json.js';
import { reprint } from '../../../src/signing/json/reprint.js';

const style = (name: string) => {
  const printer = printers.find((one) => one.name === name);
  if (!printer) throw new Error(`no printer is called ${name}`);
  return printer.style;
};
const javaScript = style("JavaScript's JSON.stringify");
const minifier = style('a minifier');
const read = (text: string) => readJson(text) as JsonText;

describe('reading JSON without losing its tokens', () => {
  it('keeps numbers, escapes, order and repeated names', () => {
    const text = '{"b":1.0,"10":12345678901234567890,"b":1E3,"\\u0061":"\\/\\u00e9é","c":[true,null,-0]}';
    expect(printJson(read(text).root, minifier)).toBe(text);
  });

  it.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"a":1,}',
    '{"a"}',
    '{a:1}',
    '01',
    '1.',
    '-',
    '.5',
    'tru',
    '"a',
    '"\n"',
    '"\\x"',
    '"\\u12"',
    '1 2',
    '[1}',
    '{]',
    'NaN',
    'a=1',
  ])('does not take %j for JSON', (text) => {
    expect(readJson(text)).toBeUndefined();
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 9 }).map((list) => list.join('')),
        (text) => {
          let isJson = true;
          try {
            JSON.parse(text);
          } catch {
            isJson = false;
          }
          expect(readJson(text) !== undefined).toBe(isJson);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('reads byte strings that are UTF-8 only', () => {
    expect(readJsonBytes('["\xc3\xa9"]')?.source).toBe('["é"]');
    expect(readJsonBytes('["\xe9"]')).toBeUndefined();
    expect(readJsonBytes('["\xef\xbf\xbd"]')?.source).toBe('["\ufffd"]');
    expect(readJsonBytes('\xef\xbb\xbf[]')).toBeUndefined();
  });

  it('prints any JSON as JSON.stringify does', () => {
    const text = fc.oneof(
      fc.json(),
      fc
        .tuple(fc.jsonValue(), fc.integer({ min: 0, max: 3 }))
        .map(([value, n]) => JSON.stringify(value, null, n)),
    );
    fc.assert(
      fc.property(text, (json) => {
        expect(printJson(read(json).root, javaScript)).toBe(JSON.stringify(JSON.parse(json)));
      }),
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(...printers), (json, printer) => {
        const once = printJson(read(json).root, printer.style);
        expect(printJson(read(once).root, printer.style)).toBe(once);
      }),
    );
  });

  it('takes any depth', () => {
    const text = `${'[{"a":'.repeat(100_000)}1${'}]'.repeat(100_000)}`;
    const json = read(text);
    expect(json.depth).toBe(200_000);
    expect(printJson(json.root, minifier)).toBe(text);
    expect([...reprint(json)].map(({ printer }) => printer.name)).toContain("Python's json.dumps");
    expect(readJson('['.repeat(100_000))).toBeUndefined();
  });
});
