import type { DiagnosisReport, Report } from '../diagnosis.js';
import type { OutputFormat, RenderContext } from '../format.js';
import { maskReport } from '../mask-report.js';
import { stripControls } from '../strip-controls.js';
import { diagnosisLines } from '../text/diagnosis.js';
import { readableWidth } from '../text/lines.js';
import { loadStyle } from '../text/style.js';
import { groupLines, summaryLine } from '../text/summary.js';

/** For people: the provider's words, causes with evidence quoted from the input, fixes, and what is still open. */
const text: OutputFormat = {
  name: 'text',
  summary: 'for people, with evidence quoted from the input',
  async render(report, context) {
    const style = await loadStyle(context.color);
    const clean = maskReport(report, context.mask);
    const view = { ...context, width: readableWidth(context.width), inputs: inputsByShownName(context) };
    const failures = clean.diagnoses.filter(({ outcome }) => outcome !== 'succeeded');
    const several = clean.summary.exchanges > 1 || clean.diagnoses.length > 1;
    const blocks =
      failures.length > context.limit
        ? [groupLines(failures, view, style)]
        : worthPrinting(clean, context.all).map((diagnosis) =>
            diagnosisLines(diagnosis, view, style, several),
          );
    if (several || blocks.length === 0) blocks.push([summaryLine(clean.summary)]);
    return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
  },
};

export default text;

/** An exchange that succeeded is printed when there is advice about it, or when it is the only one. */
function worthPrinting({ diagnoses, summary }: Report, all: boolean): readonly DiagnosisReport[] {
  const isWorth = ({ outcome, causes, notes }: DiagnosisReport) =>
    outcome !== 'succeeded' || causes.length > 0 || notes.length > 0;
  return all || summary.exchanges === 1 ? diagnoses : diagnoses.filter(isWorth);
}

/** The report names files masked, so they are looked up by their masked names. */
function inputsByShownName({ inputs, mask }: RenderContext): RenderContext['inputs'] {
  return new Map([...inputs].map(([name, input]) => [mask.text(stripControls(name)), input]));
}
