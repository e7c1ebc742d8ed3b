import type { WriteRoute } from '../causes/pack.js';
import { pathParameters } from '../causes/path-template.js';
import type { Diagnosis } from '../diagnose.js';
import type { RetryReport } from './diagnosis.js';
import { fill, fillUrl } from './words.js';

/** The first write of the pack that this request is. */
export function writeRoute({ pack, facts }: Diagnosis): WriteRoute | undefined {
  const method = facts.fact('request.method');
  const path = facts.fact('request.path');
  if (method.is !== 'known' || path.is !== 'known') return undefined;
  return pack?.settings.writes?.find(
    (route) => route.method === method.value && pathParameters(route.path, String(path.value)),
  );
}

/**
 * The requests that show whether a write went through, with the path's parameters and the facts of this request filled in:
 * its own ids and amounts.
 */
export function checksFor(diagnosis: Diagnosis): RetryReport['checkFirst'] {
  const route = writeRoute(diagnosis);
  const path = diagnosis.facts.fact('request.path');
  if (!route || path.is !== 'known') return [];
  const parameters = pathParameters(route.path, String(path.value)) ?? {};
  const named = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => parameters[name] ?? whole);
  return route.checkFirst.map(({ method, url, lookFor }) => ({
    method,
    url: fillUrl(named(url), diagnosis.facts),
    lookFor: fill(named(lookFor), diagnosis.facts),
  }));
}
