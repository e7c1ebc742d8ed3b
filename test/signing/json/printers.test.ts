import { describe, expect, it } from 'vitest';
import recorded from '../../fixtures/signing/json-printers.json' with { type: 'json' };
import { printDocuments } from '../../support/json-printers.js';

/** What JavaScript, Python, PHP 8.2, Go 1.19, Ruby 3.4, Jackson 2.17 and Gson 2.11 printed for these documents. */
const printed: Readonly<Record<string, readonly string[]>> = recorded.printed;

describe('printers of JSON', () => {
  it.each(Object.keys(printed))('%s prints what the real one printed', (name) => {
    expect(printDocuments(name, recorded.documents)).toEqual(printed[name]);
  });

  it('System.Text.Json escapes what HTML and languages could misread, in upper-case hex', () => {
    expect(printDocuments('System.Text.Json', ['{"a": "é<>&\'+` /\\""}'])).toEqual([
      '{"a":"\\u00E9\\u003C\\u003E\\u0026\\u0027\\u002B\\u0060 /\\u0022"}',
    ]);
  });

  it('Newtonsoft.Json keeps whole numbers, and writes others as .NET does', () => {
    expect(
      printDocuments('Newtonsoft.Json', ['[1, 1.0, 1E3, 0.0001, 0.00001, 1e14, 1e15, 12345678901234567890]']),
    ).toEqual(['[1,1.0,1000.0,0.0001,1E-05,100000000000000.0,1E+15,12345678901234567890]']);
  });

  it("Rails' to_json escapes what HTML could misread", () => {
    expect(printDocuments("Rails' to_json", ['{"a": "é<>&\' \\u2028"}'])).toEqual([
      '{"a":"é\\u003c\\u003e\\u0026\' \\u2028"}',
    ]);
  });

  it("Go's structs keep the order and whole numbers, and print other numbers like JavaScript", () => {
    expect(
      printDocuments("Go's json.Marshal of a struct", ['{"b": 12345678901234567890, "a": 1.0, "c": 1E3}']),
    ).toEqual(['{"b":12345678901234567890,"a":1,"c":1000}']);
  });

  it("PostgreSQL's jsonb puts short names first", () => {
    expect(printDocuments("PostgreSQL's jsonb", ['{"bb":1,"a":2.0,"c":3,"a":4}'])).toEqual([
      '{"a": 4, "c": 3, "bb": 1}',
    ]);
  });
});
