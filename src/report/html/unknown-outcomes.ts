import { figure } from '../../figure.js';
import { clock, NO_CHECK, traitsOf, unknownWords } from '../triage/words.js';
import type { TriageReport, UnknownOutcome } from '../triage-report.js';
import { fileWords } from '../text/file-words.js';
import { checkOf } from './card.js';
import { html, type Markup, type Part } from './markup.js';

/** More than these are folded, so that the page begins with a view of the whole. */
const OPEN = 5;

/** Writes that may have been carried out: what to look at before anything is sent again. */
export function unknownOutcomes({ count, requests }: TriageReport['unknownOutcomes']): Part {
  if (count === 0) return '';
  const more = requests.slice(OPEN);
  const rest = count - requests.length;
  return html`<section class="alarm" aria-labelledby="unknown"><h2 id="unknown">${unknownWords(count)}</h2>
${table(requests.slice(0, OPEN), 'Writes of unknown outcome')}${more.length > 0 && html`<details><summary>${figure(more.length)} more</summary>${table(more, 'More writes of unknown outcome')}</details>`}
${rest > 0 && html`<p>And ${figure(rest)} later ones: --unknown-outcomes FILE writes all.</p>`}</section>`;
}

function table(requests: readonly UnknownOutcome[], label: string): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table class="rows"><thead><tr><th scope="col">Time (UTC)</th><th scope="col">Request</th><th scope="col">Answer</th><th scope="col">Of what</th><th scope="col">Shows whether it went through</th></tr></thead><tbody>
${requests.map(row)}</tbody></table></div>
`;
}

function row(request: UnknownOutcome): Markup {
  const { time, source, method, url, status, check, cause } = request;
  return html`<tr><td>${time === null ? `${fileWords(source.file)}:${source.line}` : clock(time)}</td><td><code>${method} ${url}</code></td><td>${status ?? 'none'}${cause && html` <code>${cause}</code>`}</td><td>${traitsOf(request)}</td><td>${check ? checkOf(check) : NO_CHECK}</td></tr>
`;
}
