import { loadEngine } from '../../src/causes/engine.js';
import { type Authority, createAuthority } from '../../src/certificates/authority.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { startSimulator } from '../../src/simulate/start.js';
import { hostOf, traceCalls } from './call-curl.js';
import type { FittingRequest } from './request-of.js';

export const [engine, authority] = await Promise.all([loadEngine({ all: true }), createAuthority()]);

/** A request, and what the simulator is asked to answer. */
export interface WishedCall extends FittingRequest {
  readonly wish: string;
}

/** What curl shows of these calls at the simulator, each at its own time by the server's clock. */
export async function exchangesOf(
  provider: string,
  calls: readonly WishedCall[],
): Promise<readonly Exchange[]> {
  let served = 0;
  const { port, close } = await startSimulator(engine, {
    provider,
    tls: { authority: forHosts(calls.map(({ lines }) => hostOf(lines))) },
    clock: () => Date.parse(calls[served]?.date as string),
    served: ({ request }) => {
      if (request) served++;
    },
  });
  try {
    const trace = await traceCalls(calls, { port, authority: authority.certificate });
    const { exchanges } = readInput(new Input('trace', trace), formats);
    await engine.prepare(exchanges);
    return exchanges;
  } finally {
    await close();
  }
}

/** Deliveries go to hosts of anybody, which the certificate must name as well. */
function forHosts(hosts: readonly string[]): Authority {
  const names = hosts.map((host) => host.replace(/:\d+$/, ''));
  return { ...authority, issue: (own) => authority.issue([...new Set([...own, ...names])]) };
}
