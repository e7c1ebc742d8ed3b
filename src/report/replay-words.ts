import type { ExperimentReport, ReplayedAnswer, ReplayReport } from './replay-report.js';

/** `429 RATE_LIMITED`, `no answer (timeout)`. */
export function answerWords({ status, code, failed }: ReplayedAnswer): string {
  if (status === null) return failed === null ? 'an unknown status' : `no answer (${failed})`;
  return [status, code, failed && `(${failed})`].filter((part) => part !== null).join(' ');
}

/** Every attempt as a text of its own, and why they ended; nothing where there was only to be one. */
export function attemptWords({ attempts, ended }: ReplayReport): string[] {
  if (ended === undefined) return [];
  const tries = attempts.map((attempt, index) => {
    const after = index > 0 ? `, after ${Math.round(attempt.waitedSeconds * 10) / 10} s` : '';
    return `try ${index + 1}: ${answerWords(attempt)}${after}`;
  });
  return [...(attempts.length > 1 ? tries : []), `not tried again: ${ended}`];
}

/** What each experiment showed. */
export function experimentWords({ experiments = [] }: ReplayReport): string[] {
  return experiments.map((one) => `${one.what}: ${answerWords(one)}, ${differenceWords(one)}`);
}

function differenceWords({ differs, server, length }: ExperimentReport): string {
  if (differs.length === 0) return 'the same answer';
  const named = differs.map((name) => {
    if (name === 'server') return `server ${server ?? 'not named'}`;
    return name === 'length' ? `${length ?? 0} bytes` : name;
  });
  return `another answer (${named.join(', ')})`;
}
