import type { RuleText } from '../causes/compiled.js';
import type { Candidate } from '../causes/match-rule.js';
import { pathParameters } from '../causes/path-template.js';
import type { Diagnosis } from '../diagnose.js';
import type { RetryReport } from './diagnosis.js';
import { fill } from './words.js';

/** When this call may be sent again: the rule's word, filled in from the answer and the provider's policy. */
export function retryReport({ retry }: RuleText, candidate: Candidate, diagnosis: Diagnosis): RetryReport {
  const { facts, pack, trigger } = candidate;
  // Nobody knows whether the first one went through, and no key protects a second one.
  const unsure = diagnosis.outcome === 'unknown' && keyOf(diagnosis) !== 'sent';
  const waits = retry.when === 'now' || retry.when === 'after-wait';
  // The provider's policy is for faults of its service; a code that asks to wait means hours, or another state.
  const policy = waits && (trigger === 'status' || trigger === 'transport') ? pack.settings.retry : undefined;
  return {
    when: unsure && retry.when !== 'never' ? 'after-check' : retry.when,
    why: fill(retry.why, facts),
    waitSeconds: waitOf(retry.wait, candidate) ?? policy?.waitsSeconds?.[0] ?? null,
    maxAttempts: retry.maxAttempts ?? policy?.maxAttempts ?? null,
    sameIdempotencyKey:
      retry.when !== 'never' && retry.when !== 'after-fix' && keyOf(diagnosis) !== 'none' ? true : null,
    checkFirst: diagnosis.outcome === 'unknown' || retry.when === 'after-check' ? checks(diagnosis) : [],
    basis: retry.basis ?? 'documented',
  };
}

function waitOf(wait: number | string | undefined, { facts }: Candidate): number | undefined {
  if (typeof wait !== 'string') return wait;
  const fact = facts.fact(wait);
  return fact.is === 'known' && typeof fact.value === 'number' ? fact.value : undefined;
}

/** The idempotency key of a write that protects its repeat; a key that was not captured must be kept, but proves nothing. */
function keyOf({ facts, pack }: Diagnosis): 'sent' | 'perhaps' | 'none' {
  const write = facts.fact('request.isWrite');
  if (!pack?.settings.idempotency || write.is !== 'known' || write.value !== true) return 'none';
  const key = facts.fact('idempotency.state');
  if (key.is !== 'known') return 'perhaps';
  return key.value === 'absent' ? 'none' : 'sent';
}

/** The requests that show whether a write went through, by the first route of the pack that fits. */
function checks({ pack, facts }: Diagnosis): RetryReport['checkFirst'] {
  const method = facts.fact('request.method');
  const path = facts.fact('request.path');
  if (method.is !== 'known' || path.is !== 'known') return [];
  for (const route of pack?.settings.writes ?? []) {
    const parameters = route.method === method.value && pathParameters(route.path, String(path.value));
    if (!parameters) continue;
    const named = (text: string) =>
      text.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
    return route.checkFirst.map((check) => ({
      method: check.method,
      url: named(check.url),
      lookFor: named(check.lookFor),
    }));
  }
  return [];
}
