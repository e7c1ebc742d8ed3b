import type { Symptom } from './causes/symptom.js';
import type { Facts } from './facts/facts.js';
import { foundFault } from './probe/probed.js';
import { mayHaveHappened } from './facts/uncertain.js';

/** unknown: a write that may have gone through. */
export type Outcome = 'failed' | 'succeeded' | 'unknown';

/**
 * What became of the exchange. Failed: status ≥ 400, a transport error, or an envelope that says failure under any
 * status. A failed write of which nobody can say whether it was carried out is of unknown outcome.
 */
export function outcomeOf(facts: Facts, symptom: Symptom): Outcome {
  if (!hasFailed(facts, symptom)) return 'succeeded';
  // The event that a probe of a webhook sends does nothing, however it ends.
  if (facts.stated.probed?.some(({ probe }) => probe === 'webhook')) return 'failed';
  const write = facts.fact('request.isWrite');
  return write.is === 'known' && write.value === true && mayHaveHappened(facts.exchange, symptom)
    ? 'unknown'
    : 'failed';
}

/** A fault that was proved here: nobody has to answer for it to be one. */
export function isBadlySigned({ stated: { signature } }: Facts): boolean {
  return signature?.is === 'mistake' || signature?.is === 'not-found';
}

function hasFailed(facts: Facts, { status, transport, code, message }: Symptom): boolean {
  const { exchange, envelope } = facts;
  if (!exchange.response && isBadlySigned(facts)) return true;
  if (facts.stated.probed?.some(foundFault)) return true;
  if (transport || exchange.response?.isError) return true;
  if (envelope.succeeded === false) return true;
  const captured = exchange.response?.status;
  // Senders of webhooks follow no redirects.
  if (captured !== undefined) return captured >= (exchange.delivery ? 300 : 400);
  if (status !== undefined && status >= 400) return true;
  if (envelope.succeeded === true) return false;
  // A body alone: it was brought here because it failed, unless it says that it did not.
  if (exchange.response || code || message)
    return (
      Boolean(code) ||
      envelope.items.length > 0 ||
      (message !== undefined &&
        !/^(?:ok|success|succeeded|created|accepted|done|(?:request )?completed)\b/i.test(message.trim()))
    );
  return false;
}
