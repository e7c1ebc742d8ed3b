import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import har from '../../src/input/formats/har.js';
import { Input } from '../../src/input/input.js';
import { jsonOf } from '../../src/input/locate.js';
import { HarScanner } from '../../src/stream/har-scanner.js';
import { LONGEST, type Piece, type StreamProblem } from '../../src/stream/piece.js';
import { readEntries } from '../../src/stream/read-entries.js';
import { cut, inChunks, temporaryFolder } from './cut.js';

const at = temporaryFolder();
const folder = new URL('../fixtures/har/', import.meta.url).pathname;
const fixtures = readdirSync(folder)
  .filter((name) => name.endsWith('.har'))
  .map((name) => [name, readFileSync(join(folder, name))] as const);

const textsOf = (pieces: readonly Piece[]) =>
  pieces.flatMap(({ bytes, entries }) =>
    (entries?.spans ?? []).map(({ start, end }) => Buffer.from(bytes).toString('utf8', start, end)),
  );

/** The entries as the reader of whole files finds them, and the lines that they begin in. */
function entriesIn(bytes: Uint8Array): { text: string; line: number }[] {
  const input = new Input('-', bytes);
  const json = jsonOf(input);
  const member = (start: number, name: string) =>
    json.container(start, bytes.length)?.members.get(name)?.start ?? bytes.length;
  const list = json.container(
    member(member(json.skipSpace(0, bytes.length), 'log'), 'entries'),
    bytes.length,
  );
  return [...(list?.members.values() ?? [])]
    .filter(({ whole }) => whole)
    .map((span) => ({ text: input.text(span), line: input.lineAt(span.start) }));
}

const linesOf = (pieces: readonly Piece[]) =>
  pieces.flatMap(({ file, bytes, line, entries }) =>
    (entries?.spans ?? []).map(({ start }) => line - 1 + new Input(file, bytes, 'as it is').lineAt(start)),
  );

const read = (piece: Piece | undefined) => {
  const problems: StreamProblem[] = [];
  if (!piece) return { exchanges: [], problems };
  const input = new Input(piece.file, piece.bytes, 'as it is');
  const entries = [...readEntries(input, piece, (problem) => problems.push(problem))];
  return { exchanges: entries.map(({ exchange }) => exchange), problems };
};

const fileWith = (bytes: string | Uint8Array) => {
  const name = at('session.har');
  writeFileSync(name, bytes);
  return name;
};

