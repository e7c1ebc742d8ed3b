import type { RetryReport, RetrySchedule } from '../diagnosis.js';

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
  const parts = [
    ...(retry.schedule ? [scheduleWords(retry.schedule)] : waitParts(retry)),
    ...(retry.sameIdempotencyKey === null ? [] : [keyWords(retry)]),
  ];
  const why = retry.why === '' ? '' : `: ${retry.why}`;
  return `${parts.join(', ')}${why}${retry.basis === 'ours' ? ' (our advice, not documented by the provider)' : ''}`;
}

/** `after 1, 2, 4, 8 and 16 s, each up to 0.5 s later, then stop`. */
function scheduleWords({ waitsSeconds, jitterSeconds, basis }: RetrySchedule): string {
  const last = waitsSeconds.at(-1);
  const waits = waitsSeconds.length > 1 ? `${waitsSeconds.slice(0, -1).join(', ')} and ${last}` : last;
  const jitter =
    jitterSeconds > 0
      ? `, ${waitsSeconds.length > 1 ? 'each ' : ''}up to ${jitterSeconds} s later at random`
      : '';
  return `after ${waits} s${jitter}${basis === 'ours' ? ' (these waits are ours)' : ''}, then stop`;
}

function waitParts({ when, waitSeconds, notBefore, maxAttempts }: Omit<RetryReport, 'checkFirst'>): string[] {
  const wait = waitSeconds === null ? undefined : waitWords(waitSeconds);
  const moment =
    notBefore === undefined ? '' : ` (${notBefore.replace('T', ' ').replace(/(?:\.000)?Z$/, ' UTC')})`;
  const attempts = maxAttempts === 1 ? 'attempt' : 'attempts';
  return [
    wait && when === 'after-wait' ? `after ${wait}${moment}` : WHEN[when],
    ...(wait && when !== 'after-wait' ? [`not before ${wait}${moment}`] : []),
    ...(maxAttempts === null ? [] : [`at most ${maxAttempts} ${attempts}`]),
  ];
}

function keyWords({ sameIdempotencyKey, keyLifetimeHours }: Omit<RetryReport, 'checkFirst'>): string {
  if (!sameIdempotencyKey) return 'with a new idempotency key';
  const lifetime = keyLifetimeHours === undefined ? '' : ` while it lives (${keyLifetimeHours} h)`;
  return `with the same idempotency key${lifetime}`;
}

function waitWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return `${Math.round(seconds / 3600)} h`;
}
