import { groupBy } from '../../group-by.js';
import { CHECK_SOMEHOW, checksOf, moneyWords, noteWords } from '../describe-call.js';
import type { CauseReport, DiagnosisReport, EvidenceReport, RetryReport } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { comparisonLines } from '../text/comparison.js';
import { evidenceLines } from '../text/evidence.js';
import { fileWords } from '../text/file-words.js';
import { probeLines } from '../text/probe.js';
import { replayLines } from '../text/replay.js';
import { retryWords } from '../text/retry-words.js';
import { signatureLines } from '../text/signature.js';
import type { Style } from '../text/style.js';
import { windowLines } from '../text/window.js';
import { isPlainAddress } from '../plain-address.js';
import { clock } from '../triage/words.js';
import { html, joined, type Markup, type Part } from './markup.js';

/** Columns of what is quoted as it stands in the terminal. */
const WIDTH = 96;

export interface CardView extends RenderContext {
  readonly style: Style;
}

/** Everything about one exchange, but its headline: the answer, causes with evidence and fixes, and what is open. */
export function card(diagnosis: DiagnosisReport, view: CardView): Markup {
  const { causes, outcome } = diagnosis;
  const faults = [...groupBy(causes, ({ fault }) => fault)];
  const nothing = faults.length === 0 && outcome !== 'succeeded';
  const quoting = { ...view, width: WIDTH };
  return html`<div class="card">
${outcome === 'unknown' && checkFirst(causes)}${answer(diagnosis)}
${faults.map(([number, members]) => fault(members, diagnosis.noneOfThese[String(number)] ?? 0, quoting))}
${nothing && html`<p>No cause found: nothing that errdoctor knows fits what was captured.</p>`}
${quoted('Sent again', replayLines(diagnosis.replay, WIDTH, ''))}
${quoted('The network', probeLines(diagnosis.probes, WIDTH, '  ', view.style))}
${quoted('Rate window', windowLines(diagnosis.window, WIDTH, ''))}
${quoted('Signature', signatureLines(diagnosis.signature, quoting, '  '))}
${quoted('Beside a call that worked', comparisonLines(diagnosis.comparison, quoting, '  '))}
${remarks(diagnosis)}</div>`;
}

/** A write whose outcome is unknown may have moved money: how to find out comes before everything else. */
function checkFirst(causes: readonly CauseReport[]): Markup {
  const checks = checksOf(causes);
  return html`<div class="alarm"><p><strong>Outcome unknown${moneyWords(causes)}: check, then decide.</strong></p>
${checks.length === 0 ? html`<p>${CHECK_SOMEHOW}</p>` : html`<ul>${checks.map((check) => html`<li>${checkOf(check)}</li>`)}</ul>`}</div>
`;
}

/** The request that shows whether a write went through. */
export function checkOf({ method, url, lookFor }: RetryReport['checkFirst'][number]): Markup {
  return html`<code>${method} ${url}</code> <span class="soft">look for ${lookFor}</span>`;
}

function answer({ response, transport, time, provider, source }: DiagnosisReport): Part {
  const said = [response?.status, response?.code].filter((part) => part !== null && part !== undefined);
  return terms([
    term('Failed', transport && `${transport.kind}: ${transport.says}`),
    term(
      'Answer',
      response &&
        (said.length > 0 || response.message !== null) && [
          said.join(' '),
          ' ',
          response.message && html`<q>${response.message}</q>`,
        ],
    ),
    term('Request id', response?.requestId && html`<code>${response.requestId}</code>`),
    term(
      'Time',
      time && `${clock(time.at)} UTC${time.clock === 'recorder' ? ' by the clock of the recorder' : ''}`,
    ),
    term('Provider', provider && [provider.name, provider.environment && `, ${provider.environment}`]),
    term('Capture', html`<code>${fileWords(source.file)}:${source.line}</code>`),
  ]);
}

function fault(causes: readonly CauseReport[], none: number, view: CardView): Part {
  const [leading, ...others] = causes as [CauseReport, ...CauseReport[]];
  return [
    cause(leading, view),
    others.length > 0 &&
      html`<details class="others"><summary>${others.length === 1 ? 'Or another cause' : `Or one of ${others.length} other causes`}</summary><ul>${others.map(alternative)}</ul></details>`,
    none > leading.probability &&
      html`<p>Something that errdoctor does not know is likelier than each of these.</p>`,
  ];
}

function cause(one: CauseReport, view: CardView): Markup {
  return html`<section class="cause"><p class="title"><span class="badge ${one.certainty}">${one.certainty}</span> <strong>${one.title}</strong> <code>${one.id}</code></p>
${one.explanation !== one.title && html`<p>${one.explanation}</p>`}
${evidence(one.evidence, view)}
${terms([
  ...one.fixes.map(({ say, run }) => term('Fix', [say, run !== undefined && html`<pre>${run}</pre>`])),
  term('Retry', retryWords(one.retry)),
  term('Explains', one.folded.length > 0 && one.folded.join(', ')),
  term('See', one.references.length > 0 && joined(one.references.map(link), ', ')),
])}</section>
`;
}

/** Quoted with carets where the input is at hand; elsewhere by file, line and column. */
function evidence(all: readonly EvidenceReport[], view: CardView): Part {
  const isHere = ({ at }: EvidenceReport) => at !== undefined && view.inputs.has(at.file);
  const here = all.filter(isHere);
  const elsewhere = all.filter((one) => !isHere(one));
  return [
    here.length > 0 &&
      html`<pre class="quote" tabindex="0">${joined(evidenceLines(here, view, view.style, ''), '\n')}</pre>\n`,
    elsewhere.length > 0 &&
      html`<ul class="evidence">${elsewhere.map(({ says, at }) => html`<li>${at && html`<code>${fileWords(at.file)}:${at.line}:${at.column}</code> `}${says}</li>`)}</ul>`,
  ];
}

function alternative({ certainty, title, id }: CauseReport): Markup {
  return html`<li><span class="badge ${certainty}">${certainty}</span> ${title} <code>${id}</code></li>`;
}

/** References come from packs, which may be a stranger's. */
function link(reference: string): Part {
  return isPlainAddress(reference)
    ? html`<a href="${reference}" rel="noreferrer">${reference}</a>`
    : reference;
}

/** A row of a list of terms; none without a value. */
export function term(name: string, value: Part): Part {
  return value ? html`<dt>${name}</dt><dd>${value}</dd>` : '';
}

/** A list of terms; none without rows. */
export function terms(rows: readonly Part[], look = ''): Part {
  return rows.some(Boolean) && html`<dl class="${look}">${rows}</dl>\n`;
}

function quoted(title: string, lines: readonly string[]): Part {
  return (
    lines.length > 0 &&
    html`<p class="label">${title}</p><pre class="quote" tabindex="0">${joined(lines, '\n')}</pre>\n`
  );
}

function remarks({ ruledOut, notChecked, notes }: DiagnosisReport): Part {
  const items = [
    ...notes.map((note) => term('Note', noteWords(note))),
    ...[...groupBy(notChecked, ({ how }) => how)].map(([how, members]) =>
      term('Unchecked', [members.map(({ what }) => what).join(', '), ': ', html`<code>${how}</code>`]),
    ),
    ...[...groupBy(ruledOut, ({ why }) => why)].map(([why, members]) =>
      term('Ruled out', `${members.map(({ id }) => id).join(', ')} (${why})`),
    ),
  ];
  return terms(items, 'soft');
}
