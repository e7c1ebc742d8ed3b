import { describe, expect, it } from 'vitest';
import { loadEngine } from '../../src/causes/engine.js';
import { type Authority, createAuthority } from '../../src/certificates/authority.js';
import type { Diagnosis } from '../../src/diagnose.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { canBeSimulated, startSimulator } from '../../src/simulate/start.js';
import { sources } from '../support/packs.js';
import { hostOf, traceCalls } from './call-curl.js';
import { type FittingRequest, requestOf } from './request-of.js';
import { EXAMPLES, UNREACHABLE } from './unreachable.js';

const unreachable = new Set(Object.values(UNREACHABLE).flat());
const [engine, authority] = await Promise.all([loadEngine({ all: true }), createAuthority()]);
const simulated = sources.filter(({ settings }) => canBeSimulated(settings));

describe('curl at the simulator', () => {
  it.each(simulated.map((source) => [source.id, source] as const))(
    '%s: the cause that was wished for leads',
    async (provider, { rules }) => {
      const wished = rules.flatMap(({ id, rule }) => {
        const request = unreachable.has(id) ? undefined : requestOf(rule, EXAMPLES[id]);
        return request ? [{ id, request }] : [];
      });
      const capture = await captured(provider, wished);
      const { exchanges } = readInput(new Input('trace', capture), formats);
      expect(exchanges).toHaveLength(wished.length);
      await engine.prepare(exchanges);
      const failed = exchanges.flatMap((exchange, index) => {
        const id = wished[index]?.id;
        const { faults, notes } = diagnosed(exchange, provider);
        const [leading] = [...faults.flatMap(({ causes }) => causes[0]?.candidate ?? []), ...notes];
        return leading?.rule.id === id ? [] : [`${id}: ${leading?.rule.id ?? 'nothing'} leads`];
      });
      expect(failed).toEqual([]);
    },
  );
});

/** As `errdoctor analyze` does it; where nothing names the provider, with `--provider`. */
function diagnosed(exchange: Exchange, provider: string): Diagnosis {
  const alone = engine.diagnose(exchange);
  return alone.pack ? alone : engine.diagnose(exchange, { provider });
}

/** What curl shows of these calls, each at the time of its example. */
async function captured(
  provider: string,
  wished: readonly { id: string; request: FittingRequest }[],
): Promise<Buffer> {
  let served = 0;
  const simulator = await startSimulator(engine, {
    provider,
    tls: { authority: forHosts(wished.map(({ request }) => hostOf(request.lines))) },
    clock: () => Date.parse(wished[served]?.request.date as string),
    served: ({ request }) => {
      if (request) served++;
    },
  });
  try {
    const calls = wished.map(({ id, request }) => ({ lines: request.lines, wish: id }));
    return await traceCalls(calls, { port: simulator.port, authority: authority.certificate });
  } finally {
    await simulator.close();
  }
}

/** Deliveries go to hosts of anybody, which the certificate must name as well. */
function forHosts(hosts: readonly string[]): Authority {
  const names = hosts.map((host) => host.replace(/:\d+$/, ''));
  return { ...authority, issue: (own) => authority.issue([...new Set([...own, ...names])]) };
}
