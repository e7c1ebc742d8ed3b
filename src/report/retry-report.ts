import type { RuleText } from '../causes/compiled.js';
import type { Candidate } from '../causes/match-rule.js';
import type { Retry } from '../causes/rule.js';
import type { Diagnosis } from '../diagnose.js';
import { checksFor, writeRoute } from './check-first.js';
import type { RetryReport, RetrySchedule } from './diagnosis.js';
import { fill } from './words.js';

/** When this call may be sent again: the rule's word, filled in from the answer and the provider's policy. */
export function retryReport({ retry }: RuleText, candidate: Candidate, diagnosis: Diagnosis): RetryReport {
  const key = keyOf(diagnosis);
  // Nobody knows whether the first one went through, and no key protects a second one.
  const unsure = diagnosis.outcome === 'unknown' && key !== 'sent';
  const when = unsure && retry.when !== 'never' ? 'after-check' : retry.when;
  const asked = waitOf(retry.wait, candidate);
  const schedule = asked === undefined ? scheduleOf(retry, candidate, diagnosis) : undefined;
  // Waits and attempts are those of a repeat, not of the check that comes first.
  const waitSeconds = unsure ? null : (asked ?? schedule?.waitsSeconds[0] ?? null);
  const keepsKey = retry.when !== 'never' && retry.when !== 'after-fix' && key !== 'none';
  const lifetime = diagnosis.pack?.settings.idempotency?.lifetimeHours;
  const route = diagnosis.outcome === 'unknown' ? writeRoute(diagnosis) : undefined;
  return {
    when,
    why: fill(retry.why, candidate.facts),
    waitSeconds,
    ...notBefore(waitSeconds, candidate),
    ...(schedule && !unsure && { schedule }),
    maxAttempts: unsure ? null : (retry.maxAttempts ?? schedule?.waitsSeconds.length ?? null),
    sameIdempotencyKey: keepsKey ? true : null,
    ...(keepsKey && lifetime !== undefined && { keyLifetimeHours: lifetime }),
    ...(route?.movesMoney && { movesMoney: true }),
    checkFirst: diagnosis.outcome === 'unknown' || when === 'after-check' ? checksFor(diagnosis) : [],
    basis: retry.basis ?? 'documented',
  };
}

/** Seconds by the rule; of a fact, those that the answer tells: a time that has passed is no wait. */
function waitOf(wait: number | string | undefined, { facts }: Candidate): number | undefined {
  if (typeof wait !== 'string') return wait;
  const fact = facts.fact(wait);
  return fact.is === 'known' && typeof fact.value === 'number' && fact.value > 0 ? fact.value : undefined;
}

/**
 * The provider's policy, for faults of its service and where the rule asks for a wait that the answer does not name. Any
 * other code that asks to wait means hours, or another state.
 */
function scheduleOf(
  { when, wait, maxAttempts }: Retry,
  { trigger }: Candidate,
  { pack }: Diagnosis,
): RetrySchedule | undefined {
  const waits = when === 'now' || when === 'after-wait';
  const applies = trigger === 'status' || trigger === 'transport' || typeof wait === 'string';
  const policy = pack?.settings.retry;
  if (!waits || !applies || !policy?.waitsSeconds) return undefined;
  return {
    waitsSeconds: policy.waitsSeconds.slice(0, maxAttempts ?? policy.maxAttempts),
    jitterSeconds: policy.jitterSeconds ?? 0,
    basis: policy.basis,
  };
}

/** The wait counts from the answer's `Date`; the recorder's clock may be the one that is wrong. */
function notBefore(waitSeconds: number | null, { facts }: Candidate): Pick<RetryReport, 'notBefore'> {
  const date = facts.fact('response.date');
  if (waitSeconds === null || date.is !== 'known') return {};
  return { notBefore: new Date((date.value as number) + waitSeconds * 1000).toISOString() };
}

/** The idempotency key of a write that protects its repeat; a key that was not captured must be kept, but proves nothing. */
function keyOf({ facts, pack }: Diagnosis): 'sent' | 'perhaps' | 'none' {
  const write = facts.fact('request.isWrite');
  if (!pack?.settings.idempotency || write.is !== 'known' || write.value !== true) return 'none';
  const key = facts.fact('idempotency.state');
  if (key.is !== 'known') return 'perhaps';
  return key.value === 'absent' || key.value === 'empty' ? 'none' : 'sent';
}
