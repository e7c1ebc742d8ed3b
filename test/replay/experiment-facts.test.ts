import { describe, expect, it } from 'vitest';
import type { TransportKind } from '../../src/exchange/exchange.js';
import { type Experiment, experimentFacts, type Observed } from '../../src/replay/experiment.js';
import type { VariationId } from '../../src/replay/variations.js';
import type { DiagnosisReport } from '../../src/report/diagnosis.js';
import { exchangeWith } from '../support/exchange.js';

/** What was seen of a call with this status, or with this failure below HTTP. */
function observed(result: number | TransportKind): Observed {
  const failed = typeof result === 'string' ? { kind: result, says: result } : undefined;
  const { response, ...exchange } = exchangeWith({ method: 'GET', status: failed ? 0 : (result as number) });
  const status = response?.status ?? 0;
  return {
    exchange: failed ? { ...exchange, transport: failed } : { ...exchange, response },
    diagnosis: {
      outcome: failed || status >= 400 ? 'failed' : 'succeeded',
      response: failed ? null : { status, code: null },
      transport: failed ?? null,
    } as DiagnosisReport,
  };
}

function facts(base: number, results: Partial<Record<VariationId, number | TransportKind>>) {
  const experiments = Object.entries(results).map(
    ([id, result]): Experiment => ({ id: id as VariationId, what: id, ...observed(result) }),
  );
  return experimentFacts(experiments, observed(base));
}

describe('what experiments tell', () => {
  it('an address family that passes, where the other was refused', () => {
    expect(facts(403, { ipv4: 200, ipv6: 403 })).toEqual({ 'experiment.onlyFamily': 'IPv4' });
    expect(facts(403, { ipv4: 403, ipv6: 200 })).toEqual({ 'experiment.onlyFamily': 'IPv6' });
    expect(facts(504, { ipv4: 200, ipv6: 'timeout' })).toEqual({ 'experiment.onlyFamily': 'IPv4' });
  });

  it('nothing of a family that this machine or the host does not have', () => {
    expect(facts(403, { ipv4: 200, ipv6: 'dns' })).toEqual({});
    expect(facts(403, { ipv4: 200, ipv6: 'connect' })).toEqual({});
    expect(facts(403, { ipv4: 403, ipv6: 403 })).toEqual({});
  });

  it('whether the credential matters, only where both tests were answered', () => {
    const alike = { 'no-credential': 403, 'wrong-credential': 403 } as const;
    expect(facts(403, alike)['experiment.credentialMatters']).toBe(false);
    expect(facts(403, { ...alike, 'wrong-credential': 401 })['experiment.credentialMatters']).toBe(true);
    expect(facts(403, { 'no-credential': 401 })).toEqual({});
    expect(facts(403, { ...alike, 'no-credential': 'reset' })).toEqual({});
  });

  it('nothing of a call that went through', () => {
    expect(facts(200, { 'plain-user-agent': 200, ipv4: 200, ipv6: 403 })).toEqual({});
  });
});
