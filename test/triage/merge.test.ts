import { beforeAll, describe, expect, it } from 'vitest';
import { Input } from '../../src/input/input.js';
import { outputFormats } from '../../src/report/formats.generated.js';
import type { TriageReport } from '../../src/report/triage-report.js';
import { mergeReports, NoTriageReport } from '../../src/triage/merge.js';
import { withPatterns } from '../../src/triage/patterns.js';
import { changed } from '../support/changed.js';
import { calls } from '../support/called-lines.js';
import { allPacks, countLines } from '../support/count-lines.js';
import { fitsTriage } from '../support/report-schema.js';
import { planted, triageContext, triageOfExamples } from '../support/triage.js';

let report: TriageReport;
beforeAll(async () => {
  const lines = [
    ...calls(0, 30),
    ...calls(8, 20, { status: 401 }),
    ...calls(0, 5, { status: 500 }),
    '{"time":',
  ];
  report = withPatterns(await countLines(await allPacks(), lines));
});

const merge = (...values: unknown[]) =>
  mergeReports(values.map((value) => new Input('part.json', Buffer.from(JSON.stringify(value)))));

/** Of all changes only so many are tried, because there are thousands. */
const EVERY = 11;

/** Changes a report into what its type does not allow. */
// biome-ignore lint/suspicious/noExplicitAny: that is the point
type Change = (copy: any) => void;

/** A report with `change` made in a copy. */
function but(change: Change): unknown {
  const copy = structuredClone(report);
  change(copy);
  return copy;
}

describe('reports that are put together', () => {
  it('fit the schema, as that of a log and that of the whole do', async () => {
    const examples = await triageOfExamples(20);
    const cut = but((copy) => Object.assign(copy.summary, { interrupted: true }));
    expect(merge(cut, report).summary.interrupted).toBe(true);
    const wholes = [
      merge(cut),
      report,
      examples,
      merge(report, report),
      withPatterns(merge(examples, report)),
    ];
    for (const whole of wholes) {
      fitsTriage(JSON.parse(JSON.stringify(whole)));
      expect(fitsTriage.errors).toBe(null);
    }
    expect(report.patterns).not.toEqual([]);
    expect(report.unknownOutcomes.count).toBe(5);
    expect(report.problems).toHaveLength(1);
  });

  it.each<[string, Change, string]>([
    ['a word for a number', (copy) => (copy.groups[0].count = '7'), 'groups.0.count must be of type integer'],
    ['less than nothing', (copy) => (copy.traffic[0].count = -1), 'traffic.0.count must be 0 or more'],
    [
      'a width of no ladder',
      (copy) => (copy.groups[0].times.width = 1e99),
      'groups.0.times.width must be one',
    ],
    ['a step without a count', (copy) => copy.groups[0].times.counts.push([1]), 'must have at least 2 items'],
    ['a time that is none', (copy) => (copy.groups[0].firstSeen = 'noon'), 'groups.0.firstSeen must match'],
    ['a member of no one', (copy) => (copy.summary['a\u001b[2J'] = 1), 'summary must not have the member a.'],
    [
      'a diagnosis of another kind',
      (copy) => (copy.groups[0].samples[0].diagnosis = {}),
      'diagnosis must have',
    ],
    ['nothing', (copy) => delete copy.unknownOutcomes, 'it must have the member unknownOutcomes'],
  ])('are refused with %s', (_, change, says) => {
    expect(() => merge(but(change))).toThrow(NoTriageReport);
    expect(() => merge(but(change))).toThrow(`part.json is no report of a triage`);
    expect(() => merge(but(change))).toThrow(says);
  });

  it.each(['null', '[]', '7', '{}', '{"schemaVersion":1,"groups":[],"traffic":[]}'])('are not %s', (text) => {
    expect(() => mergeReports([new Input('-', Buffer.from(text))])).toThrow(/^Standard input is no report/);
  });

  it('are refused, or told in every format, whatever a stranger changed in them', async () => {
    const formats = await Promise.all(Object.values(outputFormats).map((load) => load()));
    const all = [...changed(JSON.parse(JSON.stringify(report)))];
    for (const value of all.filter((_, place) => place % EVERY === 0)) {
      if (!fitsTriage(value)) {
        expect(() => merge(value)).toThrow(NoTriageReport);
        continue;
      }
      const whole = withPatterns(merge(value, report));
      for (const { default: format } of formats) await format.renderTriage?.(whole, triageContext());
    }
  });

  it('may hold days that no calendar has, clocks that were never right, and hostile words', async () => {
    const odd = but((copy) => {
      copy.groups[0].firstSeen = '+999999-12-31T23:59:59.999Z';
      copy.groups[0].times = { width: 31_449_600, counts: [[Number.MAX_SAFE_INTEGER, 9]] };
      copy.traffic[0].times = { width: 1, counts: [[-8e12, 30]] };
      copy.groups[0].durations.counts = [[100_000, 4]];
    });
    const hostile = planted(withPatterns(merge(odd, report)), '\u001b[2J<script>alert(1)</script>');
    for (const load of Object.values(outputFormats)) {
      const { default: format } = await load();
      const text = (await format.renderTriage?.(hostile, triageContext())) ?? '';
      expect(text).not.toContain('\u001b[2J');
      if (format.name === 'html') expect(text).not.toContain('<script>alert');
    }
  });
});
