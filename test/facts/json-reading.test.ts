import { describe, expect, it } from 'vitest';
import type { Body } from '../../src/exchange/body.js';
import { isObject, peek, readBody, typeOf, valueAt } from '../../src/facts/json-reading.js';

const bytes = (text: string | Buffer): Body => ({ is: 'bytes', wire: Buffer.from(text), exact: true });
const reading = (text: string | Buffer, type = '') => readBody(bytes(text), type, '');
const looksLike = (text: string | Buffer, type = '') => {
  const found = reading(text, type);
  return found.is === 'not-json' ? found.looksLike : found.is;
};

describe('a body without a type', () => {
  it.each([
    ['form', 'amount=2500&currency=USD'],
    ['form', 'items[0][id]=1'],
    ['form', ' amount=\n'],
    ['text', 'amount=2500 and more'],
    ['text', 'see amount=2500'],
    ['text', 'upstream timed out'],
    ['html', '<html><body>Bad gateway</body></html>'],
    ['html', ' <!DOCTYPE HTML><p>no</p>'],
    ['html', '<h1>no</h1>'],
    ['xml', '<htmlish/>'],
    ['xml', ' <?xml version="1.0"?><Error/>'],
    ['text', 'see <Error/>'],
    ['text', '< 5'],
    ['multipart', '--boundary-7\r\nContent-Type: text/plain'],
    ['multipart', '--boundary-7\nContent-Type: text/plain'],
    ['text', '--four\nx'],
    ['text', 'a --boundary-7\nx'],
    ['json', '{"amount":2500}'],
    ['json', ' [1]'],
    ['json', '"text"'],
    ['json', '-7'],
    ['json', 'true'],
    ['json', 'null'],
    ['text', 'truest'],
    ['text', '7 days'],
    ['text', '- 7'],
    ['empty', ' \n'],
    ['empty', ''],
    ['binary', 'a\u0000b'],
    ['binary', 'a\u001fb'],
    ['text', 'tab\t and escape \u001b[0m'],
    ['text', `${'a'.repeat(512)}\u0000`],
  ])('is %s: %j', (kind, text) => expect(looksLike(text)).toBe(kind));

  it('is binary where more than seven bytes of its beginning are no text', () => {
    const broken = (count: number) => Buffer.concat([Buffer.from('a'), Buffer.alloc(count, 0xff)]);
    expect(looksLike(broken(7))).toBe('text');
    expect(looksLike(broken(8))).toBe('binary');
  });

  it('is told from a form with one look, however many fields stand before a space', () => {
    expect(looksLike(`${'field=value&'.repeat(40)}name=with a space`)).toBe('text');
  });
});

describe('a body with a type', () => {
  it.each([
    ['form', 'with a space=1', 'application/x-www-form-urlencoded'],
    ['multipart', 'no boundary', 'multipart/form-data; boundary=x'],
    ['text', 'no boundary', 'x-multipart/form-data'],
    ['html', '<p>no</p>', 'text/html'],
    ['xml', '<p>no</p>', 'text/xml'],
  ])('is %s: %j of %s', (kind, text, type) => expect(looksLike(text, type)).toBe(kind));

  it('of JSON that is none at all is wrong from its first byte', () => {
    const wrong = { says: 'it is not JSON at all', offset: 0 };
    expect(reading('no json', 'application/json')).toMatchObject({ looksLike: 'text', syntaxError: wrong });
    expect(reading('truest', 'application/problem+json')).toMatchObject({ syntaxError: wrong });
    expect(reading('no json', 'text/plain')).not.toHaveProperty('syntaxError');
    expect(reading('no json', 'application/jsonish')).not.toHaveProperty('syntaxError');
    expect(reading('a\u0000b', 'application/json')).not.toHaveProperty('syntaxError');
    expect(readBody({ is: 'cut', bytes: Buffer.from('no j') }, 'application/json', '')).not.toHaveProperty(
      'syntaxError',
    );
  });
});

describe('a body that a recorder kept from us', () => {
  it.each(['[REDACTED]', '"[REDACTED]"', ' ***\n'])('as %j is not captured', (text) => {
    expect(reading(text)).toEqual({ is: 'not-captured' });
  });

  it('is told from a long text that begins so, and from a text that holds a mask', () => {
    expect(reading(`[REDACTED${' '.repeat(80)}]`).is).not.toBe('not-captured');
    expect(reading('{"key":"***"}').is).toBe('json');
    expect(reading('say "[REDACTED]"').is).toBe('not-json');
  });

  it('as a parsed value is not captured either', () => {
    const parsed = (value: unknown) => readBody({ is: 'parsed', value } as Body, '', '');
    expect(parsed('***')).toEqual({ is: 'not-captured' });
    expect(parsed(['***'])).toEqual({ is: 'json', value: ['***'], whole: true });
    expect(readBody({ is: 'not-captured' } as Body, '', '')).toEqual({ is: 'not-captured' });
    expect(readBody({ is: 'none' }, '', '')).toEqual({ is: 'not-json', looksLike: 'empty', text: '' });
  });
});

