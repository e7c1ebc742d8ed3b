import { beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/index.js';
import type { PatternReport, TriageReport } from '../../src/report/triage-report.js';
import { patterns } from '../../src/triage/patterns.generated.js';
import { withPatterns } from '../../src/triage/patterns.js';
import { Random } from '../accuracy/random.js';
import { callLine, calls } from '../support/called-lines.js';
import { allPacks, countLines, mergeParts } from '../support/count-lines.js';

let engine: Engine;
beforeAll(async () => {
  engine = await allPacks();
});

async function told(lines: readonly string[]): Promise<TriageReport> {
  return withPatterns(await countLines(engine, lines));
}

async function found(...lines: readonly (readonly string[])[]): Promise<readonly PatternReport[]> {
  return (await told(lines.flat())).patterns;
}

/** What each kind is there to find, in the words that tell it. */
const shows: readonly [kind: string, what: string, lines: readonly string[], says: RegExp, count: number][] =
  [
    [
      'credential',
      'a key that stopped working',
      [
        ...calls(0, 60),
        ...calls(15, 40, { status: 401 }),
        ...calls(15, 20, { status: 401, path: '/v1/refunds' }),
        ...calls(0, 100, { key: 'b' }),
      ],
      /^Credential #\w{6} worked at api\.acme\.example \(60 calls\) and is refused since 2026-09-21 14:15 UTC: 60 calls answered 401, while other credentials work there \(100\)\.$/,
      60,
    ],
    [
      'credential',
      'a key that works by now',
      [...calls(0, 40, { status: 403 }), ...calls(10.1, 60)],
      /was refused at api\.acme\.example until 2026-09-21 14:09 UTC and works since \(60 calls\)/,
      40,
    ],
    [
      'credential',
      'a key that was refused for a while',
      [...calls(0, 40), ...calls(11, 40, { status: 401 }), ...calls(22, 60)],
      /from 2026-09-21 14:11 UTC to 2026-09-21 14:20 UTC, and worked before and after/,
      40,
    ],
    [
      'credential',
      'a key that never worked',
      [...calls(0, 40), ...calls(0, 40, { status: 401, key: 'b' })],
      /never worked at api\.acme\.example in this capture: 40 calls answered 401, while other/,
      40,
    ],
    [
      'outage',
      'a host that was down',
      [
        ...calls(0, 40),
        ...calls(11, 40, { status: 503 }),
        ...calls(11, 30, { error: 'ECONNRESET', path: '/v1/refunds' }),
        ...calls(22, 60),
      ],
      /^api\.acme\.example was down from 2026-09-21 14:11 UTC to 2026-09-21 14:20 UTC, and works since: 70 of its 70/,
      70,
    ],
    [
      'outage',
      'an endpoint that is down',
      [...calls(0, 40), ...calls(11, 40, { status: 500 }), ...calls(0, 100, { path: '/v1/refunds' })],
      /^POST \/v1\/charges on api\.acme\.example was down from 2026-09-21 14:11 UTC on and had not recovered/,
      40,
    ],
    [
      'outage',
      'a host that was never reached',
      calls(0, 40, { error: 'ECONNREFUSED' }),
      /^No call to api\.acme\.example succeeded in this capture: all 40 got 5xx or no answer\.$/,
      40,
    ],
    [
      'hot-caller',
      'one key that takes the limit of all',
      [
        ...calls(0, 100, {}, 0.01),
        ...calls(0, 40, { status: 429 }, 0.02),
        ...calls(0, 10, { key: 'b' }),
        ...calls(0, 10, { key: 'b', status: 429 }, 0.1),
      ],
      /^Credential #\w{6} makes 91 % of all calls to api\.acme\.example in the minutes with 429s: 140 of 154\.$/,
      50,
    ],
    [
      'one-caller',
      'one version that others do not share its faults with',
      [...calls(0, 100), ...calls(5, 60, { status: 422, client: 'shop/2.2' })],
      /one source, client shop\/2\.2, first seen 2026-09-21 14:05 UTC: 100 % of 60 failures, and 100 % of its calls to POST \/v1\/charges, where other clients made 100 calls without it/,
      60,
    ],
    [
      'one-caller',
      'one key that may not what others may',
      [
        ...calls(0, 100),
        ...calls(0, 60, { status: 422, key: 'b' }),
        ...calls(0, 60, { key: 'b', path: '/x' }),
      ],
      /one source, credential #\w{6}/,
      60,
    ],
    [
      'since-when',
      'what was changed for all',
      [
        ...calls(0, 60),
        ...calls(15, 60, { status: 422 }),
        ...calls(15, 60, { status: 422, client: 'shop/2.2' }),
        ...calls(15, 10),
      ],
      /begins at 2026-09-21 14:15 UTC: none in 60 calls to POST \/v1\/charges before, 92 % of them since; client shop\/2\.2 is first seen then/,
      120,
    ],
    [
      'slow-limit',
      'somebody who waits no longer',
      [...calls(0, 100), ...calls(0, 60, { status: 504, took: 30_012 }, 0.4)],
      /^100 % of the 60 failures with 504 E504 at api\.acme\.example took 23 to 33 s, of the successes 0 %/,
      60,
    ],
  ];

describe('patterns', () => {
  it.each(shows)('%s: %s', async (kind, _, lines, says, count) => {
    const { patterns: all, groups } = await told(lines);
    expect(all).toMatchObject([{ kind, count, says: expect.stringMatching(says) }]);
    expect(all[0]?.fix).not.toBe('');
    expect(all[0]?.groups.every((id) => groups.some((group) => group.id === id))).toBe(true);
  });

  it('are all shown here', () => {
    expect(new Set(shows.map(([kind]) => kind))).toEqual(new Set(Object.keys(patterns)));
  });

  it('tell a time as exactly as it was counted', async () => {
    // So many that the odd refusal of the morning is left out of account, and over more time than minutes are kept of.
    const day = calls(0, 1_400, {}, 1);
    const [pattern] = await found(
      [callLine({ minute: 300.5, status: 401 })],
      day,
      calls(1_410, 700, { status: 401 }, 1),
    );
    expect(pattern?.says).toMatch(/is refused since a time between 2026-09-22 13:\d\d and 1\d:\d\d UTC/);
  });

  it('see an outage in a night in which some calls failed at all times', async () => {
    const [pattern] = await found(
      calls(0, 60),
      calls(0, 10, { status: 500 }, 3.5),
      calls(15.1, 40, { status: 503 }),
      calls(26, 60),
    );
    expect(pattern?.says).toMatch(
      /was down from 2026-09-21 14:15 UTC to 2026-09-21 14:24 UTC, and works since: 40/,
    );
  });

  it('see an outage behind a gateway that goes on refusing', async () => {
    const all = await found(
      calls(0, 60),
      calls(15.1, 40, { status: 503 }),
      calls(0, 120, { status: 401, key: 'b' }),
      calls(26, 60),
    );
    expect(all.map(({ kind }) => kind)).toEqual(['credential', 'outage']);
    expect(all[1]?.says).toMatch(/was down from .*: 40 of its 40 calls that were let in then got 5xx/);
  });

  it('ask for patience of the one caller that a limit refuses', async () => {
    const [pattern] = await found(calls(0, 100), calls(5, 60, { status: 429, client: 'export/1.0' }));
    expect(pattern).toMatchObject({ kind: 'one-caller', fix: expect.stringMatching(/^Slow it down/) });
  });

  it('take the few at the beginning of many for the first of them', async () => {
    // One in the last minute of a quarter of an hour, then one in each minute.
    const [pattern] = await found(calls(0, 1_439, {}, 1), calls(1_439, 700, { status: 401 }, 1));
    expect(pattern?.says).toContain('is refused since 2026-09-22 13:59 UTC');
  });

  it.each<[string, readonly string[]]>([
    ['a handful', [...calls(0, 100), ...calls(26, 4, { status: 401 })]],
    ['a key that is refused one endpoint', [...calls(0, 100), ...calls(0, 100, { status: 403, path: '/x' })]],
    ['refusals between successes', [...calls(0, 100), ...calls(0.1, 50, { status: 401 }, 0.5)]],
    [
      'callers alike',
      ['a', 'b'].flatMap((key) => [...calls(0, 50, { key }), ...calls(0, 20, { key, status: 429 })]),
    ],
    ['what was always there', [...calls(0, 100), ...calls(0, 60, { status: 422 }, 0.4)]],
    [
      'failures no slower than the rest',
      [...calls(0, 60, { took: 30_000 }), ...calls(0, 60, { status: 500, took: 30_000 })],
    ],
  ])('see nothing in %s', async (_, lines) => {
    expect(await found(lines)).toEqual([]);
  });

  it('see nothing in failures at random, at 200 hosts', async () => {
    for (let log = 0; log < 8; log++) {
      const hosts = Array.from({ length: 25 }, (_, number) => `api-${log}-${number}.acme.example`);
      const report = await told(hosts.flatMap((host) => noise(new Random(host), host, 100)));
      expect(report.summary).toMatchObject({ exchanges: 2_500, other: 0, otherTraffic: 0 });
      expect(report.patterns).toEqual([]);
    }
  });

  it('are the same whatever the split, and forget what parts said', async () => {
    const random = new Random('split');
    for (const [, , lines] of shows) {
      const whole = await told(lines);
      const shuffled = random.shuffled(lines);
      const parts = [shuffled.slice(0, 7), shuffled.slice(7, 60), shuffled.slice(60)];
      const reports = await Promise.all(parts.map(told));
      expect(withPatterns(mergeParts(reports)).patterns).toEqual(whole.patterns);
    }
  });

  it('are not looked for where too much was counted without its traits', async () => {
    const [, , lines] = shows[0] as (typeof shows)[number];
    const report = await countLines(engine, lines);
    const more = { ...report, summary: { ...report.summary, otherTraffic: 100 } };
    expect(withPatterns(more).patterns).toEqual([]);
  });
});

const FAILURES = [401, 403, 422, 429, 500, 503, 504];

/** Calls of which each fails with the same probability, whoever makes it, where and when. */
function noise(random: Random, host: string, count: number): string[] {
  const failing = 0.05 + 0.6 * random.next();
  const span = random.pick([10, 120, 1_440, 10_000]);
  const slow = random.pick([900, 60_000]);
  return Array.from({ length: count }, () => {
    const fails = random.chance(failing);
    const isSilent = fails && random.chance(0.1);
    return callLine({
      minute: random.next() * span,
      status: fails ? random.pick(FAILURES) : 200,
      ...(isSilent && { error: 'ECONNRESET' }),
      key: random.pick(['a', 'b', 'c']),
      client: random.pick(['shop/2.1', 'shop/2.2', 'batch/1']),
      host,
      path: random.pick(['/v1/charges', '/v1/refunds', '/v1/payouts']),
      took: random.between(3, slow),
    });
  });
}
