import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachLine, wholeLines } from '../../src/stage/whole-lines.js';
import { LONGEST } from '../../src/stream/piece.js';

/** The lines of an input that arrives in these chunks. */
async function linesIn(chunks: Iterable<Uint8Array>): Promise<string[]> {
  const waiting = chunks[Symbol.iterator]();
  const read = async (into: Uint8Array) => {
    const next = waiting.next();
    if (next.done) return 0;
    into.set(next.value);
    return next.value.length;
  };
  const found: string[] = [];
  for await (const lines of wholeLines(read)) {
    if (lines === 'too long') found.push(lines);
    else
      for (const { start, end } of eachLine(lines))
        found.push(Buffer.from(lines.subarray(start, end)).toString('latin1'));
  }
  return found;
}

describe('whole lines', () => {
  it('are the same however the input arrives', async () => {
    const text = fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', '\0', '{"x":1}'), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(60)), async (parts, cuts) => {
        const bytes = Buffer.from(parts.join(''), 'latin1');
        const at = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length].sort((a, b) => a - b);
        const chunks = at
          .slice(1)
          .map((end, index) => bytes.subarray(at[index], end))
          .filter(({ length }) => length > 0);
        const expected = bytes.toString('latin1').split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(await linesIn(chunks)).toEqual(expected);
      }),
    );
  });

  it('come as soon as they end', async () => {
    const chunks = [Buffer.from('first\nsec'), Buffer.from('ond\n')];
    const given = wholeLines(async (into) => {
      const chunk = chunks.shift();
      if (chunk) into.set(chunk);
      return chunk?.length ?? 0;
    });
    expect(Buffer.from((await given.next()).value as Uint8Array).toString()).toBe('first\n');
    expect(chunks.length).toBe(1);
  });

  it('that are too long are told of, and nothing of them is kept', async () => {
    const chunk = new Uint8Array(256 * 1024).fill(0x61);
    function* chunks(repeated: number, end: string): Generator<Uint8Array> {
      yield Buffer.from('before\n');
      for (let count = 0; count < repeated; count++) yield chunk;
      yield Buffer.from(end);
    }
    const most = LONGEST / chunk.length;
    expect(await linesIn(chunks(most, 'a\nafter\nand'))).toEqual(['before', 'too long', 'after', 'and']);
    expect(await linesIn(chunks(most + 1, ''))).toEqual(['before', 'too long']);
    const [, whole, after] = await linesIn(chunks(most, '\nafter'));
    expect({ length: whole?.length, after }).toEqual({ length: LONGEST, after: 'after' });
  });
});
