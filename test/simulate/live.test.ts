import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/causes/rule.js';
import type { DiagnoseOptions, Diagnosis } from '../../src/diagnose.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { withHistory } from '../../src/history/with-history.js';
import { canBeSimulated } from '../../src/simulate/start.js';
import { sources } from '../support/packs.js';
import { engine, exchangesOf } from './live.js';
import { type FittingRequest, requestOf } from './request-of.js';
import { sessionOf } from './sessions.js';
import { EXAMPLES, TOLD_BY_CALLS_BEFORE, UNREACHABLE } from './unreachable.js';

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

  const rules = simulated
    .flatMap((source) => source.rules)
    .filter(({ id }) => TOLD_BY_CALLS_BEFORE.includes(id));

  it.each(rules.map((source) => [source.id, source] as const))(
    '%s leads after the calls that tell it',
    async (id, { rule }) => {
      const [provider] = id.split('/') as [string];
      const exchanges = await exchangesOf(provider, sessionOf(id, rule));
      const options = await withHistory(engine, exchanges, {});
      expect(leadingOf(diagnosed(exchanges.at(-1) as Exchange, provider, options))).toBe(id);
    },
  );

  it.each([
    ['pandabase', 'pandabase/idempotency-key-lifetime', '503'],
    ['payfield', 'payfield/idempotent-already-exists', '200'],
  ])('%s: %s is said beside a call that went well, or may have', async (provider, id, wish) => {
    const rule = simulated.flatMap((source) => source.rules).find((source) => source.id === id)?.rule as Rule;
    const [exchange] = await exchangesOf(provider, [{ ...(requestOf(rule) as FittingRequest), wish }]);
    expect(diagnosed(exchange as Exchange, provider).notes.map((note) => note.rule.id)).toContain(id);
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
