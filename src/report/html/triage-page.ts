import type { TriageContext } from '../format.js';
import { maskTriage } from '../mask-triage.js';
import { figure } from '../../figure.js';
import { fileWords } from '../text/file-words.js';
import { loadStyle } from '../text/style.js';
import { figures, leftOut, share, timeRange, totals } from '../triage/words.js';
import type { PatternReport, ProblemReport, TriageReport } from '../triage-report.js';
import { htmlDocument } from './document.js';
import { GROUPS_SHOWN, groupList } from './groups.js';
import { PATTERNS } from './figure.js';
import { latency } from './latency-chart.js';
import { html, joined, type Part } from './markup.js';
import { script } from './script.js';
import { failuresOverTime, rateLimits } from './time-charts.js';
import { unknownOutcomes } from './unknown-outcomes.js';

/** Many exchanges as one page: what to look at first, what explains most, charts, and the groups with samples. */
export async function triagePage(report: TriageReport, context: TriageContext): Promise<string> {
  const clean = maskTriage(report, context.mask, GROUPS_SHOWN);
  const view = { ...context, inputs: new Map(), style: await loadStyle(false) };
  const { failed, exchanges } = clean.summary;
  const title =
    failed === 0
      ? exchanges === 0
        ? totals(clean.summary)
        : `None of ${figures(exchanges, 'call')} failed`
      : `${figure(failed)} of ${figures(exchanges, 'call')} failed`;
  const charts = [failuresOverTime(clean), rateLimits(clean), latency(clean)].filter((chart) => chart !== '');
  return htmlDocument({
    title,
    version: clean.errdoctor,
    script,
    body: html`<header><h1>${title}</h1>
${head(clean)}</header>
<main>
${unknownOutcomes(clean.unknownOutcomes)}
${patterns(clean)}
${charts.length > 0 && html`<section aria-labelledby="charts"><h2 id="charts">When, and how long</h2><div class="charts">${PATTERNS}${charts}</div></section>`}
${groupList(clean, view)}
${problems(clean.problems)}
</main>`,
  });
}

function head({ summary, unknownOutcomes }: TriageReport): Part {
  const { failed, exchanges, explained, unexplained, firstSeen, lastSeen } = summary;
  const facts: readonly [string, string][] = [
    ['failed', share(failed, exchanges)],
    ['explained', figure(explained)],
    ['not explained', figure(unexplained)],
    ['outcome unknown', figure(unknownOutcomes.count)],
  ];
  return html`<p class="soft">${timeRange(firstSeen, lastSeen)}</p>
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${leftOut(summary).map((sentence) => html`<p>${sentence}</p>`)}`;
}

/** With links to the groups, which need no script. */
function patterns({ patterns, groups }: TriageReport): Part {
  if (patterns.length === 0) return '';
  const titles = new Map(groups.map(({ id, causes }) => [id, causes[0]?.title ?? 'No cause found']));
  const link = (id: string) => titles.has(id) && html`<a href="#g-${id}">${titles.get(id)}</a>`;
  return html`<section aria-labelledby="patterns"><h2 id="patterns">What explains most</h2><ol class="patterns">${patterns.map(
    (
      pattern: PatternReport,
    ) => html`<li><span class="n">${figure(pattern.count)}</span><div><p><strong>${pattern.says}</strong></p><p>${pattern.fix}</p>
${pattern.groups.length > 0 && html`<p class="soft">${figures(pattern.groups.length, 'group')}: ${joined(pattern.groups.slice(0, LINKED).map(link).filter(Boolean), ', ')}${pattern.groups.length > LINKED && ', …'}</p>`}</div></li>`,
  )}</ol></section>`;
}

const LINKED = 3;

function problems(found: readonly ProblemReport[]): Part {
  if (found.length === 0) return '';
  return html`<section aria-labelledby="problems"><h2 id="problems">Not read</h2><ul>${found.map(
    ({ says, count, first }) =>
      html`<li>${figure(count)} × ${says}, first at <code>${fileWords(first.file)}:${first.line}</code></li>`,
  )}</ul></section>`;
}
