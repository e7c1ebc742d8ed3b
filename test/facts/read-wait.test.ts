import { describe, expect, it } from 'vitest';
import { readWait } from '../../src/facts/read-wait.js';
import { writeHttpDate, writeIso } from '../../src/signing/timestamp.js';
import { call, factsOf, factValue } from '../support/facts.js';

const NOW = 1_790_000_000_000;
const DATE = 'Date: Mon, 21 Sep 2026 14:13:20 GMT';

describe('a wait as servers write it', () => {
  it.each([
    ['0', 0],
    ['30', 30_000],
    ['2.5', 2500],
    ['1790000060', 60_000],
    ['1790000060.5', 60_500],
    ['1790000060000', 60_000],
    ['1790000060000000', 60_000],
    ['1790000060000000000', 60_000],
    ['1789990000', 0],
    ['Mon, 21 Sep 2026 14:14:20 GMT', 60_000],
    ['Monday, 21-Sep-26 14:14:20 GMT', 60_000],
    ['Mon Sep 21 14:14:20 2026', 60_000],
    ['2026-09-21T14:14:20Z', 60_000],
    ['2026-09-21T16:14:20.250+02:00', 60_250],
    ['1s', 1000],
    ['88ms', 88],
    ['1m30s', 90_000],
    ['6m0s', 360_000],
    ['1h2m3.5s', 3_723_500],
    ['20 seconds', 20_000],
    ['1 hour 20 minutes', 4_800_000],
    ['2d', 172_800_000],
    ['30, 60', 60_000],
    ['30,60', undefined],
    ['soon', undefined],
    ['', undefined],
    ['-5', undefined],
    ['1e3', undefined],
    ['5 s and more', undefined],
    ['99999999999999999999', undefined],
    ['400d', undefined],
  ])('%s is %s ms', (text, wait) => expect(readWait(text, NOW)).toBe(wait));

  it('is open for a moment without a clock', () => {
    for (const text of ['1790000060', 'Mon, 21 Sep 2026 14:14:20 GMT', '2026-09-21T14:14:20Z'])
      expect(readWait(text, undefined)).toBeUndefined();
    expect(readWait('30', undefined)).toBe(30_000);
  });

  it('is read as the name of the header says', () => {
    expect(readWait('1500', NOW, 'milliseconds')).toBe(1500);
    expect(readWait('1790000060000', NOW, 'milliseconds')).toBe(60_000);
  });

  it('is the same in every form, and never shorter than asked', () => {
    const nanoseconds = (wait: number) => BigInt(NOW + wait * 1000) * 1_000_000n;
    const forms: ((seconds: number) => string)[] = [
      String,
      (seconds) => `${seconds}.0`,
      (seconds) => String(NOW / 1000 + seconds),
      (seconds) => String(NOW + seconds * 1000),
      (seconds) => writeHttpDate(nanoseconds(seconds)),
      (seconds) => writeIso(nanoseconds(seconds)),
      (seconds) => `${seconds}s`,
      (seconds) => `${seconds * 1000}ms`,
      (seconds) => `${Math.floor(seconds / 60)}m${seconds % 60}s`,
      (seconds) => `${Math.floor(seconds / 3600)}h${Math.floor((seconds % 3600) / 60)}m${seconds % 60}s`,
    ];
    // Steps of a prime number reach every length of digits below ten days.
    for (let seconds = 0; seconds < 864_000; seconds = seconds * 2 + 7)
      for (const form of forms) expect(readWait(form(seconds), NOW), form(seconds)).toBe(seconds * 1000);
    for (let part = 1; part < 1000; part += 37)
      expect(readWait(`0.${String(part).padStart(3, '0')}9`, NOW)).toBe(part + 1);
  });
});

describe('the wait of an answer', () => {
  const wait = (fields: string[], answer = '', status = '429 Too Many Requests') =>
    factValue(factsOf(call({ status, answerHeaders: [DATE, ...fields], answer })), 'rate.wait');
  const json = 'Content-Type: application/json';

  it.each<[string, string[], string?, number?]>([
    ['the longest that is asked for', ['Retry-After: 2', 'Retry-After-Ms: 2340'], '', 2.34],
    [
      'what is asked for before any window',
      ['Retry-After: 2', 'X-RateLimit-Remaining: 0', 'X-RateLimit-Reset: 60'],
      '',
      2,
    ],
    [
      'the window in which nothing is left',
      [
        'x-ratelimit-remaining-requests: 59',
        'x-ratelimit-reset-requests: 1m0s',
        'x-ratelimit-remaining-tokens: 0',
        'x-ratelimit-reset-tokens: 88ms',
      ],
      '',
      0.088,
    ],
    [
      'the longest of several empty windows',
      [
        'limits-ratelimit-requests-remaining: 0',
        'limits-ratelimit-requests-reset: 2026-09-21T14:13:50Z',
        'limits-ratelimit-tokens-remaining: 0',
        'limits-ratelimit-tokens-reset: 2026-09-21T14:14:20Z',
      ],
      '',
      60,
    ],
    [
      'any window where more is needed than is left',
      ['x-ratelimit-remaining: 12', 'x-ratelimit-reset: 30'],
      '',
      30,
    ],
    ['delta seconds', ['X-RateLimit-Reset-After: 64.57'], '', 64.57],
    ['items of RateLimit', ['RateLimit: "burst";r=0;t=5, "day";r=90;t=3600'], '', 5],
    [
      'the length of the window',
      ['RateLimit-Policy: "burst";q=10;w=10, "day";q=100;w=86400', 'RateLimit: "burst";r=0'],
      '',
      10,
    ],
    ['a member of the body', [json], '{"message":"slow down","retry_after":1.337,"global":false}', 1.337],
    ['a deep one', [json], '{"error":{"details":[{"retryDelay":"34s"}]}}', 34],
    ['milliseconds', [json], '{"retryAfterMs":1500}', 1.5],
    ['the message', [json], '{"error":{"message":"Rate limit reached. Please try again in 6m0s."}}', 360],
    [
      'other numbers of a message',
      [json],
      '{"error":{"message":"100 requests in 60 s are allowed."}}',
      undefined,
    ],
  ])('is %s', (_name, fields, answer, expected) => expect(wait(fields, answer)).toBe(expected));

  it('is not that of a window from which calls are left', () => {
    expect(
      wait(['X-RateLimit-Remaining: 12', 'X-RateLimit-Reset: 30'], '', '502 Bad Gateway'),
    ).toBeUndefined();
    expect(wait([json], '{"retry_after":5}', '400 Bad Request')).toBeUndefined();
  });

  it('reads used and allowed calls', () => {
    const facts = factsOf(
      call({ status: '429 Too Many Requests', answerHeaders: ['X-Shop-Api-Call-Limit: 40/40'] }),
    );
    expect(factValue(facts, 'rate.remaining')).toBe(0);
    expect(factValue(facts, 'rate.limit')).toBe(40);
  });
});
