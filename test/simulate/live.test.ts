import { describe, expect, it } from 'vitest';
import type { DiagnoseOptions, Diagnosis } from '../../src/diagnose.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { withHistory } from '../../src/history/with-history.js';
import { canBeSimulated } from '../../src/simulate/start.js';
import { sources } from '../support/packs.js';
import { engine, exchangesOf } from './live.js';
import { requestOf, sessionOf } from './request-of.js';
import { EXAMPLES, TOLD_BY_HISTORY, UNREACHABLE } from './unreachable.js';

const unreachable = new Set(Object.values(UNREACHABLE).flat());
const simulated = sources.filter(({ settings }) => canBeSimulated(settings));

describe('curl at the simulator', () => {
  it.each(simulated.map((source) => [source.id, source] as const))(
    '%s: the cause that was wished for leads',
    async (provider, { rules }) => {
      const calls = rules.flatMap(({ id, rule }) => {
        const request = unreachable.has(id) ? undefined : requestOf(rule, EXAMPLES[id]);
        return request ? [{ ...request, wish: id }] : [];
      });
      const exchanges = await exchangesOf(provider, calls);
      const leading = exchanges.map((exchange) => leadingOf(diagnosed(exchange, provider)));
      expect(leading).toEqual(calls.map(({ wish }) => wish));
    },
  );

  it.each(TOLD_BY_HISTORY)('%s leads after the calls that tell it', async (id) => {
    const [provider] = id.split('/') as [string];
    const rule = sources.flatMap(({ rules }) => rules).find((one) => one.id === id)?.rule;
    const session = rule ? sessionOf(rule) : [];
    const calls = session.map((call, index) => ({
      ...call,
      wish: index < session.length - 1 ? call.status : id,
    }));
    const exchanges = await exchangesOf(provider, calls);
    const last = exchanges.at(-1) as Exchange;
    expect(leadingOf(diagnosed(last, provider, await withHistory(engine, exchanges, {})))).toBe(id);
  });
});

/** As `errdoctor analyze` does it; where nothing names the provider, with `--provider`. */
function diagnosed(exchange: Exchange, provider: string, options: DiagnoseOptions = {}): Diagnosis {
  const alone = engine.diagnose(exchange, options);
  return alone.pack ? alone : engine.diagnose(exchange, { ...options, provider });
}

function leadingOf({ faults, notes }: Diagnosis): string | undefined {
  const [first] = [...faults.flatMap(({ causes }) => causes[0]?.candidate ?? []), ...notes];
  return first?.rule.id;
}
