import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../src/outcome.js';
import type { TransportFailure } from '../src/exchange/exchange.js';
import { Facts } from '../src/facts/facts.js';
import { exchangeWith } from './support/exchange.js';

const cut: TransportFailure = { kind: 'reset', says: 'transfer closed with 464 bytes remaining to read' };

const outcome = (status: number | undefined, transport?: TransportFailure, method = 'POST') => {
  const { response, ...rest } = exchangeWith({ method, ...(status !== undefined && { status }) });
  const exchange = { ...rest, transport, ...(status !== undefined && { response }) };
  return outcomeOf(new Facts(exchange, undefined, {}), {
    code: undefined,
    message: undefined,
    status,
    transport: transport?.kind,
  });
};

describe('a write', () => {
  it.each([
    ['refused', 400, undefined, 'failed'],
    ['that broke the server', 500, undefined, 'unknown'],
    ['that timed out', 408, undefined, 'unknown'],
    ['without an answer', undefined, cut, 'unknown'],
    ['refused in an answer that was cut', 400, cut, 'failed'],
    ['that broke the server, in an answer that was cut', 502, cut, 'unknown'],
    ['done, in an answer that was cut', 201, cut, 'unknown'],
    ['without a connection', undefined, { kind: 'connect', says: 'refused' } as const, 'failed'],
  ] as const)('%s', (_, status, transport, expected) => {
    expect(outcome(status, transport)).toBe(expected);
  });
});

it('of a read is known even without an answer', () => {
  expect(outcome(undefined, cut, 'GET')).toBe('failed');
});
