import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DiagnosisReport, Report } from '../../../src/report/diagnosis.js';
import html from '../../../src/report/formats/html.js';
import type { TriageReport } from '../../../src/report/triage-report.js';
import { reportOn } from '../../support/diagnose.js';
import {
  causeWith,
  contextWith,
  diagnosisWith,
  inputOf,
  lookedOver,
  positionOf,
  reportOf,
} from '../../support/report.js';
import { groupOf, planted, triageContext, triageOfExamples, triageWith } from '../../support/triage.js';

const renderTriage = async (report: TriageReport) =>
  (await html.renderTriage?.(report, triageContext())) ?? '';

const HOSTILE = [
  '</script><script>alert(1)</script><img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>\' autofocus onfocus=alert(1) x="',
  '</style></title></pre></details><!-- <![CDATA[ ]]>',
  '&lt;b&gt; &#60;i&#62; javascript:alert(1)',
  '\u0000\u202eevil\u2066\u200b\u001b[31mred\u001b]8;;https://evil.example\u0007link',
];

/** Every tag in order, with the names of its attributes: what no text of a server may change. */
function skeleton(page: string): string[] {
  return [...page.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'));
}

/** A report on single exchanges with a text in every string that a server, a file or a pack can fill. */
function analysisWith(text: string): { report: Report; context: ReturnType<typeof contextWith> } {
  const input = inputOf(`first\n${text}\nlast`, 'call.txt');
  const cause = causeWith({
    evidence: [{ says: 'here', at: positionOf(input, text) }, { says: 'there' }],
    references: ['https://docs.acmepay.example/clock', 'javascript:alert(1)'],
    retry: { ...causeWith().retry, checkFirst: [{ method: 'GET', url: '/v1', lookFor: 'it' }] },
  });
  const diagnosis: DiagnosisReport = diagnosisWith({
    outcome: 'unknown',
    causes: [cause, { ...cause, probability: 0.001 }],
    transport: { kind: 'reset', says: 'reset' },
    notes: [{ id: 'acmepay/note', title: 'a', explanation: 'b' }],
    ruledOut: [{ id: 'acmepay/other', why: 'c' }],
    notChecked: [{ what: 'd', how: 'e' }],
    signature: lookedOver,
  });
  const { diagnoses } = planted({ diagnoses: [diagnosis] } as never, text) as unknown as Report;
  return { report: reportOf(...diagnoses), context: contextWith({ inputs: new Map([[input.name, input]]) }) };
}

describe('the page of a triage', () => {
  let report: TriageReport;
  let page: string;
  beforeAll(async () => {
    report = await triageOfExamples(60);
    const pattern = { kind: 'since', says: 'since', fix: 'look', count: 3 };
    report = {
      ...report,
      patterns: [{ ...pattern, groups: report.groups.slice(0, 5).map(({ id }) => id) }],
      problems: [{ says: 'no JSON', count: 3, first: { file: 'app.log', line: 1 } }],
    };
    page = await renderTriage(report);
  });

  it('is one file that loads nothing: only its own script may run', () => {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page)?.[1];
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
    const digest = createHash('sha256').update(script).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/\ssrc=|<link|<iframe|<object|@import|url\((?!#)/);
    expect(page).not.toMatch(/\son\w+="/);
    for (const [, address] of page.matchAll(/ href="([^"]*)"/g)) expect(address).toMatch(/^(?:#|https:)/);
  });

  it('tells first what must be looked at, then what explains most, charts, groups and problems', () => {
    const headings = [...page.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, words]) => words);
    expect(headings).toEqual([
      `Outcome unknown: ${report.unknownOutcomes.count} writes that may have been carried out. Check, then decide.`,
      'What explains most',
      'When, and how long',
      '60 groups of failures',
      'Not read',
    ]);
    expect(page.match(/<h1/g)).toHaveLength(1);
    const links = [...page.matchAll(/ href="#([^"]*)"/g)].map(([, target]) => target);
    expect(links).toHaveLength(3);
    for (const target of links) expect(page).toContain(`<li id="${target}"`);
  });

  it('folds what is beyond the first writes of unknown outcome', async () => {
    const [request] = report.unknownOutcomes.requests;
    if (!request) throw new Error('no write');
    const requests = Array.from({ length: 100 }, () => request);
    const printed = await renderTriage(triageWith({ unknownOutcomes: { count: 460, requests } }));
    const [open = '', folded = ''] = printed.split('<summary>95 more</summary>');
    expect(open.match(/<tr><td>/g)).toHaveLength(5);
    expect(folded.match(/<tr><td>/g)).toHaveLength(95);
    expect(folded).toContain('And 360 later ones: --unknown-outcomes FILE writes all.');
  });

  it('opens each group to a sample with its evidence', () => {
    const cards = page.split('<div class="card">').slice(1);
    expect(cards).toHaveLength(60);
    for (const one of cards) {
      expect(one).toMatch(/<code>logs\/[\w-]+\.txt:\d+:\d+<\/code> \S/);
      expect(one).toContain('<dt>Retry</dt>');
    }
  });

  it('draws every figure that its tables tell', () => {
    const figures = page.split('<figure>').slice(1);
    expect(figures.map((one) => /<h3>(.*?)<\/h3>/.exec(one)?.[1])).toEqual([
      'Failures over time',
      'Rate limits',
      'Time until the answer',
    ]);
    const [overTime = ''] = figures;
    const rows = [...overTime.matchAll(/<td>([\d,]+)<\/td>(?!<td>)/g)];
    const total = (pattern: RegExp) =>
      [...overTime.matchAll(pattern)].reduce(
        (sum, [, value = '']) => sum + Number(value.replaceAll(',', '')),
        0,
      );
    expect(rows.length).toBeLessThanOrEqual(96);
    expect(total(/<td>([\d,]+)<\/td>/g)).toBe(report.summary.exchanges);
    for (const one of figures) expect(one).toMatch(/<svg role="img" aria-labelledby="(\w+)-t \1-d"/);
  });

  it.each(HOSTILE)('lets nothing of a server become markup: %j', async (text) => {
    const tame = skeleton(await renderTriage(planted(report, 'tame')));
    const hostile = await renderTriage(planted(report, text));
    expect(skeleton(hostile)).toEqual(tame);
    for (const control of '\0\u001b\u202e\u2066\u200b') expect(hostile).not.toContain(control);
  });

  it('stays small, and says what it left out', async () => {
    const fifty = await renderTriage({ ...report, groups: report.groups.slice(0, 50) });
    expect(fifty.length).toBeLessThan(300_000);
    const [group] = report.groups;
    if (!group) throw new Error('no group');
    const groups = Array.from({ length: 10_000 }, (_, index) => ({ ...group, id: `${index}`, count: 2 }));
    const many = await renderTriage(triageWith({ groups }));
    expect(many.match(/<li id="g-/g)).toHaveLength(500);
    expect(many).toContain('9,500 further groups with 19,000 failures: they are in --format ndjson.');
    const long = { ...group, message: `${'x'.repeat(1 << 20)}` };
    const cut = await renderTriage(triageWith({ groups: [long] }));
    expect(cut).toContain('x… (1,048,576 characters)');
    expect(cut.length).toBeLessThan(60_000);
  });

  it('draws durations that no call takes at the ends of its scale', async () => {
    const durations = {
      width: 0,
      counts: [
        [-9e15, 1],
        [9e15, 2],
      ],
    } as const;
    const printed = await renderTriage(
      triageWith({ groups: [{ ...groupOf(diagnosisWith(), 0), durations }] }),
    );
    expect(printed).toContain('half of what failed took more than');
    expect(printed.length).toBeLessThan(100_000);
  });

  it('is whole without failures, times and causes', async () => {
    const nothing = await renderTriage(triageWith({ traffic: [] }));
    expect(nothing).toContain('<h1>None of');
    expect(nothing).not.toMatch(/<figure|<ol|<h2/);
    const bare = {
      ...groupOf(diagnosisWith({ causes: [], request: null, response: null, provider: null }), 0),
      times: { width: 60, counts: [] },
      durations: { width: 0, counts: [] },
      firstSeen: null,
      lastSeen: null,
    };
    const printed = await renderTriage(triageWith({ groups: [bare], traffic: [] }));
    expect(printed).toContain('<strong>No cause found</strong>');
    expect(printed).toContain('request not captured');
    expect(printed).not.toContain('<figure');
    expect(printed).not.toMatch(/NaN|undefined|null|Infinity/);
  });
});

describe('the page of an analysis', () => {
  it('quotes the evidence of real diagnoses', async () => {
    for (const name of ['pandabase-timestamp.txt', 'axys-403.txt', 'session.har']) {
      const { report, context } = await reportOn(name);
      const page = await html.render(report, context);
      expect(page).toContain(report.diagnoses.find(({ causes }) => causes.length > 0)?.causes[0]?.id);
      expect(page).toMatch(new RegExp(`<pre class="quote" tabindex="0">${name}:\\d+ \\| .*\\n +\\| +\\^`));
      expect(page).not.toContain('<script');
      expect(page).not.toContain('script-src');
    }
  });

  it.each(HOSTILE)('lets nothing of a server become markup: %j', async (text) => {
    for (const limit of [10, 0]) {
      const page = async (one: string) => {
        const { report, context } = analysisWith(one);
        return html.render(report, { ...context, limit });
      };
      const hostile = await page(text);
      expect(skeleton(hostile)).toEqual(skeleton(await page('tame')));
      expect(hostile).not.toContain('href="javascript');
    }
  });

  it('folds what is above the limit', async () => {
    const report = reportOf(...Array.from({ length: 501 }, () => diagnosisWith()));
    const page = await html.render(report, contextWith());
    expect(page.match(/<details class="one">/g)).toHaveLength(500);
    expect(page).toContain('1 more: they are in --format ndjson.');
    expect(await html.render(report, contextWith({ limit: 501 }))).not.toContain('class="one"');
  });
});
