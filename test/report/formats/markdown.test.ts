import { readFileSync } from 'node:fs';
import { marked } from 'marked';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DiagnosisReport } from '../../../src/report/diagnosis.js';
import markdown from '../../../src/report/formats/markdown.js';
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
import { planted, triageContext, triageOfExamples, triageWith } from '../../support/triage.js';

const render = async (
  ...[report, context = contextWith()]: [
    Parameters<typeof markdown.render>[0],
    ReturnType<typeof contextWith>?,
  ]
) => markdown.render(report, context);

const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '![x](https://evil.example/x.png) [y](javascript:alert(1)) <https://evil.example>',
  'https://evil.example www.evil.example a@evil.example @everyone #1 GH-1 owner/repo#12',
  '```\n</pre>\n# heading\n```\n~~~~\n````` `x` ``y``',
  '` <b>bold</b> ` `` <i>x</i> ``` <u>y</u>',
  '# heading',
  '1. item\n- item\n> quote\n\n    code\n\n---\n===\n| a | b |\n|---|---|\n| c | d |',
  '**bold** _em_ ~~gone~~ $x^2$ &lt;b&gt; &#60;b&#62; \\',
  '[ref]: https://evil.example "title"',
  '-->\r\n<!-- hidden',
];

/** A report with this text in every string that a server, a file name or a rule can fill. */
function withText(text: string): {
  report: ReturnType<typeof reportOf>;
  context: ReturnType<typeof contextWith>;
} {
  const input = inputOf(`first\n${text}\nlast`, `${text}.txt`);
  const cause = causeWith({
    title: text,
    explanation: `${text} and more`,
    evidence: [{ says: text, at: positionOf(input, text) }, { says: text }],
    fixes: [{ say: text, run: text }],
    references: [text, 'https://docs.acmepay.example/clock'],
    retry: { ...causeWith().retry, why: text, checkFirst: [{ method: text, url: text, lookFor: text }] },
    factors: [{ says: text, factor: 2 }],
  });
  const diagnosis: DiagnosisReport = {
    ...diagnosisWith({ outcome: 'unknown', causes: [cause, { ...cause, probability: 0.001 }] }),
    source: { file: input.name, entry: 1, line: 1 },
    request: { method: text, url: text },
    response: { status: 400, code: text, message: text, requestId: text, details: {} },
    transport: { kind: text, says: text },
    provider: { id: 'acmepay', name: text, recognisedBy: [], environment: text },
    notes: [{ id: 'acmepay/note', title: text, explanation: `${text}.` }],
    ruledOut: [{ id: 'acmepay/other', why: text }],
    notChecked: [{ what: text, how: text }],
    signature: {
      ...lookedOver,
      says: text,
      expected: [{ part: text, text }],
      difference: {
        offset: 0,
        expected: { before: '', differs: text, after: '' },
        signed: { before: text, differs: '', after: text },
      },
      checklist: [{ what: text, is: 'wrong', why: text }],
    },
  };
  return { report: reportOf(diagnosis), context: contextWith({ inputs: new Map([[input.name, input]]) }) };
}

/** The HTML of a document with its code left out; entities stay. */
const outsideCode = (html: string) => html.replace(/<code[^>]*>[^<]*<\/code>/g, '<code></code>');

