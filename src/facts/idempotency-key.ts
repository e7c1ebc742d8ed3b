import type { Fact, FactContext } from './fact.js';
import { headerFact, jsonFact } from './message-facts.js';

/** The idempotency key of the request, from where the pack says, else from the header of the common name. */
export function idempotencyKey(context: FactContext): Fact {
  const { header, field } = context.pack?.idempotency ?? {};
  if (field) return jsonFact(context, 'request', field, (value) => value);
  return headerFact(context.exchange, 'request', header ?? 'idempotency-key');
}
