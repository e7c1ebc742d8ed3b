import { beforeAll, describe, expect, it } from 'vitest';
import { textWidth } from '../../../src/report/text/width.js';
import text from '../../../src/report/formats/text.js';
import type { TriageContext } from '../../../src/report/format.js';
import type { TriageReport } from '../../../src/report/triage-report.js';
import { diagnosisWith } from '../../support/report.js';
import { groupOf, triageContext, triageOfExamples, triageWith } from '../../support/triage.js';

const print = async (report: TriageReport, parts: Partial<TriageContext> = {}) =>
  (await text.renderTriage?.(report, triageContext(parts))) ?? '';

const write = {
  time: '2026-09-21T12:26:40.000Z',
  source: { file: 'app.log', line: 7 },
  provider: 'acmepay',
  method: 'POST',
  url: 'https://api.acmepay.example/v1/charges',
  ids: { order_id: 'order-1042' },
  amount: '120.00',
  currency: 'EUR',
  status: 504,
  cause: 'acmepay/timeout',
  check: {
    method: 'GET',
    url: 'https://api.acmepay.example/v1/charges?order=order-1042',
    lookFor: 'a charge of this order',
  },
};

describe('a triage as text', () => {
  let report: TriageReport;
  beforeAll(async () => {
    report = await triageOfExamples(60);
  });

  it('tells first what must be looked at before anything is sent again', async () => {
    const requests = Array.from({ length: 7 }, () => write);
    const printed = await print({ ...report, unknownOutcomes: { count: 38, requests } });
    expect(printed).toMatch(
      /^Outcome unknown: 38 writes that may have been carried out\. Check, then decide\.\n\n {2}2026-09-21 12:26:40 POST https:\/\/api\.acmepay\.example\/v1\/charges -> 504\n {4}120\.00 EUR as sent, order_id order-1042\n {4}GET https:\/\/api\.acmepay\.example\/v1\/charges\?order=order-1042\n {6}look for a charge of this order\n/,
    );
    expect(printed).toContain('  and 35 more: --unknown-outcomes FILE writes all\n');
    const blind = { ...write, time: null, check: null };
    expect(await print(triageWith({ unknownOutcomes: { count: 1, requests: [blind] } }))).toMatch(
      /1 write that .*\n\n {2}app\.log:7 POST .*\n.*\n {4}no request is known that shows it/,
    );
  });

  it('prints ten causes, and says how to see the others', async () => {
    const printed = await print(report);
    expect(printed.match(/^ +[\d,]+ {2}[\d.<]+ % +\w+ {2}[\w-]+\/[\w-]+$/gm)).toHaveLength(10);
    expect(printed).toMatch(/^[\d,]+ failures of 50 further causes: --limit 60 shows them\.$/m);
    expect((await print(report, { limit: 60 })).match(/^ +[\d,]+ {2}[\d.<]+ %/gm)).toHaveLength(60);
    const all = await print(report, { all: true });
    expect(all).not.toContain('--limit');
    expect(all.match(/^ +[\d,]+ x /gm)).toHaveLength(60);
  });

  it('plots all causes over the same time, within their bars', async () => {
    const plots = [...(await print(report)).matchAll(/\|(.*)\|/g)].map(([, plot = '']) => plot);
    expect(plots).toHaveLength(10);
    for (const plot of plots) expect(plot).toMatch(/^[ ▁▂▃▄▅▆▇█]{1,24}$/);
    expect(new Set(plots.map(({ length }) => length)).size).toBe(1);
    expect(plots[0]?.search(/\S/)).toBeGreaterThan(plots[2]?.search(/\S/) as number);
    expect(await print(report, { ascii: true })).not.toMatch(/[▁-█]/);
  });

  it('tells seconds where a plot is that short, and draws no plot without times', async () => {
    const width = { width: 1, counts: [[1_789_948_801, 1]] } as const;
    const [first, second] = [groupOf(diagnosisWith({ causes: [] }), 0), groupOf(diagnosisWith(), 1)];
    const groups = [
      { ...first, times: width },
      { ...second, times: { width: 1, counts: [] } },
    ];
    const printed = await print(triageWith({ groups }));
    expect(printed).toContain('Plots from 2026-09-21 00:00:01 to 00:00:02 UTC, a column is 1 s.');
    expect(printed.match(/\|/g)).toHaveLength(2);
  });

  it.each([40, 80, 120])('fits %i columns; words alone may be longer', async (width) => {
    const patterns = [
      { kind: 'since', says: 'Since 14:02 '.repeat(9), fix: 'Look at '.repeat(20), groups: [], count: 31 },
    ];
    const printed = await print({ ...report, patterns }, { width, all: true });
    for (const line of printed.split('\n'))
      if (textWidth(line) > width)
        expect(
          line
            .trim()
            .replace(/^[\d,]+ (?: [\d.]+ % +\w+ |x )/, '')
            .split(' ').length,
        ).toBeLessThan(5);
  });

  it('says what explains most, what the totals leave out and what was not read', async () => {
    const printed = await print({
      ...report,
      summary: { ...report.summary, other: 4, outside: 1, unanswered: 2, interrupted: true },
      patterns: [{ kind: 'since', says: 'The key fails.', fix: 'Look at the key.', groups: [], count: 4210 }],
      problems: [{ says: 'The line is no JSON', count: 3, first: { file: '-', line: 12 } }],
    });
    expect(printed).toContain(
      'What explains most\n\n  4,210  The key fails.\n         fix  Look at the key.\n',
    );
    expect(printed).toContain('Interrupted: only what was read until then is here.\n2 exchanges without');
    expect(printed).toContain('1 exchange left out by --since or --until.\n4 failures in further groups');
    expect(printed).toMatch(/\nNot read\n\n {2}3 {2}The line is no JSON, first at stdin:12\n$/);
  });

  it('is one line where nothing failed, and colours what stands out', async () => {
    const nothing = triageWith();
    expect(await print({ ...nothing, summary: { ...nothing.summary, firstSeen: null } })).toMatch(
      /^[\d,]+ exchanges, none failed\n$/,
    );
    const timeless = { ...groupOf(diagnosisWith({ causes: [] }), 0), times: { width: 60, counts: [] } };
    const printed = await print(triageWith({ groups: [{ ...timeless, firstSeen: null }] }), { color: true });
    expect(printed).toContain('\u001b[1m');
    expect(printed).toContain('no cause found');
    expect(printed).not.toContain('|');
  });
});
