import { placeOf } from '../describe-call.js';
import type { DiagnosisReport, Report } from '../diagnosis.js';
import type { RenderContext } from '../format.js';
import { inputsByShownName } from '../inputs-by-shown-name.js';
import { maskReport } from '../mask-report.js';
import { groupsByCause, groupsByNote, summaryLine } from '../text/summary.js';
import { worthPrinting } from '../worth-printing.js';
import { diagnosisBlocks } from './diagnosis.js';
import { code, prose } from './escape.js';

/**
 * A report as a Markdown document. Above the limit the failures are counted by leading cause, and the first of each
 * cause is described.
 */
export async function markdownDocument(report: Report, context: RenderContext): Promise<string> {
  const clean = maskReport(report, context.mask);
  const view = { ...context, inputs: inputsByShownName(context) };
  const failures = clean.diagnoses.filter(({ outcome }) => outcome !== 'succeeded');
  const groups = failures.length > context.limit ? groupsByCause(failures) : undefined;
  const shown = groups?.flatMap(([first]) => first ?? []) ?? worthPrinting(clean, context.all);
  const several = clean.summary.exchanges > 1 || clean.diagnoses.length > 1;
  const described = await Promise.all(shown.map((diagnosis) => diagnosisBlocks(diagnosis, view, several)));
  const blocks = [
    [`## ${summaryLine(clean.summary)}`],
    groups ? [...groups.map(groupLine), ...groupsByNote(clean.diagnoses).map(noteLine)] : [],
    ...described.flat(),
    [`errdoctor ${clean.errdoctor}; secrets are masked.`],
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

function groupLine(members: readonly DiagnosisReport[]): string {
  const [first] = members as [DiagnosisReport, ...DiagnosisReport[]];
  const [leading] = first.causes;
  const what = leading ? `${prose(leading.title)} (${code(leading.id)})` : 'no cause found';
  return `- ${members.length} × ${what}, first at ${code(placeOf(first, true))}`;
}

function noteLine([title, members]: readonly [string, readonly DiagnosisReport[]]): string {
  const [first] = members as readonly [DiagnosisReport, ...DiagnosisReport[]];
  return `- ${members.length} × note: ${prose(title)}, first at ${code(placeOf(first, true))}`;
}
