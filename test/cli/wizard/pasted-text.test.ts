import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PastedText } from '../../../src/cli/wizard/pasted-text.js';

/** What these pieces amount to. */
function read(...pieces: string[]) {
  const pasted = new PastedText(['back', 'quit']);
  const ends = pieces.map((piece) => pasted.read(piece));
  return { end: ends.at(-1), text: pasted.text, lines: pasted.lines };
}

describe('what was pasted', () => {
  it('is put together again wherever the pieces were cut, and nothing in it is a key', () => {
    const content = fc.string({
      unit: fc.constantFrom('a', '☕', '\r', '\t', '\x04', '\x03', '\x1b', '[201', '~'),
    });
    fc.assert(
      fc.property(content, fc.array(fc.nat(40)), (text, cuts) => {
        const whole = `\x1b[200~${text}.\x1b[201~`;
        const places = [...new Set([0, ...cuts, whole.length].map((at) => Math.min(at, whole.length)))];
        const pieces = places.sort((a, b) => a - b).map((at, n) => whole.slice(at, places[n + 1]));
        fc.pre(!pieces.includes('\x03') && !text.includes('\x1b[201~'));
        expect(read(...pieces, '\x04')).toMatchObject({
          end: 'done',
          text: `${text}.`.replaceAll('\r', '\n'),
        });
      }),
    );
  });

  it.each([
    ['two Enters after a paste', ['\x1b[200~a\rb\x1b[201~', '\r', '\r'], 'a\nb'],
    ['three Enters after a line', ['a', '\r', '\r', '\r'], 'a\n'],
    ['Ctrl-D behind a word', ['a', '\r', '\r', 'b\x04'], 'a\n\nb'],
  ])('ends with %s', (_, pieces, text) => {
    expect(read(...pieces)).toMatchObject({ end: 'done', text });
    expect(read(...pieces.slice(0, -1)).end).toBeUndefined();
  });

  it('is not ended by empty lines in a paste without brackets', () => {
    expect(read('HTTP/1.1 200 OK\r\r\r\r', 'body\r')).toEqual({
      end: undefined,
      text: 'HTTP/1.1 200 OK\n\n\n\nbody\n',
      lines: 5,
    });
  });

  it('takes keys that edit, and none that move', () => {
    expect(read('abc', '\x7f', '\x1b[A', '\x1b[1;5C', 'd', '\x04').text).toBe('abd');
    expect(read('abc', '\x15', 'd', '\x04').text).toBe('d');
  });

  it('offers what else can be done on an empty line alone', () => {
    expect(read('\t', 'q').end).toBe('quit');
    expect(read('a', '\t', 'q', '\x04')).toMatchObject({ end: 'done', text: 'a\tq' });
    expect(read('\t', 'x', 'q', '\x04').text).toBe('q');
  });

  it('is always left by Ctrl-C, also where the end of a paste got lost', () => {
    expect(read('\x1b[200~abc', '\x03').end).toBe('interrupted');
  });

  it('counts what was typed before Ctrl-D', () => {
    const pasted = new PastedText([]);
    for (const key of 'a 403') pasted.read(key);
    expect(pasted.read('\x04')).toBe('done');
    expect(pasted).toMatchObject({ text: 'a 403', bytes: 5, lines: 1 });
  });
});
