import { clock, figure, NO_CHECK, traitsOf, unknownWords } from '../triage/words.js';
import type { TriageReport, UnknownOutcome } from '../triage-report.js';
import { fileWords } from '../text/file-words.js';
import { checkOf } from './card.js';
import { html, type Markup, type Part } from './markup.js';

/** Writes that may have been carried out: what to look at before anything is sent again. */
export function unknownOutcomes({ count, requests }: TriageReport['unknownOutcomes']): Part {
  if (count === 0) return '';
  const rest = count - requests.length;
  return html`<section class="alarm" aria-labelledby="unknown"><h2 id="unknown">${unknownWords(count)}</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Writes of unknown outcome"><table class="rows"><thead><tr><th scope="col">Time (UTC)</th><th scope="col">Request</th><th scope="col">Answer</th><th scope="col">Of what</th><th scope="col">Shows whether it went through</th></tr></thead><tbody>
${requests.map(row)}</tbody></table></div>
${rest > 0 && html`<p>And ${figure(rest)} more, later ones: --unknown-outcomes FILE writes all.</p>`}</section>`;
}

function row(request: UnknownOutcome): Markup {
  const { time, source, method, url, status, check, cause } = request;
  return html`<tr><td>${time === null ? `${fileWords(source.file)}:${source.line}` : clock(time)}</td><td><code>${method} ${url}</code></td><td>${status ?? 'none'}${cause && html` <code>${cause}</code>`}</td><td>${traitsOf(request)}</td><td>${check ? checkOf(check) : NO_CHECK}</td></tr>
`;
}
