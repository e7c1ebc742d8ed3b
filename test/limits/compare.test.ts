import { beforeAll, describe, expect, it } from 'vitest';
import { Arithmetic } from '../../src/limits/arithmetic.js';
import { compare, loadArithmetic } from '../../src/limits/compare.js';
import type { Comparison } from '../../src/limits/limits.js';

beforeAll(loadArithmetic);

function result(left: string, is: Comparison['is'], right: string, body: unknown, query: unknown = {}) {
  const found = compare(
    { left, is, right, cause: 'acme/x', says: '' },
    { body, query, headers: {}, answer: {}, message: 'Expected EUR.' },
  );
  return found && [found.kept, found.left, found.right, found.gap];
}

describe('two expressions side by side', () => {
  it.each([
    ['body.fee', '<=', 'body.amount * 0.3', { fee: 900, amount: 2500 }, [false, 900, 750, '150']],
    ['body.fee', '<=', 'body.amount * 3 / 10', { fee: 750, amount: 2500 }, [true, 750, 750, '0']],
    [
      'sum(body.i.map(x, x.p * x.q))',
      '==',
      'body.a',
      { i: [{ p: 0.1, q: 3 }], a: 0.3 },
      [true, 0.3, 0.3, '0.0'],
    ],
    ['sum(body.i.map(x, x.p))', '==', 'body.a', { i: [{ p: 5 }, { p: 7 }], a: 10 }, [false, 12, 10, '2']],
    ['body.a', '==', 'body.b', { a: '5000.00', b: '5000' }, [true, '5000.00', '5000', '0']],
    [
      'body.a',
      '==',
      'body.b',
      { a: '0.30000000000000000001', b: '0.3' },
      [false, '0.30000000000000000001', '0.3', '0.00000000000000000001'],
    ],
    ['body.a', '==', 'body.b', { a: '5.05', b: 5 }, [false, '5.05', 5, '0.05']],
    ['body.from', '!=', 'body.to', { from: 'm_1', to: 'm_1' }, [false, 'm_1', 'm_1', undefined]],
    ['body.from', '!=', 'body.to', { from: 'm_1', to: 'm_2' }, [true, 'm_1', 'm_2', undefined]],
    ['message.contains(body.c)', '==', 'true', { c: 'USD' }, [false, false, true, undefined]],
    ['number(body.a)', '>', '0', { a: '-1' }, [false, -1, 0, '1']],
    ['size(body.m)', '<', '3', { m: { a: 1 } }, [true, 1, 3, '2']],
  ] as const)('%s %s %s of %j', (left, is, right, body, expected) => {
    const found = result(left, is, right, body);
    expect(found?.slice(0, 3)).toEqual(expected.slice(0, 3));
    expect(String(found?.[3] ?? '').replace(/\.0+$/, '')).toBe(
      String(expected[3] ?? '').replace(/\.0+$/, ''),
    );
  });

  it('are undecided where a side is null or empty', () => {
    expect(result('body.from', '!=', 'body.to', { from: null, to: null })).toBeUndefined();
    expect(result('body.from', '!=', 'body.to', { from: '', to: '' })).toBeUndefined();
  });

  it('reads times in every unit', () => {
    const from = 'seconds(query["from"])';
    const order = (query: object) => result(from, '<=', 'seconds(query.to)', {}, query)?.[0];
    expect(order({ from: '2026-09-02', to: '2026-09-01' })).toBe(false);
    expect(order({ from: '1790000000', to: '1790000000000' })).toBe(true);
    expect(order({ from: '2026-09-01T10:00:00Z', to: '2026-09-01T12:00:00+02:00' })).toBe(true);
    expect(order({ from: 'yesterday', to: '2026-09-01' })).toBeUndefined();
    expect(order({ from: '03/09/2026', to: '2026-09-01' })).toBeUndefined();
  });

  it.each([
    ['body.none', { a: 1 }],
    ['body.a.b', { a: 1 }],
    ['sum(body.a)', { a: 'text' }],
    ['sum(body.a.map(i, i.p))', { a: [{ p: 1 }, { p: null }] }],
    ['number(body.a)', { a: '1e3' }],
  ])('decides nothing where %s of %j has no value', (left, body) => {
    expect(result(left, '==', '1', body)).toBeUndefined();
  });

  it('does not order texts', () => {
    expect(result('body.a', '<', 'body.b', { a: 'x', b: 'y' })).toBeUndefined();
  });
});

describe('an expression as it is written', async () => {
  const arithmetic = await Arithmetic.load();

  it.each(['body.a +', 'unknown(body)', 'nobody.a', `${'('.repeat(50)}1${')'.repeat(50)}`])(
    '%s is a fault',
    (text) => {
      expect(arithmetic.faultOf(text)).toMatch(/\S/);
    },
  );
  it.each(['body.a + 1', 'sum(body.list.map(i, i.a))', 'query["from"]'])('%s is none', (text) => {
    expect(arithmetic.faultOf(text)).toBeUndefined();
  });
});
