import type { Random } from '../accuracy/random.js';
import type { Call } from './call.js';
import { jsonBody, maybeQuery } from './values.js';

/** A webhook as it arrives at the user's endpoint. */
export function delivery(
  random: Random,
  headers: readonly (readonly [string, string])[],
): Call & { body: string } {
  return {
    method: 'POST',
    host: random.pick(['hooks.shop.example', 'api.acme.example']),
    path: random.pick(['/webhooks', '/webhooks/', '/v1/hooks/payments', '/api/callback']),
    ...maybeQuery(random, 0.2),
    headers: [['Content-Type', 'application/json'], ...headers],
    body: jsonBody(random),
  };
}
