import type { OutputFormat } from '../format.js';
import { inputsByShownName } from '../inputs-by-shown-name.js';
import { maskReport } from '../mask-report.js';
import { diagnosisLines } from '../text/diagnosis.js';
import { readableWidth } from '../text/lines.js';
import { loadStyle } from '../text/style.js';
import { groupLines, summaryLine } from '../text/summary.js';
import { worthPrinting } from '../worth-printing.js';

/** For people: the provider's words, causes with evidence quoted from the input, fixes, and what is still open. */
const text: OutputFormat = {
  name: 'text',
  summary: 'for people, with evidence quoted from the input',
  streams: true,
  async render(report, context) {
    const style = await loadStyle(context.color);
    const clean = maskReport(report, context.mask);
    const view = { ...context, width: readableWidth(context.width), inputs: inputsByShownName(context) };
    const failures = clean.diagnoses.filter(({ outcome }) => outcome !== 'succeeded');
    const several = clean.summary.exchanges > 1 || clean.diagnoses.length > 1;
    const blocks =
      failures.length > context.limit
        ? [groupLines(failures, clean.diagnoses, view, style)]
        : worthPrinting(clean, context.all).map((diagnosis) =>
            diagnosisLines(diagnosis, view, style, several),
          );
    if (several || blocks.length === 0) blocks.push([summaryLine(clean.summary)]);
    return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  },
  async renderTriage(report, context) {
    const { triageText } = await import('../text/triage.js');
    return triageText(report, context);
  },
};

export default text;
