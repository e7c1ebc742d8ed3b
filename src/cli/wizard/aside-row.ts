import type { Style } from '../../report/text/style.js';
import { asideKeys, sortAsides } from './asides.js';
import type { Aside } from './prompts.js';

const GAP = '   ';

/**
 * The row that shows what every step offers besides its answers. It is broken between entries, never within one.
 *
 * @param lead what stands before the first entry
 */
export function asideRow(asides: readonly Aside[], columns: number, style: Style, lead = ''): string[] {
  const lines: string[] = [];
  let line = lead;
  for (const aside of sortAsides(asides)) {
    const { key, say } = asideKeys[aside];
    const entry = `${key} ${say}`;
    if (line === lead) line += entry;
    else if (line.length + GAP.length + entry.length < columns) line += GAP + entry;
    else {
      lines.push(line);
      line = entry;
    }
  }
  return (asides.length === 0 ? [] : [...lines, line]).map(style.dim);
}
