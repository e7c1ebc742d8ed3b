import { describe, expect, it } from 'vitest';
import parameters from '../../../src/signing/mistakes/parameters.js';
import type { JoinPart } from '../../../src/signing/mistake.js';
import type { Atom, PairsStep } from '../../../src/signing/scheme.js';
import { contextOf, named, resultsOf, variantsOf } from '../family.js';

describe('mistakes with the parameters', () => {
  const query: Atom = { query: true };

  it.each<[Atom, string, string, string]>([
    [query, 'b=1&a=2&a=1', 'a=2&a=1&b=1', 'can-param-sort: sorted by name'],
    [query, 'b=1&a=2&a=1', 'a=1&a=2&b=1', 'can-param-sort: sorted by name and value'],
    [query, 'b=1&a=1&a-=2', 'a-=2&a=1&b=1', 'can-param-sort: sorted as whole pairs'],
    [{ body: true }, 'b=1&a=2', 'a=2&b=1', 'can-param-sort: sorted by name'],
    [{ target: true }, '/p?b=1&a=2', '/p?a=2&b=1', 'can-param-sort: sorted by name'],
    [{ url: true }, 'https://h/p?b=1&a=2', 'https://h/p?a=2&b=1', 'can-param-sort: sorted by name'],
  ])('%j %s was signed as %s', (atom, sent, signed, expected) => {
    expect(named(variantsOf(parameters, atom, sent), signed)).toContain(expected);
  });

  it('are not sorted before a step that sorts them', () => {
    const atom = { query: true, then: [{ pairs: { pair: '=', join: '&', sort: 'name' } }] } as const;
    expect(variantsOf(parameters, atom, 'b=1').map(({ id }) => id)).not.toContain('can-param-sort');
  });

  it('body and query take each other’s place', () => {
    const setting = { material: { query: 'a=1', body: '{}' } };
    expect(variantsOf(parameters, { body: true }, '{}', setting)).toEqual([
      { id: 'par-placement', detail: 'the query string in place of the body', value: 'a=1' },
      { id: 'par-placement', detail: 'query string and body joined by &', value: 'a=1&{}' },
    ]);
    const placed = variantsOf(parameters, query, 'a=1', setting).filter(({ id }) => id === 'par-placement');
    expect(placed.map(({ value }) => value)).toEqual(['{}', 'a=1&{}']);
    expect(variantsOf(parameters, { body: true }, '{}', { material: { query: '' } })).toEqual([]);
    expect(variantsOf(parameters, query, '', { material: { body: '' } })).toEqual([]);
  });

  it('some were added after signing', () => {
    const setting = { scheme: { at: { param: 'signature' } }, material: { body: '' } };
    const left = variantsOf(parameters, query, 'a=1&b=2&signature=x&c=3', setting)
      .filter(({ id }) => id === 'par-sig-position')
      .map(({ detail, value }) => [value, detail]);
    expect(left).toEqual([
      ['a=1&b=2', 'without the parameters that stand after the signature'],
      ['b=2&signature=x&c=3', 'without the parameter a'],
      ['a=1&signature=x&c=3', 'without the parameter b'],
      ['a=1&b=2&signature=x', 'without the parameter c'],
    ]);
  });
});

describe('mistakes with pairs', () => {
  const query: PairsStep = { pair: '=', join: '&', sort: 'pair', encode: 'rfc3986' };
  const glued: PairsStep = { pair: '', join: '', sort: 'name', encode: 'none' };

  it.each<[PairsStep, string, string, string]>([
    [query, 'b=1&a=2', 'b=1&a=2', 'can-param-sort: in the order in which they were sent'],
    [query, 'a=2&a=1', 'a=2&a=1', 'can-param-sort: sorted by name'],
    [query, 'a=1&%C3%A9=2', 'a=1&%C3%A9=2', 'can-param-sort: sorted before they were encoded'],
    [query, 'a=1&B=2', 'a=1&B=2', 'can-param-sort: sorted without regard to case'],
    [query, 'a=1&a-=2', 'a-=2&a=1', 'can-param-sort: sorted as whole pairs'],
    [{ pair: '=', join: '&' }, 'b=1&a=2', 'a=2&b=1', 'can-param-sort: sorted by name'],
    [glued, 'b=1&a=2', '21', 'can-sorted-wrongly: the values of the parameters alone'],
    [glued, 'b=1&a=2', 'a=2&b=1', 'can-sorted-wrongly: the parameters written as a query string'],
    [glued, 'b=1&a=2', 'a=2b=1', 'can-sorted-wrongly: nothing between the parameters'],
    [query, 'b=1&a=2', 'a2b1', 'can-sorted-wrongly: nothing between names and values'],
  ])('%j %s was signed as %s', (pairs, sent, signed, expected) => {
    expect(named(resultsOf(parameters, [{ pairs }], sent), signed)).toContain(expected);
  });

  it('the signature parameter was there already, empty', () => {
    const steps = [{ pairs: { pair: '=', join: '&', without: ['signature'] } }];
    const setting = { scheme: { at: { param: 'signature' } } };
    expect(named(resultsOf(parameters, steps, 'a=1&signature=x', setting), 'a=1&signature=')).toEqual([
      'par-sig-position: with an empty signature parameter left in',
    ]);
  });
});

describe('fields with fixed places', () => {
  const part = (label: string, value: string) => ({ atom: 'field', label, value }) as const;
  const parts = [part('item.reference', 'r'), part('item.amount.value', '5'), part('item.event', 'e')];
  const layouts = (of: readonly JoinPart[]) => [...(parameters.layouts?.(':', of, contextOf(), true) ?? [])];

  it('were sorted', () => {
    const values = parts.map(({ value }) => value);
    expect(
      layouts(parts).map((layout) => ['write' in layout && layout.write(values, ':'), layout.detail]),
    ).toEqual([
      ['e:r:5', 'the fields sorted by name'],
      ['event:reference:value:e:r:5', 'the sorted names before the values'],
      ['event=e&reference=r&value=5', 'the fields sorted by name and written as a query string'],
    ]);
  });

  it('are not a method and a body', () => {
    expect(layouts([...parts, { atom: 'body', label: 'body', value: '' }])).toEqual([]);
  });
});
