import type { WindowReport } from '../diagnosis.js';
import { windowWords } from '../window-report.js';
import { code, prose } from './escape.js';

/** The rate window as Markdown blocks: what was counted, and a table of the calls that used it up. */
export function windowBlocks(window: WindowReport | undefined): string[][] {
  if (!window) return [];
  return [
    [`**Window:** ${prose(windowWords(window))}`],
    [
      '| calls | of |',
      '| ---: | --- |',
      ...window.routes.map(({ route, calls }) => `| ${calls} | ${code(route.replaceAll('|', '%7C'))} |`),
    ],
  ];
}
