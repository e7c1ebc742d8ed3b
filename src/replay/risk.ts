import type { Diagnosis } from '../diagnose.js';
import { idempotencyKey } from '../facts/idempotency-key.js';
import { onlyReads } from './effective-method.js';
import { isSecretText } from '../exchange/credential-ranges.js';
import { checksFor, writeRoute } from '../report/check-first.js';
import type { RetryReport } from '../report/diagnosis.js';
import { CHECK_SOMEHOW } from '../report/describe-call.js';

/** What sending a call a second time may do. */
export interface Risk {
  /** What was known before anything is sent, a sentence each; most important first. */
  readonly says: readonly string[];
  /** How to find out whether the first one went through. */
  readonly checkFirst: RetryReport['checkFirst'];
  /** The idempotency key of the call protects no longer, or nobody knows whether it does. */
  readonly outlivedKey: boolean;
}

const HOUR = 3_600_000;

/**
 * The risk of sending a call again: undefined for methods that only read (RFC 9110, section 9.2.1).
 *
 * @param now epoch milliseconds
 */
export function riskOf(diagnosis: Diagnosis, method: string, now: number): Risk | undefined {
  if (onlyReads(method)) return undefined;
  const checkFirst = checksFor(diagnosis);
  const money = writeRoute(diagnosis)?.movesMoney ? ' and may move money' : '';
  const key = keyRisk(diagnosis, now);
  return {
    says: [
      `A ${method} changes something${money}: find out first whether the captured one went through.`,
      ...(checkFirst.length === 0 ? [CHECK_SOMEHOW] : []),
      key.says,
    ],
    checkFirst,
    outlivedKey: key.outlived,
  };
}

/** Whether the idempotency key still makes the provider recognise the repeat. */
function keyRisk(
  { facts, pack }: Diagnosis,
  now: number,
): { readonly says: string; readonly outlived: boolean } {
  const key = idempotencyKey(facts);
  const settings = pack?.settings.idempotency;
  if (key.is !== 'known' || typeof key.value !== 'string' || !isSecretText(key.value))
    return {
      says: 'No idempotency key protects it: sent again it is a second operation.',
      outlived: false,
    };
  if (!settings)
    return {
      says: 'The idempotency key is kept, but nobody knows whether this API heeds it: if not, it is a second operation.',
      outlived: false,
    };
  const { lifetimeHours } = settings;
  if (lifetimeHours === undefined)
    return {
      says: 'The idempotency key is kept, but how long the provider remembers it is not documented: later the same key is a second operation.',
      outlived: true,
    };
  const kept = `The idempotency key is kept; the provider remembers it for ${lifetimeHours} hours`;
  const time = timeOf(facts);
  if (time === undefined)
    return {
      says: `${kept}, but the capture does not tell when the call was made: later the same key is a second operation.`,
      outlived: true,
    };
  const hours = (now - time) / HOUR;
  if (hours >= lifetimeHours)
    return {
      says: `${kept}, and these have passed: now the same key is a second operation.`,
      outlived: true,
    };
  return { says: `${kept}, of which ${Math.max(0, hours).toFixed(1)} have passed.`, outlived: false };
}

/** When the captured call was made: by the server's clock, else by the recorder's. */
function timeOf(facts: Diagnosis['facts']): number | undefined {
  const date = facts.fact('response.date');
  if (date.is === 'known' && typeof date.value === 'number') return date.value;
  return facts.exchange.time?.start;
}