describe.each(fixtures)('%s', (_, bytes) => {
  it.each([1, 7, 65_536])('has the same entries in chunks of %i bytes', async (chunk) => {
    for (const size of [1, 300, 5_000, 1 << 20]) {
      const { pieces, problems } = await cut(['-'], { standardInput: inChunks(bytes, chunk), bytes: size });
      expect(textsOf(pieces)).toEqual(entriesIn(bytes).map(({ text }) => text));
      expect(linesOf(pieces)).toEqual(entriesIn(bytes).map(({ line }) => line));
      expect(problems).toEqual([]);
    }
  });

  it('is read like a whole file', async () => {
    const { pieces } = await cut([fileWith(bytes)]);
    expect(pieces).toHaveLength(1);
    const { exchanges, problems } = read(pieces[0]);
    const whole = har.read(new Input('-', bytes));
    expect(exchanges).toEqual(whole.exchanges);
    expect(problems.length > 0).toBe(whole.problems.length > 0);
  });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('"', '\\', '\\"', '{"a":[1,"}"]}', ']}', 'é€😀', 'x'.repeat(500), '\\'.repeat(131)),
);
const entry = fc.record({
  request: fc.record({ method: fc.constant('POST'), url: text, postData: fc.record({ text }) }),
  response: fc.record({ content: fc.record({ text: fc.array(text).map((parts) => JSON.stringify(parts)) }) }),
});
const sessions = fc
  .record({
    version: fc.constant('1.2'),
    creator: fc.record({ name: text, version: text }),
    pages: fc.array(fc.record({ id: text, entries: fc.array(text), log: fc.constant({ entries: [{}] }) })),
    comment: text,
    entries: fc.array(entry, { minLength: 1, maxLength: 8 }),
  })
  .chain((log) =>
    fc.shuffledSubarray(Object.keys(log), { minLength: 5 }).map((names) => ({
      entries: log.entries,
      document: { log: Object.fromEntries(names.map((name) => [name, log[name as keyof typeof log]])) },
    })),
  );

describe('any session', () => {
  it('has its entries found, wherever its bytes are parted', () => {
    fc.assert(
      fc.property(
        sessions,
        fc.constantFrom(0, 2, '\t'),
        fc.infiniteStream(fc.integer({ min: 1, max: 40 })),
        ({ document, entries }, indent, steps) => {
          const bytes = Buffer.from(JSON.stringify(document, null, indent));
          const scanner = new HarScanner();
          const found: unknown[] = [];
          let kept = 0;
          for (let given = 0; given < bytes.length; ) {
            given = Math.min(bytes.length, given + (steps.next().value ?? 1));
            const there = bytes.subarray(kept, given);
            scanner.scan(there);
            for (const { start, end } of scanner.spans)
              found.push(JSON.parse(there.toString('utf8', start, end)));
            const gone = Math.min(there.length, scanner.needed);
            scanner.spans = [];
            scanner.dropped(gone);
            kept += gone;
          }
          expect(found).toEqual(entries);
          expect(scanner.isCut).toBe(false);
          expect(JSON.parse(scanner.creator ?? '')).toEqual(document.log.creator);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that is cut off gives the entries before, and says so', async () => {
    await fc.assert(
      fc.asyncProperty(
        sessions,
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        async ({ document }, share) => {
          const bytes = Buffer.from(JSON.stringify(document, null, 1));
          const end = bytes.subarray(0, Math.floor(bytes.length * share));
          const { pieces, problems } = await cut(['-'], { standardInput: inChunks(end, 64), bytes: 100 });
          if (!pieces.every(({ is }) => is === 'entries')) return;
          const whole = pieces.filter(({ entries }) => !entries?.isCut);
          expect(textsOf(whole)).toEqual(entriesIn(end).map(({ text }) => text));
          const isWhole = new Input('-', end).text().includes('\n  ]');
          if (!isWhole) expect(problems[0]?.says).toBe('The HAR is cut off: the entries before were read.');
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a session', () => {
  const call = (number: number, more = {}) => ({
    request: {
      method: 'POST',
      url: `https://api.example.com/${number}`,
      headers: [{ name: 'Host', value: 'x' }],
      ...more,
    },
    response: { status: 500, headers: [{ name: 'Date', value: 'x' }] },
  });
  const creator = { name: 'WebInspector', version: '537.36' };
  const hides = async (log: object) => {
    const { pieces } = await cut([fileWith(JSON.stringify({ log }))], { bytes: 2_000 });
    return new Set(pieces.map(({ entries }) => entries?.file.hidden.has('cookie')));
  };

  it('tells once for all pieces what its exporter left out', async () => {
    const entries = Array.from({ length: 2_000 }, (_, number) => call(number));
    const cookie = { headers: [{ name: 'cookie', value: 'a=errdoctor-example' }] };
    expect(await hides({ creator, entries })).toEqual(new Set([true]));
    expect(await hides({ creator, entries: [call(0, cookie), ...entries] })).toEqual(new Set([false]));
    expect(await hides({ creator: { name: 'Firefox' }, entries })).toEqual(new Set([false]));
    // Who wrote it is not known yet where the first entries are handed over.
    expect(await hides({ entries, creator: { name: 'Firefox' } })).toEqual(new Set([true]));
    expect(await hides({ entries: entries.slice(0, 5), creator: { name: 'Firefox' } })).toEqual(
      new Set([false]),
    );
  });

  it('may begin with more pages than are looked at', async () => {
    const pages = Array.from({ length: 3_000 }, (_, number) => ({
      id: `page_${number}`,
      title: 'x'.repeat(50),
    }));
    const { pieces } = await cut([fileWith(JSON.stringify({ log: { pages, entries: [call(1)] } }))], {
      bytes: 9_000,
    });
    expect(textsOf(pieces)).toEqual([JSON.stringify(call(1))]);
  });

  it('keeps a challenge with its answer, wherever it is cut', async () => {
    const challenge = (number: number) => ({
      ...call(number),
      response: { status: 401, headers: [{ name: 'WWW-Authenticate', value: 'Digest realm="x"' }] },
    });
    const entries = Array.from({ length: 300 }, (_, number) => [challenge(number), call(number)]).flat();
    const session = Buffer.from(JSON.stringify({ log: { creator, entries } }));
    for (const bytes of [1_000, 1_700, 2_900]) {
      const { pieces } = await cut(['-'], { standardInput: inChunks(session, 500), bytes });
      expect(pieces.length).toBeGreaterThan(10);
      const exchanges = pieces.flatMap((piece) => read(piece).exchanges);
      expect(exchanges).toHaveLength(300);
      expect(exchanges.every(({ hops }) => hops.length === 1)).toBe(true);
    }
  });

  it('that ends within its first entry gives what stands before', async () => {
    const { pieces, problems } = await cut([
      fileWith(JSON.stringify({ log: { entries: [call(1)] } }).slice(0, -40)),
    ]);
    const [exchange] = read(pieces[0]).exchanges;
    expect(exchange?.request?.url).toBe('https://api.example.com/1');
    expect(problems.map(({ says }) => says)).toEqual(['The HAR is cut off: the entries before were read.']);
  });

  it('with broken entries loses these alone', async () => {
    const whole = JSON.stringify({ log: { entries: [call(1), call(2), call(3)] } }, null, 1);
    const { pieces } = await cut([fileWith(whole.replace('"https://api.example.com/2"', 'oops'))]);
    const { exchanges, problems } = read(pieces[0]);
    expect(exchanges.map(({ request }) => request?.url?.at(-1))).toEqual(['1', '3']);
    expect(problems).toMatchObject([{ says: 'An entry is not valid JSON and was left out.' }]);
    expect(whole.split('\n')[(problems[0]?.line ?? 0) - 1]?.trim()).toBe('{');
  });

  it('of no entries, or with one that is too long, says so', async () => {
    const empty = await cut([fileWith('{"log":{"entries":[]}}')]);
    expect(empty.pieces).toEqual([]);
    expect(empty.problems.map(({ says }) => says)).toEqual(['The HAR holds no entries.']);
    const long = JSON.stringify(call(2, { postData: { text: 'x'.repeat(LONGEST) } }));
    const { pieces, problems } = await cut([
      fileWith(`{"log":{"entries":[\n${JSON.stringify(call(1))},\n${long},\n${JSON.stringify(call(3))}]}}`),
    ]);
    expect(textsOf(pieces)).toEqual([JSON.stringify(call(1)), JSON.stringify(call(3))]);
    expect(problems).toMatchObject([{ says: 'An entry of more than 64 MiB was left out.', line: 3 }]);
  });
});
