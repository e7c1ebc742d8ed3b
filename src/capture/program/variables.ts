import type { Lead } from './runtime.js';
import { runtimes } from './runtimes.generated.js';
import { trustVariables } from './trust-variables.js';

/**
 * The environment of a captured program: the user's own, with all that leads runtimes to the proxy and lets them trust
 * it. The program knows no exceptions, because the proxy keeps them for it.
 */
export function variablesFor(lead: Lead): Record<string, string | undefined> {
  const { env, proxy, bundle } = lead;
  return {
    ...env,
    ...Object.fromEntries(
      ['HTTP_PROXY', 'HTTPS_PROXY'].flatMap((name) =>
        [name, name.toLowerCase()].map((one) => [one, proxy.origin]),
      ),
    ),
    NO_PROXY: undefined,
    no_proxy: undefined,
    ...Object.fromEntries(trustVariables().map((name) => [name, bundle])),
    ...Object.assign({}, ...runtimes.map(({ variables }) => variables?.(lead))),
  };
}
