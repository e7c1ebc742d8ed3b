import type { Random } from '../accuracy/random.js';
import type { Call } from './call.js';
import { jsonBody, maybeQuery, path } from './values.js';

/** A request of the user's program to an API that takes JSON. */
export function jsonRequest(
  random: Random,
  to: { readonly host: string; readonly base: string; readonly resources: readonly string[] },
): Call {
  const method = random.pick(['GET', 'POST', 'POST', 'PUT', 'DELETE']);
  const takesBody = method === 'POST' || method === 'PUT';
  return {
    method,
    host: to.host,
    path: path(random, to.base, to.resources),
    ...maybeQuery(random, takesBody ? 0.15 : 0.6),
    headers: takesBody ? [['Content-Type', 'application/json']] : [],
    ...(takesBody && { body: jsonBody(random) }),
  };
}
