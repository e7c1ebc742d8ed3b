import { describe, expect, it } from 'vitest';
import { Input } from '../../src/input/input.js';
import { lineField } from '../../src/stage/line-field.js';

const field = (line: string, name: string) => lineField(new Input('-', Buffer.from(line)), name);

describe('the field of a line', () => {
  it.each([
    ['a text', '{"id":"a\\u00e9ü"}', 'id', '"a\\u00e9ü"'],
    ['a number, with all its digits', '{"id":12345678901234567890.10}', 'id', '12345678901234567890.10'],
    ['null', '{"id":null}', 'id', 'null'],
    ['an object', ' {"id" : {"a": [1, 2]} }\r', 'id', '{"a": [1, 2]}'],
    ['one inside others', '{"meta":{"trace":{"id":7}}}', 'meta.trace.id', '7'],
    ['an element', '{"ids":["a","b"]}', 'ids.1', '"b"'],
    ['a name with a dot before a path', '{"trace":{"id":1},"trace.id":2}', 'trace.id', '2'],
    ['the last of a name, as JSON.parse has it', '{"id":1,"id":2}', 'id', '2'],
    ['behind a prefix', '2026-09-21T14:13:20.1Z stdout F {"id":"x"}', 'id', '"x"'],
    ['in a quoted record', '"{\\"id\\":\\"x\\"}"', 'id', '"x"'],
  ])('%s', (_, line, name, expected) => {
    expect(field(line, name)).toBe(expected);
  });

  it.each([
    ['there is none', '{"a":1}', 'id'],
    ['the path goes through a text', '{"id":"abc"}', 'id.length'],
    ['it is nobody’s own', '{}', 'constructor'],
    ['the line is no object', '["id"]', 'id'],
    ['the line is blank', '', 'id'],
    ['the line ends in it', '{"id":"abc', 'id'],
    ['it is no JSON', '{"id":nope}', 'id'],
  ])('is undefined where %s', (_, line, name) => {
    expect(field(line, name)).toBeUndefined();
  });
});
