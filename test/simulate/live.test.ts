import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/causes/rule.js';
import type { DiagnoseOptions, Diagnosis } from '../../src/diagnose.js';
import type { Exchange } from '../../src/exchange/exchange.js';
import { withHistory } from '../../src/history/with-history.js';
import { canBeSimulated } from '../../src/simulate/start.js';
import { sources } from '../support/packs.js';
import { engine, exchangesOf } from './live.js';
import { type FittingRequest, requestOf } from './request-of.js';
import { roundTrip } from './round-trip.js';
import { sessionOf } from './sessions.js';
import { EXAMPLES, TOLD_BY_CALLS_BEFORE, UNREACHABLE } from './unreachable.js';

const unreachable = new Set(Object.values(UNREACHABLE).flat());
const common = sources.find(({ id }) => id === 'http')?.rules ?? [];
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
      expect(exchanges).toHaveLength(calls.length);
      const failed = exchanges.flatMap((exchange, index) => {
        const told = leadingOf(diagnosed(exchange, provider));
        const wish = calls[index]?.wish ?? '';
        return told.includes(wish) ? [] : [`${wish}: ${told[0]} leads`];
      });
      expect(failed).toEqual([]);
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
      const diagnosis = diagnosed(exchanges.at(-1) as Exchange, provider, options);
      expect(leadingOf(diagnosis)).toContain(id);
    },
  );

  it('causes that any API can have lead as well, in an envelope with codes', async () => {
    const calls = common.flatMap(({ id, rule }) => {
      const request = requestOf(rule);
      // The request of one example is captured without its body.
      const isProducible = id !== 'http/body-on-get' && roundTrip('http', id, rule) === 'leads';
      return request && isProducible ? [{ ...request, wish: id }] : [];
    });
    const exchanges = await exchangesOf('dlocal', calls);
    const told = exchanges.map((exchange) => leadingOf(engine.diagnose(exchange)));
    const failed = calls.filter(({ wish }, index) => !told[index]?.includes(wish));
    expect(failed.map(({ wish }) => wish)).toEqual([]);
  });

  it.each([
    ['pandabase', 'pandabase/idempotency-key-lifetime', '503'],
    ['payfield', 'payfield/idempotent-already-exists', '200'],
  ])('%s: %s is said beside a call that went well, or may have', async (provider, id, wish) => {
    const rule = simulated.flatMap((source) => source.rules).find((source) => source.id === id)?.rule as Rule;
    const [exchange] = await exchangesOf(provider, [{ ...(requestOf(rule) as FittingRequest), wish }]);
    expect(leadingOf(diagnosed(exchange as Exchange, provider))).toContain(id);
  });
});

/** As `errdoctor analyze` does it; where nothing names the provider, with `--provider`. */
function diagnosed(exchange: Exchange, provider: string, options: DiagnoseOptions = {}): Diagnosis {
  const alone = engine.diagnose(exchange, options);
  return alone.pack ? alone : engine.diagnose(exchange, { ...options, provider });
}

/** What leads its first fault, and what is said beside it. */
function leadingOf({ faults, notes }: Diagnosis): readonly string[] {
  const [first] = faults;
  const cause = first?.causes[0]?.candidate;
  return [...(cause ? [cause.rule.id] : []), ...notes.map(({ rule }) => rule.id)];
}
