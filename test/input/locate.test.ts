import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonPath, Place } from '../../src/exchange/place.js';
import { inside } from '../../src/exchange/place.js';
import { Input } from '../../src/input/input.js';
import { locate } from '../../src/input/locate.js';

function inputOf(text: string | Uint8Array): Input {
  return new Input('call.json', Buffer.from(text as string));
}

function whole(input: Input): Place {
  return { spans: [{ start: 0, end: input.bytes.length }] };
}

function found(input: Input, place: Place): string | undefined {
  const span = locate(input, place);
  return span && input.text(span);
}

function look(text: string, ...steps: Place['steps'] & object): string | undefined {
  const input = inputOf(text);
  return found(input, { ...whole(input), steps });
}

/** Every path of a JSON value, the root's first. */
function paths(value: unknown, path: JsonPath = []): JsonPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((one, index) => paths(one, [...path, index]))
    : Object.entries(value).flatMap(([key, one]) => paths(one, [...path, key]));
  return [path, ...inner];
}

function valueAtPath(value: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>((outer, key) => (outer as Record<string | number, unknown>)[key], value);
}

/** What a found stretch says: the content of a string stands without its quotes. */
function parsed(value: unknown, text: string | undefined): unknown {
  return JSON.parse(typeof value === 'string' ? `"${text}"` : (text as string));
}

const text = '{"error":{"code":"KEY_REVOKED","at":[1, {"x":true} ,null]},"ok":false}';

describe('a path', () => {
  test('leads to any kind of value, strings without their quotes', () => {
    expect(look(text, { path: ['error', 'code'] })).toBe('KEY_REVOKED');
    expect(look(text, { path: ['error', 'at', 1] })).toBe('{"x":true}');
    expect(look(text, { path: ['error', 'at', '2'] })).toBe('null');
    expect(look(text, { path: ['ok'] })).toBe('false');
    expect(look(`\ufeff \n${text}\n`, { path: [] })).toBe(text);
  });

  test('of duplicate keys leads to the last, as JSON.parse has it', () => {
    expect(look('{"a":{"b":1},"a":{"b":2}}', { path: ['a', 'b'] })).toBe('2');
  });

  test('that is not there gives the deepest part that is', () => {
    expect(look(text, { path: ['error', 'field', 'name'] })).toBe(
      '{"code":"KEY_REVOKED","at":[1, {"x":true} ,null]}',
    );
    expect(look(text, { path: ['error', 'at', 'length'] })).toBe('[1, {"x":true} ,null]');
    expect(look('Bad Gateway', { path: ['error'] })).toBe('Bad Gateway');
  });

  test('is followed up to where the text is cut', () => {
    const cut = '{"request":{"id":"req_7","note":"it was "},"error":{"code":"KEY_REV';
    expect(look(cut, { path: ['request', 'id'] })).toBe('req_7');
    expect(look(cut, { path: ['error', 'code'] })).toBe('KEY_REV');
    expect(look('{"error":{"code":', { path: ['error', 'code'] })).toBe('{"code":');
    expect(look('{"a', { key: ['a'] })).toBe('{"a');
  });

  test('is not followed by recursion', () => {
    const deep = `${'['.repeat(100_000)}"bottom"${']'.repeat(100_000)}`;
    expect(look(deep, { path: Array(100_000).fill(0) })).toBe('bottom');
  });

  test('passes what is no JSON without stopping', () => {
    expect(look('{oops, "a": NaN, "b" "c": 1, "d":2}}', { path: ['d'] })).toBe('2');
    expect(look('{"a":}', { path: ['a'] })).toBe('{"a":}');
    expect(look('[1,,2', { path: [1] })).toBe('2');
  });
});

describe('a key', () => {
  test('is found itself, without quotes', () => {
    expect(look('{ "amo\\u0075nt" : 5 }', { key: ['amount'] })).toBe('amo\\u0075nt');
    expect(look(text, { key: ['error', 'at'] })).toBe('at');
  });

  test('ends the way: a field whose content cannot be shown', () => {
    const har = '{"content":{"text":"eyJvayI6ZmFsc2V9","encoding":"base64"}}';
    expect(look(har, { key: ['content', 'text'] }, { path: ['ok'] })).toBe('text');
    expect(look(har, { key: ['content', 'text'] }, { from: 3, to: 900 })).toBe('text');
  });
});

describe('steps into a string', () => {
  test('work on the decoded text and map back to its escapes', () => {
    const body = JSON.stringify({ message: 'a "quoted"\n\u{1F600}é word' });
    const outer = JSON.stringify({ body }).replaceAll('\u{1F600}', '\\ud83d\\ude00');
    expect(look(outer, { path: ['body'] }, { path: ['message'] })).toBe(
      'a \\\\\\"quoted\\\\\\"\\\\n\\ud83d\\ude00é word',
    );
    const start = Buffer.byteLength(body.slice(0, body.indexOf('\u{1F600}')));
    expect(look(outer, { path: ['body'] }, { from: start, to: start + 4 })).toBe('\\ud83d\\ude00');
    expect(look(outer, { path: ['body'] }, { from: start + 1, to: start + 2 })).toBe('\\ud83d\\ude00');
    expect(look(outer, { path: ['body'] }, { from: 1e6, to: 2e6 })).toBe('');
  });

  test('that is not escaped are offsets of the input', () => {
    expect(look('{"key":"psk_test_errdoctor"}', { path: ['key'] }, { from: 4, to: 8 })).toBe('test');
  });

  test('go into a string inside a string inside a string', () => {
    const inner = JSON.stringify({ code: 'X"Y' });
    const outer = JSON.stringify({ log: JSON.stringify({ body: inner }) });
    const place = look(outer, { path: ['log'] }, { path: ['body'] }, { path: ['code'] });
    expect(JSON.parse(`"${JSON.parse(`"${JSON.parse(`"${place}"`)}"`)}"`)).toBe('X"Y');
  });

  test('give U+FFFD for half a surrogate pair, and end with a cut escape', () => {
    expect(look('{"a":"\\ud800x"}', { path: ['a'] }, { from: 3, to: 4 })).toBe('x');
    expect(look('{"a":"bc\\u00', { path: ['a'] }, { from: 0, to: 2 })).toBe('bc');
    expect(look('{"a":"bc\\', { path: ['a'] }, { from: 0, to: 9 })).toBe('bc');
  });
});