describe('broken JSON', () => {
  const cut = (text: string): Body => ({ is: 'cut', bytes: Buffer.from(text) });

  it('keeps what stands before the fault, and tells where that is', () => {
    expect(reading('{"a":1,\'b\':2}')).toEqual({
      is: 'json',
      value: { a: 1 },
      whole: false,
      syntaxError: { says: '"\'" does not belong here', offset: 7 },
    });
    expect(reading('{"a":1,\n"b" 2}')).toMatchObject({ syntaxError: { says: '"2" does not belong here' } });
    expect(reading('{"a":\u0001}')).toMatchObject({
      syntaxError: { says: 'byte 0x01 does not belong here' },
    });
    expect(reading('{"a":ä}')).toMatchObject({ syntaxError: { says: 'byte 0xc3 does not belong here' } });
    expect(reading('{"a":\u007f}')).toMatchObject({
      syntaxError: { says: 'byte 0x7f does not belong here' },
    });
    expect(reading('{"a":~}')).toMatchObject({ syntaxError: { says: '"~" does not belong here' } });
    expect(reading('{"a":"b\nc"}')).toMatchObject({
      syntaxError: { says: 'byte 0x0a does not belong here' },
    });
  });

  it('counts bytes behind a byte-order mark', () => {
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"a":1,]')]);
    expect(reading(marked)).toMatchObject({ value: { a: 1 }, syntaxError: { offset: 10 } });
    expect(reading(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('{"a":1}')]))).toEqual({
      is: 'json',
      value: { a: 1 },
      whole: true,
    });
  });

  it('that ends too early is the fault of the sender, unless the recorder cut it', () => {
    expect(reading('{"a":1,"b"')).toEqual({
      is: 'json',
      value: { a: 1 },
      whole: false,
      syntaxError: { says: 'the JSON ends too early', offset: 10 },
    });
    expect(readBody(cut('{"a":1,"b"'), '', '')).toEqual({ is: 'json', value: { a: 1 }, whole: false });
  });

  it.each([
    ['{"a":{"b":[1,"te', 'a.b.1'],
    ['{"a":1,"b":"te', 'b'],
    ['{"a":"x","b":[{', undefined],
    ['"te', undefined],
  ])('%s ends within %s', (text, name) => {
    const found = readBody(cut(text), '', '');
    expect(found.is === 'json' && found.cutString).toBe(name);
  });

  it('of which nothing can be read looks like JSON', () => {
    expect(reading('\u00a0{x')).toMatchObject({ is: 'not-json', looksLike: 'json', text: '\u00a0{x' });
  });
});

describe('a value by its name', () => {
  const root = { a: [{ b: 'über' }], length: 7, c: { d: 1, e: 2 }, f: { length: 'own' }, '0': 'zero' };

  it.each<[name: string, value: unknown, path: unknown[]]>([
    ['a.0.b', 'über', ['a', 0, 'b']],
    ['a.1.b', undefined, ['a', 1, 'b']],
    ['a.x', undefined, ['a', 'x']],
    ['0', 'zero', ['0']],
    ['a.length', 1, ['a']],
    ['a.0.b.length', 4, ['a', 0, 'b']],
    ['c.length', 2, ['c']],
    ['length', 7, ['length']],
    ['f.length', 'own', ['f', 'length']],
    ['c.d.length', undefined, ['c', 'd', 'length']],
    ['toString', undefined, ['toString']],
  ])('%s', (name, value, path) => {
    expect(valueAt(root, name)).toEqual({ value, path });
    if (!name.endsWith('length')) expect(peek(root, name)).toBe(value);
  });

  it('counts characters, not units of a code', () => expect(valueAt({ a: '😀' }, 'a.length').value).toBe(1));

  it('of nothing is none', () => {
    expect(peek(undefined, 'a.b')).toBeUndefined();
    expect(peek(null, 'a')).toBeUndefined();
    expect(valueAt(null, 'a.length').value).toBeUndefined();
  });
});

it.each<[value: unknown, type: string, object: boolean]>([
  [undefined, 'absent', false],
  [null, 'null', false],
  [[], 'array', false],
  [{}, 'object', true],
  [1, 'integer', false],
  [1.5, 'number', false],
  ['1', 'string', false],
  [true, 'boolean', false],
])('%j is of type %s', (value, type, object) => {
  expect(typeOf(value)).toBe(type);
  expect(isObject(value)).toBe(object);
});
