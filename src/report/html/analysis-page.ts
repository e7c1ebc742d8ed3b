import { callOf, resultOf } from '../describe-call.js';
import type { DiagnosisReport, Report } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { inputsByShownName } from '../inputs-by-shown-name.js';
import { maskReport } from '../mask-report.js';
import { loadStyle } from '../text/style.js';
import { summaryLine } from '../text/summary.js';
import { worthPrinting } from '../worth-printing.js';
import { type CardView, card } from './card.js';
import { htmlDocument } from './document.js';
import { html, type Markup } from './markup.js';

/** A browser opens so many at once. */
const SHOWN = 500;

/** A report on single exchanges as a page; above the limit each one is folded. */
export async function analysisPage(report: Report, context: RenderContext): Promise<string> {
  const clean = maskReport(report, context.mask);
  const view = { ...context, inputs: inputsByShownName(context), style: await loadStyle(false) };
  const all = worthPrinting(clean, context.all);
  const shown = all.slice(0, SHOWN);
  const title = summaryLine(clean.summary);
  const folded = all.length > context.limit;
  return htmlDocument({
    title,
    version: clean.errdoctor,
    body: html`<header><h1>${title}</h1></header>
<main>
${shown.map((diagnosis) => (folded ? inFold(diagnosis, view) : inFull(diagnosis, view)))}
${all.length > SHOWN && html`<p>${all.length - SHOWN} more: they are in --format ndjson.</p>`}
</main>`,
  });
}

function inFull(diagnosis: DiagnosisReport, view: CardView): Markup {
  return html`<section><h2>${headline(diagnosis)}</h2>${card(diagnosis, view)}</section>`;
}

function inFold(diagnosis: DiagnosisReport, view: CardView): Markup {
  const [cause] = diagnosis.causes;
  return html`<details class="one"><summary>${headline(diagnosis)} <span class="sub">${cause?.title ?? 'No cause found'}</span></summary>${card(diagnosis, view)}</details>`;
}

function headline(diagnosis: DiagnosisReport): Markup {
  return html`<code>${callOf(diagnosis) ?? 'request not captured'}</code> → ${resultOf(diagnosis)}`;
}
