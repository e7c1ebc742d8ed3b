import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/exchange/secret.js';
import { createMask } from '../../src/report/mask.js';
import { KnownAnswers } from '../../src/stage/known-answers.js';
import { LineOutput } from '../../src/stage/line-output.js';

interface Call {
  readonly id: number;
  readonly at: string;
  readonly date: string;
  readonly wait: number;
  readonly status: number;
  readonly key: string;
  readonly url: string;
  readonly note: string;
  readonly took: number;
}

/** Says of a call what reports say: copies, times, positions, what is hidden, and what decides. */
function told(line: string): string {
  const { id, at, date, wait, status, key, url, note } = JSON.parse(line) as Call;
  const mask = createMask([new Secret(key)]);
  const isLate = Math.abs(Date.parse(at) - Date.parse(date)) > 600_000;
  return JSON.stringify({
    id,
    url: mask.text(url),
    says: `${mask.text(note)}; wait ${wait} ${wait === 1 ? 'second' : 'seconds'}`,
    cause: isLate ? 'late' : status >= 500 ? 'broken' : 'refused',
    isMissing: url.endsWith('/0'),
    notBefore: new Date(Date.parse(date) + wait * 1000).toISOString(),
    at: { offset: line.indexOf(`${status},`), length: 3 },
  });
}

/** Answers lines as a stage does; which of the answers were known. */
async function answered(
  lines: readonly string[],
  tell = told,
): Promise<{ texts: string[]; known: boolean[] }> {
  const read = async (line: Uint8Array) => {
    const text = Buffer.from(line).toString('latin1');
    try {
      const { key } = JSON.parse(text) as Call;
      const mask = createMask([new Secret(key)]);
      return {
        text: Buffer.from(tell(text)).toString('latin1'),
        counts: { exchanges: 1, failed: 1, unexplained: 0 },
        mask,
      };
    } catch {
      return undefined;
    }
  };
  const answers = new KnownAnswers(read);
  const output = new LineOutput();
  const texts: string[] = [];
  const known: boolean[] = [];
  for (const text of lines) {
    const bytes = Buffer.from(text);
    answers.lay(bytes);
    const found = answers.tell(0, bytes.length, output);
    const answer = found ? undefined : await read(bytes);
    if (answer) await answers.learn(0, bytes.length, answer);
    output.text(answer?.text ?? '');
    texts.push(Buffer.from(output.take()).toString());
    known.push(found !== undefined);
  }
  return { texts, known };
}

const call = (number: number, other: Partial<Call> = {}) =>
  JSON.stringify({
    id: 100 + number,
    at: new Date(1_790_000_000_000 + number * 1_234).toISOString(),
    date: new Date(1_790_000_000_000 + number * 1_234).toUTCString(),
    wait: 12 + number,
    status: 429,
    key: 'a1b2c3d4e5f6',
    url: `https://api.example/v1/cards/c${1000 + number}x`,
    note: `order 8f3a${1000 + number}b is held`,
    took: number,
    ...other,
  });
const calls = (count: number, other: Partial<Call> = {}, from = 0) =>
  Array.from({ length: count }, (_, index) => call(from + index, other));

describe('known answers', () => {
  it('are what reading each line gives, and known for nearly all', async () => {
    const lines = calls(80);
    const { texts, known } = await answered(lines);
    expect(texts).toEqual(lines.map((line) => told(line)));
    expect(known.filter(Boolean).length).toBeGreaterThan(65);
  });

  it.each([
    ['another status', { status: 503 }],
    ['one second', { wait: 1 }],
    ['no time', { date: 'Mon, 99 Sep 2026 12:26:41 GMT' }],
    ['a time that lies far from another', { date: 'Mon, 21 Sep 2025 12:26:41 GMT' }],
    ['a card number where ids stand', { note: 'order 4111111111111111 is held' }],
    ['what is hidden, where ids stand', { url: 'https://api.example/v1/cards/a1b2c3d4e5f6' }],
    ['longer numbers', { id: 123_456, wait: 99_999 }],
  ] as const)('are not taken for %s', async (_, other) => {
    const like = calls(
      40,
      Object.fromEntries(Object.keys(other).map((name) => [name, ordinary[name as never]])),
    );
    const odd = calls(4, other, 40);
    const { texts, known } = await answered([...like, ...odd, ...like]);
    expect(texts).toEqual([...like, ...odd, ...like].map((line) => attempt(line)));
    expect(known.slice(30, 40).filter(Boolean).length).toBeGreaterThan(7);
  });

  it('are given up where a word decides that seemed not to', async () => {
    // Nobody would try just this id.
    const tell = (line: string) => (line.includes('8f3a1077b') ? '{"odd":true}' : told(line));
    const lines = [...calls(70), ...calls(1_000, { note: 'order 8f3a1077b is held' }, 70)];
    const { texts } = await answered(lines, tell);
    expect(texts.slice(0, 70)).toEqual(lines.slice(0, 70).map(tell));
    expect(new Set(texts.slice(-700))).toEqual(new Set(['{"odd":true}']));
  });
});

/** Values of the same form and length as the odd ones. */
const ordinary = {
  status: 429,
  wait: 7,
  date: 'Mon, 21 Sep 2026 14:13:20 GMT',
  note: 'order 1234567890123456 is held',
  url: 'https://api.example/v1/cards/f6e5d4c3b2a1',
  id: 12,
};

function attempt(line: string): string {
  try {
    return told(line);
  } catch {
    return '';
  }
}
