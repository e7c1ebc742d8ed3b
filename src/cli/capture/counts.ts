import type { Counts } from '../../diagnose-inputs.js';
import type { Summary } from '../../report/diagnosis.js';

export function noCounts(): Counts {
  return { exchanges: 0, failed: 0, explained: 0, unexplained: 0 };
}

/** Adds what was counted elsewhere; with a sign of -1 takes it away again. */
export function addTo(counts: Counts, summary: Summary, sign = 1): void {
  for (const name of ['exchanges', 'failed', 'explained', 'unexplained'] as const)
    counts[name] += sign * summary[name];
  const unanswered = (counts.unanswered ?? 0) + sign * (summary.unanswered ?? 0);
  if (unanswered > 0) counts.unanswered = unanswered;
  else delete counts.unanswered;
}