describe('markdown', () => {
  it('prints the call, the cause with evidence, fix and retry', async () => {
    const input = inputOf('> POST /v1/charges HTTP/1.1\n> X-Timestamp: 1730541180\n');
    const evidence = [{ says: 'seven minutes old', at: positionOf(input, '1730541180') }];
    const report = reportOf(diagnosisWith({ causes: [causeWith({ evidence })] }));
    expect(await render(report, contextWith({ inputs: new Map([['call.txt', input]]) }))).toBe(
      readFileSync(new URL('../../fixtures/reports/markdown.md', import.meta.url), 'utf8'),
    );
  });

  it.each(HOSTILE)('lets nothing of a server become markup: %j', async (text) => {
    for (const all of [false, true]) {
      const { report, context } = withText(text);
      const html = await marked.parse(await render(report, { ...context, all }));
      const visible = outsideCode(html);
      const tags = new Set([...visible.matchAll(/<\/?([a-z0-9!-]+)/gi)].map(([, name]) => name));
      expect([...tags].filter((tag) => !ALLOWED.has(tag as string))).toEqual([]);
      const links = [...visible.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
      expect(links.filter((address) => address !== 'https://docs.acmepay.example/clock')).toEqual([]);
      // What sites look for in rendered text: mentions and references to issues.
      const words = visible.replace(/<[^>]*>/g, '');
      expect(words.replaceAll('&#8203;', '\u200b')).not.toMatch(/@\w|#\d|\bGH-\d/);
      // Every heading is ours, and the code blocks are as many as without the hostile text.
      const tame = await marked.parse(
        await render(withText('tame').report, { ...withText('tame').context, all }),
      );
      expect(html.match(/<h\d/g)?.length).toBe(tame.match(/<h\d/g)?.length);
      expect(html.match(/<pre>/g)?.length).toBe(tame.match(/<pre>/g)?.length);
      expect(html.match(/<li>/g)?.length).toBe(tame.match(/<li>/g)?.length);
    }
  });

  it('counts failures above the limit and describes the first of each cause', async () => {
    const failures = [1, 2, 3].map((entry) =>
      diagnosisWith({
        source: { file: 'app.log', entry, line: entry + 9 },
        causes: entry === 3 ? [] : [causeWith()],
      }),
    );
    const printed = await render(reportOf(...failures), contextWith({ limit: 2 }));
    expect(printed).toContain(
      '- 2 × Signed seven minutes too early (`acmepay/clock-drift`), first at `app.log:10 (entry 1)`\n- 1 × no cause found, first at `app.log:12 (entry 3)`',
    );
    expect(printed.match(/^### /gm)).toHaveLength(2);
  });

  it('says how to check a write whose outcome is unknown where no request would show it', async () => {
    const printed = await render(reportOf(diagnosisWith({ outcome: 'unknown' })));
    expect(printed).toContain("decide.**\n\nLook up in the provider's dashboard or API whether");
  });

  it('renders real diagnoses', async () => {
    for (const name of ['pandabase-timestamp.txt', 'axys-403.txt', 'session.har']) {
      const { report, context } = await reportOn(name);
      const html = await marked.parse(await render(report, context));
      expect(html).toContain('<h3>');
      expect(html).toContain(report.diagnoses[0]?.causes[0]?.id);
      expect(outsideCode(html)).not.toContain('```');
    }
  });
});

describe('a triage as markdown', () => {
  let report: TriageReport;
  beforeAll(async () => {
    report = await triageOfExamples(30);
    const pattern = { kind: 'since', says: 'since', fix: 'look', groups: [], count: 3 };
    const problem = { says: 'no JSON', count: 3, first: { file: 'app.log', line: 1 } };
    const [request] = report.unknownOutcomes.requests;
    if (!request) throw new Error('no write');
    const check = { method: 'GET', url: '/v1/charges', lookFor: 'a charge' };
    const unknownOutcomes = { count: 9, requests: [{ ...request, check }, request] };
    report = { ...report, unknownOutcomes, patterns: [pattern], problems: [problem] };
  });
  const renderTriage = async (one: TriageReport, all = false) =>
    (await markdown.renderTriage?.(one, triageContext({ all }))) ?? '';

  it('tells what to look at, what explains most, and the twenty largest groups', async () => {
    const printed = await renderTriage(report);
    expect(printed.match(/^###? .*/gm)?.slice(1)).toEqual([
      '### Outcome unknown: 9 writes that may have been carried out. Check, then decide.',
      '### What explains most',
      '### 30 groups of failures',
      '### Not read',
    ]);
    expect(printed).toContain('And 7 more: `--unknown-outcomes FILE` writes all.');
    expect(printed.match(/^\| [\d,]+ \| [\d.]+ % \|/gm)).toHaveLength(20);
    expect(printed).toMatch(/^10 further groups with [\d,]+ failures\.$/m);
    expect((await renderTriage(report, true)).match(/^\| [\d,]+ \| [\d.]+ % \|/gm)).toHaveLength(30);
    expect(await renderTriage(triageWith())).not.toMatch(/\||###/);
  });

  it.each(HOSTILE)('lets nothing of a server become markup: %j', async (text) => {
    const rendered = await marked.parse(await renderTriage(planted(report, text)));
    const tame = await marked.parse(await renderTriage(planted(report, 'tame')));
    const tags = (page: string) => page.match(/<\/?[a-z0-9!-]+/gi);
    expect(tags(rendered)).toEqual(tags(tame));
    expect(rendered).not.toContain('href');
    expect(rendered.replace(/<[^>]*>/g, '').replaceAll('&#8203;', '\u200b')).not.toMatch(/@\w|\bGH-\d/);
  });
});

const ALLOWED = new Set('h2 h3 h4 p ul li code pre strong a'.split(' '));
