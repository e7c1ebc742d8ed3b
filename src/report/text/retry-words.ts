import type { RetryReport } from '../diagnosis.js';

const WHEN: Record<RetryReport['when'], string> = {
  now: 'now, unchanged',
  'after-wait': 'after a wait',
  'after-fix': 'after the fix',
  'after-check': 'only after checking whether the first one went through',
  're-signed': 'with a fresh timestamp and signature',
  never: 'never as it is',
};

/** When a call may be sent again, in one sentence. */
export function retryWords(retry: Omit<RetryReport, 'checkFirst'>): string {
  const when =
    retry.waitSeconds !== null && retry.when === 'after-wait'
      ? `after ${waitWords(retry.waitSeconds)}`
      : WHEN[retry.when];
  const parts = [
    when,
    ...(retry.when !== 'after-wait' && retry.waitSeconds !== null
      ? [`not before ${waitWords(retry.waitSeconds)}`]
      : []),
    ...(retry.maxAttempts === null
      ? []
      : [`at most ${retry.maxAttempts} ${retry.maxAttempts === 1 ? 'attempt' : 'attempts'}`]),
    ...(retry.sameIdempotencyKey === null
      ? []
      : [retry.sameIdempotencyKey ? 'with the same idempotency key' : 'with a new idempotency key']),
  ];
  const why = retry.why === '' ? '' : `: ${retry.why}`;
  return `${parts.join(', ')}${why}${retry.basis === 'ours' ? ' (our advice, not documented by the provider)' : ''}`;
}

function waitWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