describe('a parameter of a URL', () => {
  const url = 'https://api.acmepay.example/v1/list?limit=5000&a%20b=c+d&empty=&flag&limits=1#limit=2';

  test.each([
    ['limit', '5000'],
    ['a b', 'c+d'],
    ['empty', 'empty'],
    ['flag', 'flag'],
    ['limits', '1'],
    ['other', url],
  ])('%s', (parameter, value) => {
    expect(look(url, { parameter })).toBe(value);
  });

  test('stands in a JSON string as it is escaped there', () => {
    const call = '{"url":"https:\\/\\/api.acmepay.example\\/v1?from=1\\u0026to=\\u0032"}';
    expect(look(call, { path: ['url'] }, { parameter: 'to' })).toBe('\\u0032');
  });
});

describe('several spans', () => {
  test('are one text; a stretch across them gives its part in the first', () => {
    const input = inputOf('> {"error":\n> {"code":"KEY_\n> REVOKED","n":7}}\n');
    const place: Place = {
      spans: [
        { start: 2, end: 11 },
        { start: 14, end: 27 },
        { start: 30, end: 47 },
      ],
    };
    expect(found(input, inside(place, { path: ['error', 'code'] }))).toBe('KEY_');
    expect(found(input, inside(place, { path: ['error', 'n'] }))).toBe('7');
    expect(found(input, inside(place, { from: 0, to: 3 }))).toBe('{"e');
  });

  test('without any there is nothing to find', () => {
    expect(locate(inputOf('{}'), { spans: [] })).toBeUndefined();
  });
});

const keyedJson = fc.json({ maxDepth: 5, noUnicodeString: false }).map((json) => JSON.parse(json));
const indents = fc.constantFrom<string | number | undefined>(undefined, 1, 2, '\t');

describe('any JSON document', () => {
  test('with a byte-order mark as a key keeps it apart from the empty one', () => {
    const input = inputOf('{"\ufeff":1,"":2}');
    expect(found(input, { ...whole(input), steps: [{ path: ['\ufeff'] }] })).toBe('1');
    expect(found(input, { ...whole(input), steps: [{ path: [''] }] })).toBe('2');
  });

  test('with a byte-order mark as the whole of a value keeps it', () => {
    const input = inputOf('["\ufeff"]');
    expect(found(input, { ...whole(input), steps: [{ path: [0] }] })).toBe('\ufeff');
  });

  test('at every path gives the bytes of that value', () => {
    fc.assert(
      fc.property(keyedJson, indents, (document, indent) => {
        const input = inputOf(JSON.stringify(document, null, indent));
        for (const path of paths(document)) {
          const value = valueAtPath(document, path);
          expect(parsed(value, found(input, { ...whole(input), steps: [{ path }] }))).toEqual(value);
        }
      }),
    );
  });

  test('inside a string of another document does so too', () => {
    fc.assert(
      fc.property(keyedJson, indents, fc.boolean(), (document, indent, ascii) => {
        const log = JSON.stringify({ body: JSON.stringify(document, null, indent) });
        const input = inputOf(ascii ? log.replace(/[\x7f-\uffff]/g, escaped) : log);
        for (const path of paths(document)) {
          const value = valueAtPath(document, path);
          const raw = found(input, { ...whole(input), steps: [{ path: ['body'] }, { path }] });
          expect(parsed(value, JSON.parse(`"${raw}"`))).toEqual(value);
        }
      }),
    );
  });

  test('cut anywhere gives a stretch of what is left', () => {
    fc.assert(
      fc.property(keyedJson, fc.nat(), (document, seed) => {
        const json = Buffer.from(JSON.stringify({ document }));
        const input = inputOf(json.subarray(0, seed % json.length));
        for (const path of paths({ document })) {
          const span = locate(input, { ...whole(input), steps: [{ path }, { from: 0, to: 3 }] });
          expect(span && span.start >= 0 && span.start <= span.end && span.end <= input.bytes.length).toBe(
            true,
          );
        }
      }),
    );
  });
});

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

test('what was learnt about a large document does not change what is found', () => {
  const entries = Array.from({ length: 300 }, (_, index) => ({
    index,
    text: `"${'x'.repeat(100)}" ${index}`,
  }));
  const input = inputOf(JSON.stringify({ log: { entries } }));
  for (const index of [299, 0, 150, 299, 300]) {
    const steps = [{ path: ['log', 'entries', index, 'text'] }, { from: 103, to: 110 }];
    const expected = index < 300 ? String(index) : undefined;
    if (expected) expect(found(input, { ...whole(input), steps })).toBe(expected);
    else expect(locate(input, { ...whole(input), steps })?.start).toBe('{"log":{"entries":'.length);
  }
});
