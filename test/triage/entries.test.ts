import { beforeAll, describe, expect, it } from 'vitest';
import { type Engine, type Exchange, Input } from '../../src/index.js';
import { readPieces } from '../../src/stream/read-pieces.js';
import type { Piece, StreamProblem } from '../../src/stream/piece.js';
import { readEntries } from '../../src/stream/read-entries.js';
import { Counter } from '../../src/triage/counter.js';
import { EntryCounter, type EntryLeft } from '../../src/triage/entry-counter.js';
import { idOf, keyOf, kindOf } from '../../src/triage/observe.js';
import { Summary } from '../../src/triage/summary.js';
import { Triager } from '../../src/triage/triager.js';
import { Random } from '../accuracy/random.js';
import { inChunks } from '../stream/cut.js';
import { allPacks } from '../support/count-lines.js';

let engine: Engine;
beforeAll(async () => {
  engine = await allPacks();
});

const random = new Random('entries');
const id = () => `${random.between(10_000_000, 99_999_999)}`;
const item = () => ({ id: `it_${id()}x`, note: 'says "error" ]} \\', tags: ['a', { b: [1] }] });
const items = (count: number) => Array.from({ length: count }, item);
const json = (value: unknown, indent?: number) => ({
  mimeType: 'application/json',
  text: JSON.stringify(value, null, indent),
});
const long = () => random.between(20, 400);

/** Answers, each with what may decide. */
const answers: readonly (() => { status: number; content?: object; headers?: object[] })[] = [
  () => ({ status: 200, content: json({ data: items(long()), page: random.between(1, 9) }) }),
  () => ({ status: 200, content: json({ data: items(long()), has_more: false }, 2) }),
  () => ({ status: 200, content: json(items(random.between(0, 40))) }),
  () => ({ status: 200, content: json({ data: items(long()), success: random.chance(0.5) }) }),
  () => ({ status: 200, content: json({ data: items(long()), meta: { ok: random.chance(0.7) } }) }),
  () => ({ status: 200, content: json({ data: items(long()), errors: items(random.between(0, 2)) }) }),
  () => ({ status: 200, content: json({ data: items(30), status: random.chance(0.8) ? 'ok' : 'error' }) }),
  () => ({
    status: 200,
    content: { mimeType: 'text/html', text: `<p>${id()}</p>${'page '.repeat(long() * 9)}` },
  }),
  () => ({
    status: 200,
    content: {
      mimeType: 'image/png',
      encoding: 'base64',
      text: Buffer.from(id().repeat(long())).toString('base64'),
    },
  }),
  () => ({
    status: 200,
    content: { mimeType: 'image/png', encoding: 'base64', text: 'not base64! '.repeat(long()) },
  }),
  () => ({ status: 304 }),
  () => ({
    status: 404,
    content: json({ error: { code: 'not_found', message: `No ${id()}`, seen: items(20) } }),
  }),
  () => ({ status: 500, content: { mimeType: 'text/html', text: `<h1>${id()}</h1>` } }),
];

function entry(
  number: number,
  url: string,
  { status, content = {}, headers = [] }: ReturnType<(typeof answers)[0]>,
) {
  const startedDateTime = new Date(1_789_000_000_000 + number * 1_234).toISOString();
  const request = { method: 'GET', url, headers: [{ name: 'Host', value: 'x' }], cookies: [] };
  const response = { status, headers: [...headers, { name: 'X-Request-Id', value: id() }], content };
  return { startedDateTime, time: random.between(5, 900) + 0.25, request, response };
}

