import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import * as zlib from 'node:zlib';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPieces } from '../../src/stream/read-pieces.js';
import { cut, inChunks, joined, temporaryFolder } from './cut.js';
import { records } from './records.js';

const at = temporaryFolder();
const text = records(4000).join('');
const packedBy = (program: string, input: string | Uint8Array = text) =>
  execFileSync(program, ['-c'], { input, maxBuffer: 1 << 28 });

function fileOf(bytes: string | Uint8Array): string {
  const name = at('input');
  writeFileSync(name, bytes);
  return name;
}

describe('packed inputs', () => {
  it('are unpacked, whatever their name is', async () => {
    const packed = packedBy('gzip');
    const { pieces, problems } = await cut([fileOf(packed)], { bytes: 50_000 });
    expect(joined(pieces)).toBe(text);
    expect(problems).toEqual([]);
    expect(pieces[1]?.line).toBeGreaterThan(1);
    expect(pieces.at(-1)).toMatchObject({ consumed: packed.length, size: packed.length });
  });

  it('may come through a pipe, in chunks of any size', async () => {
    for (const size of [1, 7, 65_536]) {
      const standardInput = inChunks(packedBy('gzip', records(100).join('')), size);
      const { pieces, problems } = await cut(['-'], { standardInput });
      expect(joined(pieces)).toBe(records(100).join(''));
      expect(problems).toEqual([]);
    }
  });

  it('may be several, one behind the other', async () => {
    const { pieces, problems } = await cut([fileOf(Buffer.concat([packedBy('gzip'), packedBy('gzip')]))]);
    expect(joined(pieces)).toBe(text + text);
    expect(problems).toEqual([]);
  });

  it('may be padded, as tapes are', async () => {
    const { pieces, problems } = await cut([
      fileOf(Buffer.concat([packedBy('gzip'), Buffer.alloc(100_000)])),
    ]);
    expect(joined(pieces)).toBe(text);
    expect(problems).toEqual([]);
  });

  it('give what could be unpacked where they are cut off, and say so', async () => {
    const packed = packedBy('gzip');
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.integer({ min: 20, max: 80 }), fc.integer({ min: 80, max: packed.length - 1 })),
        async (length) => {
          const { pieces, problems } = await cut([fileOf(packed.subarray(0, length))]);
          const there = zlib.gunzipSync(packed.subarray(0, length), {
            finishFlush: zlib.constants.Z_SYNC_FLUSH,
          });
          expect(joined(pieces)).toBe(there.toString());
          expect(problems).toMatchObject([
            { says: 'The packed data is cut off: what could be unpacked was read.' },
          ]);
          expect(problems[0]?.line).toBe(there.toString().split('\n').length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('give what stands before damage', async () => {
    const long = records(40_000).join('');
    const packed = packedBy('gzip', long);
    const { pieces, problems } = await cut([
      fileOf(packed.fill(0xff, packed.length / 2, packed.length / 2 + 100)),
    ]);
    expect(long.startsWith(joined(pieces))).toBe(true);
    expect(joined(pieces).length).toBeGreaterThan(long.length / 4);
    expect(problems).toMatchObject([
      { says: 'The packed data is damaged: what could be unpacked was read.' },
    ]);
  });

  it('by Zstandard are unpacked where Node can, and otherwise told what can', async () => {
    const { pieces, problems } = await cut([fileOf(packedBy('zstd'))]);
    const canUnpack = 'createZstdDecompress' in zlib;
    expect(joined(pieces)).toBe(canUnpack ? text : '');
    expect(problems.map(({ says }) => says)).toEqual(
      canUnpack
        ? []
        : [
            `It is packed with Zstandard, which Node ${process.version} cannot unpack: zstd -dc FILE | errdoctor triage -`,
          ],
    );
  });

  it('unpack no more than is taken, whatever they unpack to', async () => {
    const line = records(1)[0] as string;
    const packed = zlib.gzipSync(Buffer.alloc(line.length * 1_000_000, line));
    const pieces = readPieces([fileOf(packed)], {
      standardInput: Readable.from([]),
      problem: () => undefined,
    });
    const { value: first } = await pieces.next();
    expect(first.consumed).toBeLessThan(packed.length / 2);
    await pieces.return(undefined);
  });
});

describe('other encodings', () => {
  it('are read as UTF-8, without the mark', async () => {
    const words = `${records(20).join('')}{"message":"größer als €5 😀"}\n`;
    const utf16 = Buffer.from(`\ufeff${words}`, 'utf16le');
    const inputs = [utf16, Buffer.from(utf16).swap16(), Buffer.from(`\ufeff${words}`)];
    for (const bytes of inputs.flatMap((input) => [input, packedBy('gzip', input)])) {
      for (const size of [1, 7, 65_536]) {
        const { pieces, problems } = await cut(['-'], { standardInput: inChunks(bytes, size) });
        expect(joined(pieces)).toBe(words);
        expect(pieces[0]?.is).toBe('lines');
        expect(problems).toEqual([]);
      }
    }
  });
});
