import { mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileIn, openChannel } from '../../src/curl/channel.js';
import { KeptTrace } from '../../src/curl/kept-trace.js';
import { TraceSplitter } from '../../src/curl/trace-splitter.js';

const HEAD = '12:26:40.000001 ';
const SENT = `=> Send header, 18 bytes (0x12)
0000: 47 45 54 20 2f 20 48 54 54 50 2f 31 2e 31 0d 0a GET / HTTP/1.1..
0010: 0d 0a                                           ..
`;

describe('a stream with records of a trace', () => {
  const stream = `  0  0\r${HEAD}== Info:   Trying 127.0.0.1:80...\n${HEAD}${SENT}at 12:26 nothing\n12:26:40${HEAD}* done\ncurl: (7) no\n`;

  it('is taken apart the same way wherever its pieces end', () => {
    const whole = together(new TraceSplitter(), [stream]);
    expect(whole).toEqual([
      'other "  0  0\\r"',
      'info "  Trying 127.0.0.1:80..."',
      expect.stringContaining('=> Send header '),
      'other "at 12:26 nothing\\n12:26:40"',
      'info "done"',
      'other "curl: (7) no\\n"',
    ]);
    for (const size of [1, 2, 3, 7, 64])
      expect(together(new TraceSplitter(), stream.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [])).toEqual(
        whole,
      );
  });

  it('loses nothing where it is cut', () => {
    for (let end = 0; end < stream.length; end++) {
      const splitter = new TraceSplitter();
      const parts = [...splitter.push(stream.slice(0, end))].map(({ body }) => body);
      const rest = splitter.end()?.body ?? '';
      expect(stream.slice(0, end).endsWith(rest)).toBe(true);
      expect(parts.every((part) => stream.includes(part))).toBe(true);
    }
  });
});

/** All parts, neighbouring other text as one. */
function together(splitter: TraceSplitter, pieces: readonly string[]): string[] {
  const parts: { kind: string; body: string }[] = [];
  for (const part of [...pieces.flatMap((piece) => [...splitter.push(piece)]), splitter.end()]) {
    const last = parts.at(-1);
    if (part?.kind === 'other' && last?.kind === 'other') last.body += part.body;
    else if (part) parts.push({ ...part });
  }
  return parts.map(({ kind, body }) => `${kind} ${JSON.stringify(body)}`);
}

describe('parallel transfers', () => {
  it('are put one after the other by the numbers that curl gives them', () => {
    const kept = new KeptTrace(true);
    const splitter = new TraceSplitter();
    const lines = ['[0-0] == Info: a', '[1-1] == Info: b', '[0-0] == Info: c', '[1-1] == Info: d'];
    for (const part of splitter.push(lines.map((line) => `${HEAD}${line}\n`).join(''))) kept.add(part);
    expect(kept.text(0)).toBe(
      [lines[0], lines[2], lines[1], lines[3]].map((line) => `${HEAD}${line}\n`).join(''),
    );
  });
});

describe('bodies that are too long to keep', () => {
  const data = (kind: '=> Send data' | '<= Recv data', length: number) =>
    ({ kind, mark: '* ', time: HEAD, ids: '', length, body: 'x'.repeat(length) }) as const;

  it('are cut, and the answer behind them is not', () => {
    const kept = new KeptTrace(false);
    for (let sent = 0; sent < 40; sent++) kept.add(data('=> Send data', 1024 * 1024));
    const upload = kept.text(0).length;
    expect(upload).toBeLessThan(34 * 1024 * 1024);
    expect(kept.text(0)).toMatch(/=> Send data, 1048576 bytes \(0x100000\)\n$/);
    kept.add(data('<= Recv data', 100));
    expect(kept.text(0).length).toBeGreaterThan(upload + 100);
  });
});

describe('the channel', () => {
  it('hands over what is written to a file, where pipes have no names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'errdoctor-test-'));
    const pieces: Buffer[] = [];
    const channel = fileIn(folder, (piece) => pieces.push(piece));
    expect(statSync(channel.path).mode & 0o777).toBe(0o600);
    writeFileSync(channel.path, 'x'.repeat(200_000));
    await channel.finish();
    expect(Buffer.concat(pieces).toString()).toBe('x'.repeat(200_000));
    expect(readdirSync(dirname(folder))).not.toContain(folder.slice(dirname(folder).length + 1));
  });

  it('is open to its owner alone', async () => {
    const channel = openChannel(() => {});
    expect(statSync(dirname(channel.path)).mode & 0o777).toBe(0o700);
    expect(statSync(channel.path).mode & 0o777).toBe(0o600);
    await channel.finish();
    expect(() => statSync(dirname(channel.path))).toThrow();
  });
});
