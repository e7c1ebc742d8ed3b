import type { ReplayedAnswer, ReplayReport } from './diagnosis.js';

/** `429 RATE_LIMITED`, `no answer (timeout)`. */
export function answerWords({ status, code, failed }: ReplayedAnswer): string {
  if (status === null) return failed === null ? 'an unknown status' : `no answer (${failed})`;
  return [status, code, failed && `(${failed})`].filter((part) => part !== null).join(' ');
}

/** Every attempt as a text of its own; nothing where there was only one. */
export function attemptWords({ attempts }: ReplayReport): string[] {
  if (attempts.length < 2) return [];
  return attempts.map((attempt, index) => {
    const after = attempt.waitedSeconds > 0 ? `, after ${attempt.waitedSeconds} s` : '';
    return `attempt ${index + 1}: ${answerWords(attempt)}${after}`;
  });
}
