import type { CauseReport, DiagnosisReport, RetryReport } from './diagnosis.js';
import { probeWords } from './probe-report.js';
import { fileWords } from './text/file-words.js';

/** Where an exchange stands: file and line, with the entry when there are several; of a probe its name, which has no lines. */
export function placeOf({ source, probes }: DiagnosisReport, several: boolean): string {
  if (probes?.some((probe) => probeWords(probe) === source.file)) return source.file;
  return `${fileWords(source.file)}:${source.line}${several ? ` (entry ${source.entry})` : ''}`;
}

/** What was asked: a request, or a look at the network. */
export function callOf({ request, probes }: DiagnosisReport): string | undefined {
  const asked = [request?.method, request?.url].filter((part) => part !== null && part !== undefined);
  if (asked.length > 0) return asked.join(' ');
  return probes?.map(probeWords).join(', ');
}

/** What came back, as short as it can be said. */
export function resultOf({ response, transport, probes, outcome }: DiagnosisReport): string {
  if (response?.status !== null && response?.status !== undefined) return String(response.status);
  if (transport) return `no answer (${transport.kind})`;
  if (response) return 'status not captured';
  if (probes) return outcome === 'succeeded' ? 'no fault found' : 'a fault found';
  return 'answer not captured';
}

/** The requests of all causes that show whether a write went through, each once. */
export function checksOf(causes: readonly CauseReport[]): RetryReport['checkFirst'] {
  const checks = causes.flatMap((cause) => cause.retry.checkFirst);
  return [...new Map(checks.map((check) => [`${check.method} ${check.url}`, check])).values()];
}

/** What is added to "outcome unknown" where the pack says that the write moves money. */
export function moneyWords(causes: readonly CauseReport[]): string {
  return causes.some(({ retry }) => retry.movesMoney) ? ', and money may have moved' : '';
}

/** A note as one text; many explain themselves in their title. */
export function noteWords({ title, explanation }: DiagnosisReport['notes'][number]): string {
  if (explanation === '' || explanation === title) return title;
  return `${title}${/[.!?]$/.test(title) ? '' : '.'} ${explanation}`;
}

/** What is said of a write with an unknown outcome where no request is known that would show it. */
export const CHECK_SOMEHOW =
  "Look up in the provider's dashboard or API whether the first one went through, before sending it again.";
