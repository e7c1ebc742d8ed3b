import { html, Markup, type Part } from './markup.js';

/** Bars are drawn in a box of this height, as wide as there are steps, and stretched to what room there is. */
const HEIGHT = 100;

/** The fills of every second series: stripes, so that neighbours differ without their colours too. */
export const PATTERNS = html`<svg class="defs" width="0" height="0" aria-hidden="true">${[2, 4, 6].map((number) => html`<pattern id="p${number}" width="100" height="5" patternUnits="userSpaceOnUse"><rect class="f${number}" width="100" height="5"/><rect class="gap" width="100" height="1.5"/></pattern>`)}</svg>`;

export interface Series {
  readonly name: string;
  /** Of the colour and pattern: `s1` to `s6`, `rest`, `good`. */
  readonly look: string;
  readonly counts: readonly number[];
}

interface Chart {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** What it shows, in a sentence. */
  readonly says: string;
  readonly drawn: Part;
  /** Steps that are drawn. */
  readonly steps: number;
  /** From the top to the bottom, and evenly from the left to the right. */
  readonly left: readonly string[];
  readonly right?: readonly string[];
  readonly below: readonly string[];
  readonly legend: readonly Pick<Series, 'name' | 'look'>[];
  /** The same in figures; first the names of columns. */
  readonly table: readonly (readonly (string | number)[])[];
}

/**
 * A chart with its title, axes, legend and the same as a table. Labels stand outside of the drawing, so that they
 * keep their size on any screen.
 */
export function figureOf(chart: Chart): Markup {
  const { id, title, says, steps, left, right, below, legend } = chart;
  const labels = (texts: readonly string[]) => texts.map((text) => html`<span>${text}</span>`);
  return html`<figure>
<figcaption><h3>${title}</h3><p>${says}</p></figcaption>
<div class="plot"><div class="y" aria-hidden="true">${labels(left)}</div>
<svg role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${steps} ${HEIGHT}" preserveAspectRatio="none"><title id="${id}-t">${title}</title><desc id="${id}-d">${says}</desc><path class="grid" d="M0 0h${steps}M0 50h${steps}M0 100h${steps}"/>${chart.drawn}</svg>
${right && html`<div class="y r" aria-hidden="true">${labels(right)}</div>`}<div class="x" aria-hidden="true">${labels(below)}</div></div>
<ul class="legend">${legend.map(({ name, look }) => html`<li><svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect class="${look}" width="10" height="10"/></svg>${name}</li>`)}</ul>
${tableOf(title, chart.table)}</figure>`;
}

function tableOf(title: string, [head = [], ...rows]: Chart['table']): Markup {
  const cell = (value: string | number) => (typeof value === 'number' ? value.toLocaleString('en') : value);
  return html`<details class="numbers"><summary>The figures</summary><div class="scroll" tabindex="0" role="region" aria-label="${title}, figures"><table><thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${rows.map(([first, ...values]) => html`<tr><th scope="row">${first}</th>${values.map((value) => html`<td>${cell(value)}</td>`)}</tr>\n`)}</tbody></table></div></details>
`;
}

/**
 * Bars upon each other, the first at the bottom.
 *
 * @param top the count that fills the height
 */
export function stacked(series: readonly Series[], top: number, width = 0.86): Part {
  const below = new Array<number>(series[0]?.counts.length ?? 0).fill(0);
  return series.map(({ look, counts }) => {
    const path = counts.map((count, at) => {
      const from = below[at] ?? 0;
      below[at] = from + count;
      return bar(at + (1 - width) / 2, width, (from / top) * HEIGHT, (count / top) * HEIGHT);
    });
    return html`<path class="${look}" d="${new Markup(path.join(''))}"/>`;
  });
}

/** Bars beside each other. */
export function besides(series: readonly Series[], top: number): Part {
  const width = 0.86 / series.length;
  return series.map(({ look, counts }, index) => {
    const path = counts.map((count, at) => bar(at + 0.07 + index * width, width, 0, (count / top) * HEIGHT));
    return html`<path class="${look}" d="${new Markup(path.join(''))}"/>`;
  });
}

/** A bar that is there is seen: it is never lower than one hundredth. */
function bar(x: number, width: number, from: number, height: number): string {
  if (height === 0) return '';
  const high = short(Math.max(1, height));
  return `M${short(x)} ${short(HEIGHT - from)}v-${high}h${short(width)}v${high}z`;
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}

/** The next number that is read easily: 1, 2, 3, 4, 5, 6 or 8 with noughts. */
export function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(value, 1)));
  const factor = [1, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return factor * power;
}
