import { timeline } from '../triage/timeline.js';
import { figure } from '../../figure.js';
import { countOf, figures, share, sharedWords, timeRange } from '../triage/words.js';
import type { GroupReport, TriageReport } from '../triage-report.js';
import { callOf } from '../describe-call.js';
import { fileWords } from '../text/file-words.js';
import { type CardView, card, term, terms } from './card.js';
import { html, type Markup, type Part } from './markup.js';
import { spark } from './spark.js';

/** A browser opens so many at once; all are in the other formats. */
export const GROUPS_SHOWN = 500;
const COLUMNS = 32;

/** All groups, largest first, each with what it shares and a sample that opens; and what filters them. */
export function groupList({ groups, summary }: TriageReport, view: CardView): Part {
  if (groups.length === 0) return '';
  const shown = groups.slice(0, GROUPS_SHOWN);
  const rest = groups.slice(GROUPS_SHOWN);
  const times = timeline(
    shown.map((group) => [group.times]),
    COLUMNS,
  );
  return html`<section aria-labelledby="groups"><h2 id="groups">${figures(groups.length, 'group')} of failures</h2>
<p class="soft">Failures that have everything in common that is told of them. Each opens to one of its calls.</p>
${filters(shown)}
<ol class="groups">${shown.map((group, index) => item(group, summary.failed, times?.counts[index], view))}</ol>
${rest.length > 0 && html`<p>${figures(rest.length, 'further group')} with ${figures(countOf(rest), 'failure')}: they are in --format ndjson.</p>`}
</section>`;
}

/** Shown by the script, which alone can use them. */
function filters(groups: readonly GroupReport[]): Markup {
  const select = (name: string, label: string, values: readonly (string | number | null)[]) => {
    const known = [...new Set(values.map((value) => String(value ?? '')))]
      .filter((value) => value !== '')
      .sort();
    return html`<label>${label}<select name="${name}"><option value="">all</option>${known.map((value) => html`<option>${value}</option>`)}</select></label>`;
  };
  return html`<div id="filter" role="search" hidden><label>Text<input name="text" type="search" autocomplete="off" spellcheck="false"></label>${[
    select('cause', 'Cause', groups.map(causeOf)),
    select(
      'provider',
      'Provider',
      groups.map(({ shared }) => shared.provider),
    ),
    select(
      'status',
      'Status',
      groups.map(({ shared }) => shared.status),
    ),
  ]}<output></output></div>`;
}

function causeOf({ causes }: GroupReport): string {
  return causes[0]?.id ?? '';
}

function item(
  group: GroupReport,
  failed: number,
  counts: readonly number[] | undefined,
  view: CardView,
): Markup {
  const [cause, ...more] = group.causes;
  const { shared, count } = group;
  return html`<li id="g-${group.id}" data-cause="${causeOf(group)}" data-provider="${shared.provider}" data-status="${shared.status}"><details><summary><span class="n">${figure(count)}</span> <span class="p">${share(count, failed)}</span>
<span class="what"><strong>${cause?.title ?? 'No cause found'}</strong>${more.length > 0 && html` <span class="soft">and ${figures(more.length, 'further fault')}</span>`}
<span class="sub">${cause && html`<span class="badge ${cause.certainty}">${cause.certainty}</span> <code>${cause.id}</code> `}${sharedWords([group])}</span></span>
<span class="when">${spark(counts)}${timeRange(group.firstSeen, group.lastSeen)}</span></summary>
${sample(group, view)}</details></li>
`;
}

function sample({ samples, message, count }: GroupReport, view: CardView): Part {
  const [first, ...others] = samples;
  const diagnosis = first?.diagnosis;
  const places = others.map(({ source }) => `${fileWords(source.file)}:${source.line}`);
  return html`<div class="sample">${terms([
    term('Message', message && html`<q>${message}</q>`),
    term('Also at', places.join(', ')),
  ])}
${
  diagnosis && [
    html`<p class="label">One of ${figure(count)}</p><h3><code>${callOf(diagnosis) ?? 'request not captured'}</code></h3>`,
    card(diagnosis, view),
  ]
}</div>`;
}