/** Entries of some endpoints, with redirects and challenges among them. */
function session(count: number): object[] {
  const entries: object[] = [];
  for (let number = 0; number < count; number++) {
    const url = `https://api.example.com/v1/${random.pick(['cards', 'orders'])}/${id()}`;
    const answer = random.pick(answers)();
    if (random.chance(0.06)) {
      const target = `https://api.example.com/v1/moved/${id()}`;
      const between = random.chance(0.5) ? [entry(number, url, random.pick(answers)())] : [];
      const headers = [{ name: 'Location', value: target }];
      entries.push(entry(number, url, { status: 302, headers }), ...between, entry(number, target, answer));
    } else if (random.chance(0.04)) {
      const headers = [{ name: 'WWW-Authenticate', value: 'Digest realm="x"' }];
      entries.push(entry(number, url, { status: 401, headers }), entry(number, url, answer));
    } else entries.push(entry(number, url, answer));
  }
  return entries;
}

const kinds = (exchanges: readonly Exchange[]) => {
  const counts = new Map<string, number>();
  for (const exchange of exchanges) {
    const key = idOf(keyOf(kindOf(engine.diagnose(exchange, {}))));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};

const counted = ({ groups, traffic }: Summary) =>
  new Map([...groups.values(), ...traffic.values()].map(({ id, count }) => [id, count]));

async function piecesOf(text: string, bytes: number): Promise<Piece[]> {
  const pieces: Piece[] = [];
  const options = { standardInput: inChunks(Buffer.from(text), 60_000), bytes, problem: () => {} };
  for await (const piece of readPieces(['-'], options)) pieces.push(piece);
  return pieces;
}

/** Reads every entry, with nothing left out. */
function readInFull(pieces: readonly Piece[]) {
  const problems: StreamProblem[] = [];
  const exchanges = pieces.flatMap((piece) => {
    const spans = piece.entries?.spans.map(({ start, end }) => ({ start, end })) ?? [];
    const input = new Input(piece.file, piece.bytes, 'as it is');
    return [...readEntries(input, piece, (problem) => problems.push(problem), spans)];
  });
  return { exchanges: exchanges.map(({ exchange }) => exchange), problems };
}

/** Counts as one thread does; or half of the pieces as another does that reads nothing. */
async function triaged(pieces: readonly Piece[], isShared: boolean): Promise<Summary> {
  const triager = new Triager(engine, new Summary(), { rules: [] });
  const other = new Summary();
  const counter = new Counter(other, { rules: [] });
  for (const [index, piece] of pieces.entries()) {
    if (!isShared || index % 2 === 0) await triager.take(piece);
    else {
      counter.learn(structuredClone(triager.news()));
      const entries: EntryLeft[] = [];
      new EntryCounter(counter).take(piece, (left) => entries.push(left));
      await triager.takeLeft(structuredClone({ piece, entries }), piece.file);
    }
  }
  const summary = await triager.finish();
  summary.merge(other.toReport());
  return summary;
}

describe('triage of a HAR', () => {
  const creator = { name: 'WebInspector', version: '537.36' };
  const text = JSON.stringify({ log: { creator, entries: session(800) } }, null, 1);

  it.each([
    ['one thread', 300_000, false],
    ['one thread, in many pieces', 20_000, false],
    ['two threads', 100_000, true],
  ])('counts what reading every entry finds, in %s', async (_, bytes, isShared) => {
    const pieces = await piecesOf(text, bytes);
    const { exchanges, problems } = readInFull(pieces);
    const summary = await triaged(pieces, isShared);
    const found = counted(summary);
    expect(new Map([...found].sort())).toEqual(new Map([...kinds(exchanges)].sort()));
    expect(summary.counts.records).toBe(exchanges.length + problems.length);
  });

  it('reads few of those that are alike', async () => {
    const alike = Array.from({ length: 400 }, (_, number) =>
      entry(number, `https://api.example.com/v1/cards/${id()}`, {
        status: 200,
        content: json({ data: items(random.between(20, 200)) }),
      }),
    );
    const triager = new Triager(engine, new Summary(), { rules: [] });
    let read = 0;
    for (const piece of await piecesOf(JSON.stringify({ log: { creator, entries: alike } }), 100_000))
      read += (await triager.take(piece)).read;
    expect(read).toBeLessThan(60);
    expect([...counted(triager.summary).values()]).toEqual([400]);
  });
});
