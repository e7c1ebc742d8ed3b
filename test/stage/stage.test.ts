import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Stage } from '../../src/stage/stage.js';
import { explained } from '../cli/built.js';
import { fitsLine } from '../support/report-schema.js';
import { loggers } from '../triage/bench/loggers.js';
import type { Kind } from '../triage/bench/kind.js';
import { traffic } from '../triage/bench/traffic.js';

let stage: Stage;
beforeAll(async () => {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  stage = await Stage.open({ idField: 'id', rules: [], signing: { secrets: [], depth: 1, stop } });
});

const call = (id: unknown, status: number, extra: object = {}) =>
  JSON.stringify({
    id,
    request: { method: 'POST', url: 'https://api.shop.example/v1/orders', ...extra },
    response: { status, body: status < 400 ? '{"ok":true}' : explained },
  });

async function answers(text: string | Uint8Array): Promise<Record<string, unknown>[]> {
  const { bytes } = await stage.answer(new Uint8Array(Buffer.from(text as string)), '-');
  return Buffer.from(bytes)
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe('a stage', () => {
  it('answers each line, whatever is in it, in order', async () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom(
        '',
        '\r',
        '{',
        '[[[[',
        '\ufeff{"id":1}',
        call(1, 401),
        call('b', 200),
        '{"response":',
        '}{',
      ),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (drawn) => {
        const lines = drawn.map((one) => one.replaceAll('\n', ' '));
        const together = await answers(lines.map((one) => `${one}\n`).join(''));
        expect(together.length).toBe(lines.length);
        for (const answer of together) expect(fitsLine(answer), JSON.stringify(fitsLine.errors)).toBe(true);
        // Each says the same alone, last of all and without a line feed.
        const last = lines.at(-1);
        if (last) expect(await answers(last)).toEqual(together.slice(-1));
      }),
      { numRuns: 60 },
    );
  });

  it('tells the outcome of every exchange, also of those that went well', async () => {
    const [failed, succeeded] = await answers(`${call(1, 401)}\n${call(2, 200)}\n`);
    expect(failed).toMatchObject({
      id: 1,
      outcome: 'failed',
      causes: [{ id: 'pandabase/timestamp-expired' }],
    });
    expect(succeeded).toMatchObject({ id: 2, outcome: 'succeeded', causes: [] });
  });

  it('tells why a line has no diagnosis', async () => {
    expect(await answers('\nno call here\n{"id":7,"level":"info"}\n \r\n')).toEqual([
      { id: null, problem: 'The line is blank.' },
      { id: null, problem: 'The line tells of no HTTP call.' },
      { id: 7, problem: 'The line tells of no HTTP call.' },
      { id: null, problem: 'The line is blank.' },
    ]);
  });

  it('finds the exchange in the envelope of a broker', async () => {
    const payload = call('inner', 401);
    const [line] = await answers(JSON.stringify({ topic: 'calls', offset: 7, id: 'order-1', payload }));
    expect(line).toMatchObject({ id: 'order-1', outcome: 'failed', request: { method: 'POST' } });
  });

  it('gives several exchanges of a line as a list', async () => {
    const [line] = await answers(
      `{"id":"both","logEvents":[{"message":${JSON.stringify(call(1, 401))}},{"message":${JSON.stringify(call(2, 403))}}]}`,
    );
    expect(line).toMatchObject({
      id: 'both',
      diagnoses: [{ source: { entry: 1 } }, { source: { entry: 2 } }],
    });
    expect(fitsLine(line)).toBe(true);
  });

  it('hides the secrets of a line from its result, its id too', async () => {
    const secret = 'errdoctor-example-Zq81vXw02Lm';
    const headers = { authorization: `Bearer ${secret}` };
    const lines = [
      call(secret, 401, { headers }),
      call({ deep: [`x${secret}`] }, 401, { headers }),
      call(1, 401, { headers, url: `https://api.shop.example/v1/o?token=${secret}` }),
      call(4_111_111_111_111_111, 401),
    ];
    const { bytes } = await stage.answer(new Uint8Array(Buffer.from(lines.join('\n'))), '-');
    const text = Buffer.from(bytes).toString();
    for (const form of [secret, Buffer.from(secret).toString('base64').slice(0, -2), '4111111111111111'])
      expect(text).not.toContain(form);
  });

  it('does not let the secrets of a neighbour change what is said of a line', async () => {
    const secret = 'errdoctor-example-0rd3rs';
    const neighbour = call(1, 401, { headers: { authorization: `Bearer ${secret}` } });
    const line = call(2, 401, { url: `https://api.shop.example/${secret}` });
    const [, beside] = await answers(`${neighbour}\n${line}\n`);
    expect([beside]).toEqual(await answers(line));
  });

  it('reads a line of five megabytes', async () => {
    const [line] = await answers(call('long', 401, { body: 'x'.repeat(5_000_000) }));
    expect(line).toMatchObject({ id: 'long', outcome: 'failed' });
  });

  it.each(Object.entries(loggers))(
    'says the same of lines together, apart and in any order: %s',
    async (name, logger) => {
      // A few kinds, so that most lines are like earlier ones.
      const kinds = new Set<Kind>();
      const calls = [...traffic({ seed: name, calls: 1_500, failing: 0.7, subtle: true })];
      const few = calls.filter(({ kind }) => (kinds.size < 7 ? kinds.add(kind) : kinds.has(kind)));
      const lines = few.map((call) => `${logger(call)}\n`);
      const alone: Record<string, unknown>[] = [];
      for (const line of lines) {
        // What is known of lines is forgotten between files.
        await stage.answer(new Uint8Array(), 'another file');
        alone.push(...(await answers(line)));
      }
      expect(await answers(lines.join(''))).toEqual(alone);
      const back = await answers(lines.toReversed().join(''));
      expect(back.toReversed()).toEqual(alone);
    },
  );

  it('stops between two lines', async () => {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    const stopped = await Stage.open({ idField: 'id', rules: [], signing: { secrets: [], depth: 1, stop } });
    Atomics.store(stop, 0, 1);
    const answer = await stopped.answer(new Uint8Array(Buffer.from(call(1, 401))), '-');
    expect(answer).toMatchObject({ complete: false, counts: { lines: 0 } });
  });
});
