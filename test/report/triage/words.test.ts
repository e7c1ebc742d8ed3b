import { expect, it } from 'vitest';
import { byCause } from '../../../src/report/triage/by-cause.js';
import { share, sharedWords, timeRange, totals } from '../../../src/report/triage/words.js';
import { diagnosisWith } from '../../support/report.js';
import { groupOf, nothingShared, triageWith } from '../../support/triage.js';

const group = (count: number, shared = {}, parts = {}) => ({
  ...groupOf(diagnosisWith(), 0),
  code: null,
  shared: { ...nothingShared, ...shared },
  count,
  ...parts,
});

it('tells a share without making it whole or nothing', () => {
  expect([0, 1, 31, 400, 999, 1000].map((part) => share(part, 1000))).toEqual([
    '0 %',
    '0.1 %',
    '3.1 %',
    '40 %',
    '99 %',
    '100 %',
  ]);
  expect(share(1, 1_000_000)).toBe('<0.1 %');
  expect(share(0, 0)).toBe('0 %');
});

it('tells a stretch of time with no more than is needed', () => {
  expect(timeRange('2026-09-21T12:26:40.250Z', '2026-09-21T13:00:00Z')).toBe(
    '2026-09-21 12:26:40 to 13:00:00 UTC',
  );
  expect(timeRange('2026-09-21T12:26:40Z', '2026-09-22T13:00:00Z')).toBe(
    '2026-09-21 12:26:40 to 2026-09-22 13:00:00 UTC',
  );
  expect(timeRange('2026-09-21T12:26:40.1Z', '2026-09-21T12:26:40.9Z')).toBe('2026-09-21 12:26:40 UTC');
  expect(timeRange(null, null)).toBeUndefined();
});

it('says of what groups share what all have, what most have and how many others there are', () => {
  const one = { method: 'POST', route: '/v1/charges', host: 'api.acmepay.example', status: 401 };
  expect(sharedWords([group(3, one)])).toBe('POST /v1/charges on api.acmepay.example, 401');
  expect(
    sharedWords([group(75, one), group(20, { ...one, method: 'GET' }), group(5, { ...one, route: null })]),
  ).toBe('POST /v1/charges (75 %) and 2 other calls on api.acmepay.example, 401');
  expect(sharedWords([group(9), group(1, { client: 'acme/1' })])).toBe('client acme/1 (10 %)');
  expect(sharedWords([group(1, {}, { transport: 'reset' })])).toBe('no answer (reset)');
  expect(sharedWords([group(1)])).toBe('');
});

it('puts groups of one cause together', () => {
  const cause = { id: 'acmepay/a', title: 'A', certainty: 'likely', fallback: false } as const;
  const times = (firstSeen: string | null, lastSeen: string | null) => ({ firstSeen, lastSeen });
  const summaries = byCause([
    group(5, {}, { causes: [] }),
    group(4, {}, { causes: [cause], ...times('2026-09-21T02:00:00Z', '2026-09-21T03:00:00Z') }),
    group(3, {}, { causes: [cause], ...times('2026-09-21T01:00:00Z', '2026-09-21T02:00:00Z') }),
    group(1, {}, { causes: [cause], ...times(null, null) }),
  ]);
  expect(summaries).toMatchObject([
    { cause, count: 8, ...times('2026-09-21T01:00:00Z', '2026-09-21T03:00:00Z') },
    { cause: null, count: 5 },
  ]);
});

it('counts everything in one line', () => {
  const { summary } = triageWith();
  expect(
    totals({ ...summary, exchanges: 1_000_000, failed: 31_200, explained: 29_000, unexplained: 2200 }),
  ).toBe('1,000,000 exchanges, 31,200 failed (3.1 %): 29,000 explained, 2,200 unexplained');
  expect(totals({ ...summary, exchanges: 1, failed: 0 })).toBe('1 exchange, none failed');
  expect(totals({ ...summary, exchanges: 0, failed: 0, records: 7 })).toBe('No HTTP exchange in 7 records');
});
