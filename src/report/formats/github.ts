import { callOf, moneyWords, resultOf } from '../describe-call.js';
import type { DiagnosisReport } from '../diagnosis.js';
import type { OutputFormat } from '../format.js';
import { maskReport } from '../mask-report.js';
import { probeWords } from '../probe-report.js';
import { stripControls } from '../strip-controls.js';
import { retryWords } from '../text/retry-words.js';
import { summaryLine } from '../text/summary.js';

/** Workflow commands of GitHub Actions, each an annotation at its place in the capture, and the job's summary. */
const github: OutputFormat = {
  name: 'github',
  summary: 'annotations and job summary of GitHub Actions',
  render(report, { mask }) {
    const clean = maskReport(report, mask);
    return `${[...clean.diagnoses.flatMap(annotation), summaryLine(clean.summary)].join('\n')}\n`;
  },
  appendix: {
    variable: 'GITHUB_STEP_SUMMARY',
    async render(report, context) {
      const { markdownDocument } = await import('../markdown/document.js');
      return markdownDocument(report, context);
    },
  },
};

export default github;

/** One line, whatever the server said: an error for a failure, a notice for advice on a success. */
function annotation(diagnosis: DiagnosisReport): string[] {
  const { causes, notes, outcome } = diagnosis;
  const numbers = [...new Set(causes.map(({ fault }) => fault))];
  const leaders = numbers.flatMap((number) => causes.find(({ fault }) => fault === number) ?? []);
  const advice = notes.map(({ title, explanation }) => `Note: ${title}\n${explanation}`);
  if (outcome === 'succeeded' && advice.length === 0) return [];
  const call = [callOf(diagnosis), '->', resultOf(diagnosis)].filter(Boolean).join(' ');
  const lines = [
    call,
    ...(outcome === 'unknown' ? [`Outcome unknown${moneyWords(causes)}: check, then decide.`] : []),
    ...leaders.flatMap((cause) => [
      `${cause.certainty}: ${cause.title}`,
      ...(cause.explanation === cause.title ? [] : [cause.explanation]),
      ...cause.fixes.map(({ say }) => `Fix: ${say}`),
      `Retry: ${retryWords(cause.retry)}`,
    ]),
    ...signatureLines(diagnosis),
    ...probeFaults(diagnosis),
    ...comparisonLines(diagnosis),
    ...(leaders.length === 0 && outcome !== 'succeeded' ? ['No cause found.'] : []),
    ...advice,
  ];
  const title = leaders[0]?.id ?? notes[0]?.id ?? 'no cause found';
  const level = outcome === 'succeeded' ? 'notice' : 'error';
  return [`::${level} ${properties({ ...place(diagnosis), title })}::${data(lines.join('\n'))}`];
}

/** What of the signature is certain without the secret; a proof is a cause already. */
function signatureLines({ signature }: DiagnosisReport): string[] {
  const wrong = (signature?.checklist ?? []).filter(({ is }) => is === 'wrong');
  return wrong.map(({ what, why }) => `Signature, ${what}: ${why}`);
}

/** What probes of the network found wrong. */
function probeFaults({ probes }: DiagnosisReport): string[] {
  return (probes ?? []).flatMap((probe) =>
    probe.seen
      .filter(({ verdict }) => verdict === 'bad')
      .map(({ what, is }) => `${probeWords(probe)}, ${what}: ${is}`),
  );
}

/** The differences from a working call that explain the failure. */
function comparisonLines({ comparison }: DiagnosisReport): string[] {
  const telling = (comparison?.differences ?? []).filter(({ explains }) => explains !== null);
  return telling.map(
    ({ what, bad, good }) =>
      `Differs from a call that worked, ${what}: ${bad ?? 'absent'}, there ${good ?? 'absent'}`,
  );
}

/** The best evidence in the exchange itself, else where it begins; standard input is no file to annotate. */
function place({ causes, source }: DiagnosisReport): Record<string, string | number> {
  if (source.file === '-') return {};
  const at = causes[0]?.evidence.find(
    (one) => one.at?.file === source.file && one.at.line >= source.line,
  )?.at;
  return { file: source.file, line: at?.line ?? source.line, ...(at && { col: at.column }) };
}

function properties(values: Record<string, string | number>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${property(String(value))}`)
    .join(',');
}

/** The escapes of workflow commands, as the runner undoes them (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return stripControls(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
