import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LONGEST } from '../../src/stream/piece.js';
import { readPieces } from '../../src/stream/read-pieces.js';
import { cut, inChunks, joined, temporaryFolder } from './cut.js';
import { records } from './records.js';

const at = temporaryFolder();
const record = (number: number) => records(number + 1, '').at(-1) as string;

function fileOf(text: string | Uint8Array): string {
  const name = at('input');
  writeFileSync(name, text);
  return name;
}

describe('pieces of lines', () => {
  it('hold every byte once, end with a line, and know their line', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[a-zé ]{0,40}$/), { maxLength: 60 }),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 500 }),
        async (more, end, hasEnd, chunk, size) => {
          const text = [
            ...records(8, end),
            ...more.map((line) => line + end),
            record(3) + (hasEnd ? end : ''),
          ].join('');
          const { pieces, problems } = await cut(['-'], {
            standardInput: inChunks(Buffer.from(text), chunk),
            bytes: size,
          });
          expect(joined(pieces)).toBe(text);
          expect(problems).toEqual([]);
          let line = 1;
          for (const [index, piece] of pieces.entries()) {
            expect(piece).toMatchObject({ is: 'lines', line, file: '-', size: undefined });
            expect(index === pieces.length - 1 || piece.bytes.at(-1) === 0x0a).toBe(true);
            line += Buffer.from(piece.bytes).toString().split('\n').length - 1;
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are the same from a file as from a pipe', async () => {
    const text = records(2000).join('');
    const name = fileOf(text);
    const fromFile = await cut([name], { bytes: 10_000 });
    const { stdout } = spawn('cat', [name], { stdio: ['ignore', 'pipe', 'inherit'] });
    const fromPipe = await cut(['-'], { bytes: 10_000, standardInput: stdout });
    const shapes = ({ pieces }: typeof fromFile) => pieces.map(({ line, bytes }) => [line, bytes.length]);
    expect(shapes(fromPipe)).toEqual(shapes(fromFile));
    expect(joined(fromPipe.pieces)).toBe(text);
    expect(fromFile.pieces.at(-1)).toMatchObject({ consumed: text.length, size: text.length });
  });

  it('can be handed to another thread without a copy', async () => {
    const { pieces } = await cut([fileOf(records(3000).join(''))], { bytes: 50_000 });
    const copies = pieces.map(({ bytes }) => structuredClone(bytes, { transfer: [bytes.buffer] }));
    expect(Buffer.concat(copies).toString()).toBe(records(3000).join(''));
  });

  it('hold a line of 5 MB in one', async () => {
    const long = JSON.stringify({ ...JSON.parse(record(1)), note: 'x'.repeat(5_000_000) });
    const text = `${long}\n${records(3).join('')}`;
    const { pieces } = await cut([fileOf(text)]);
    expect(pieces.map(({ is }) => is)).toEqual(['lines']);
    expect(joined(pieces)).toBe(text);
  });

  it('cut off a line that never ends, and say where', async () => {
    const before = records(3).join('');
    const text = Buffer.concat([
      Buffer.from(before),
      Buffer.alloc(LONGEST + 10_000_000, 'x'),
      Buffer.from('\nlast\n'),
    ]);
    const { pieces, problems } = await cut(['-'], { standardInput: inChunks(text, 1 << 20) });
    expect(pieces.map(({ line, bytes }) => [line, bytes.length])).toEqual([
      [1, before.length],
      [4, LONGEST],
      [4, '\nlast\n'.length],
    ]);
    expect(problems).toEqual([
      { file: '-', line: 4, says: 'A line of more than 64 MiB: only its beginning was looked at.' },
    ]);
  });

  it('keep together what a container runtime cut into parts', async () => {
    const time = '2026-09-21T14:13:20.1Z';
    const [one = '', two = ''] = [record(1).slice(0, 30), record(1).slice(30)];
    const whole = `${time} stdout F ${record(0)}\n`;
    const parted = `${time} stdout P ${one}\n${time} stdout F ${two}\n`;
    const text = (whole + parted).repeat(20);
    for (const bytes of [150, 200, 250, 300]) {
      const { pieces } = await cut([fileOf(text)], { bytes });
      expect(joined(pieces)).toBe(text);
      expect(pieces.length).toBeGreaterThan(10);
      for (const piece of pieces) expect(Buffer.from(piece.bytes).toString()).toMatch(/ stdout F [^\n]*\n$/);
    }
  });

  it('of nothing are none', async () => {
    expect(await cut([fileOf('')])).toEqual({ pieces: [], problems: [] });
    expect(await cut(['-'])).toEqual({ pieces: [], problems: [] });
  });

  it('ask for no more than is taken', async () => {
    let given = 0;
    const endless = function* () {
      for (;;) {
        given++;
        yield Buffer.from(records(100).join(''));
      }
    };
    const standardInput = Readable.from(endless(), { objectMode: false });
    const pieces = readPieces(['-'], { standardInput, problem: () => undefined, bytes: 20_000 });
    for (let taken = 0; taken < 20; taken++) await pieces.next();
    for (let waited = 0; waited < 20; waited++) await turn();
    expect(given).toBeLessThan(100);
    await pieces.return(undefined);
    expect(standardInput.destroyed).toBe(true);
  });

  it('give what was read when they are stopped', async () => {
    const stop = new AbortController();
    const standardInput = new Readable({ read: () => undefined });
    standardInput.push(records(10).join(''));
    const found = cut(['-'], { standardInput, stop: stop.signal });
    for (let waited = 0; waited < 20; waited++) await turn();
    stop.abort();
    const { pieces, problems } = await found;
    expect(joined(pieces)).toBe(records(10).join(''));
    expect(problems).toEqual([]);
  });
});

describe('other inputs', () => {
  it('are one piece where they are one document', async () => {
    const text = `{\n  "error": {\n    "code": "card_declined"\n  }\n}\n`;
    const { pieces } = await cut([fileOf(text)]);
    expect(pieces.map(({ is, line }) => [is, line])).toEqual([['whole', 1]]);
    expect(joined(pieces)).toBe(text);
  });

  it('that cannot be read stop nothing', async () => {
    const name = fileOf(records(2).join(''));
    const { pieces, problems } = await cut([at('missing'), name]);
    expect(problems).toEqual([{ file: at('missing'), line: 1, says: `There is no file ${at('missing')}.` }]);
    expect(joined(pieces)).toBe(records(2).join(''));
  });
});
