import { expect, test } from 'vitest';
import { Input } from '../../src/input/input.js';

const textOf = (bytes: string) => new Input('-', Buffer.from(bytes)).text();

test.each([
  ['colours', '\u001b[32mGET\u001b[39;49;00m \u001b[04m\u001b[36m/v1\u001b[0m', 'GET /v1'],
  ['a reset without a number', '\u001b[1mHTTP\u001b[m/1.1', 'HTTP/1.1'],
  ['nothing but colours', '\u001b[0m', ''],
  ['other sequences stay', '\u001b[2J\u001b]0;title\u0007', '\u001b[2J\u001b]0;title\u0007'],
  ['an escape at the end stays', 'a\u001b[', 'a\u001b['],
])('the colours of a terminal are no part of a capture: %s', (_, bytes, text) => {
  expect(textOf(bytes)).toBe(text);
});

test('bytes without colours are not copied', () => {
  const bytes = Buffer.from('HTTP/1.1 401 Unauthorized\r\n');
  expect(new Input('-', bytes).bytes).toBe(bytes);
});

test('a position is the same in whatever order positions are asked for', () => {
  const bytes = Buffer.from('€1 ä\n\n{"a":"…"}\nend');
  const alone = (offset: number) => new Input('-', bytes).position(offset);
  expect(alone(5)).toEqual({ line: 1, column: 4 });
  expect(alone(bytes.indexOf('"}'))).toEqual({ line: 3, column: 8 });
  const input = new Input('-', bytes);
  const offsets = [...bytes.keys(), bytes.length];
  const orders = [offsets, offsets.toReversed(), offsets.map((offset) => (offset * 7) % (bytes.length + 1))];
  for (const offset of orders.flat()) expect(input.position(offset)).toEqual(alone(offset));
});
