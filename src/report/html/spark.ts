import { html, Markup } from './markup.js';

/** A small plot beside a text that says the same; screen readers leave it out. */
export function spark(counts: readonly number[] | undefined): Markup | string {
  if (!counts) return '';
  const most = Math.max(...counts, 1);
  const path = counts.map((count, at) => {
    const height = Math.ceil((count / most) * 20);
    return count === 0 ? '' : `M${at} 20v-${height}h.8v${height}z`;
  });
  return html`<svg class="spark" viewBox="0 0 ${counts.length} 20" preserveAspectRatio="none" aria-hidden="true"><path d="${new Markup(path.join(''))}"/></svg>`;
}
