import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MaterialData } from '../../src/signing/material.js';
import { defineMistakes, type MistakeFamily } from '../../src/signing/mistake.js';
import type { Scheme } from '../../src/signing/scheme.js';
import { Search, type SearchInput } from '../../src/signing/search.js';

const SECRET = 'shop_errdoctor_0001';
const scheme: Scheme = {
  name: 'request signature',
  by: 'client',
  mac: 'hmac-sha256',
  message: { join: '.', of: [{ method: true }, { body: true }] },
  encode: 'hex',
  at: { header: 'x-shop-signature' },
  causes: {},
  references: [],
};
const material: MaterialData = {
  method: 'POST',
  url: 'https://api.shop.example/v1',
  host: 'api.shop.example',
  path: '/v1',
  query: '',
  body: '{}',
  wireBody: '{}',
  bodyIsExact: true,
  headers: [],
  unseen: [],
};
const words = { done: 'made wrong', fix: 'Make it right.' };
/** What may go wrong with the method, the body and the secret, more and less often. */
const families: readonly MistakeFamily[] = [
  defineMistakes({
    mistakes: {
      rare: { often: 'low', ...words },
      common: { often: 'high', ...words },
      usual: { often: 'medium', ...words },
      numerous: { often: 'high', ...words },
    },
    atoms: {
      method: () => [
        { id: 'rare', value: 'GET' },
        { id: 'common', value: 'post' },
      ],
      body: () => [
        { id: 'usual', value: '{ }' },
        { id: 'numerous', value: '1', alone: true },
        { id: 'numerous', value: '2', alone: true },
      ],
      secret: () => [{ id: 'usual', value: 'other' }],
    },
  }),
];
const mac = (message: string, key = SECRET) =>
  createHmac('sha256', key).update(message).digest().toString('latin1');
const searchFor = (parts: Partial<SearchInput>) =>
  new Search(
    { scheme, material, tokens: {}, secret: SECRET, otherSecrets: [], targets: [], ...parts },
    families,
  );
const lookingFor = (...signatures: string[]) =>
  searchFor({ targets: signatures.map((bytes) => ({ bytes, mistakes: [] })) });
const NO_END = { number: 0, of: 1, deadline: Number.POSITIVE_INFINITY };

/** What a level finds, by the ids of its mistakes and the number of the signature. */
function found(search: Search, level: number, share: Partial<typeof NO_END> & { stop?: Int32Array } = {}) {
  const { matches, tried, finished } = search.run({ level, ...NO_END, ...share });
  const ids = matches.map(({ singles, target }) => [
    ...singles.map((one) => search.singles[one]?.id),
    target,
  ]);
  return { ids, tried, finished };
}

describe('what is tried', () => {
  it('is the most common first, and what comes by the thousand last', () => {
    const { singles } = lookingFor();
    expect(singles.map(({ id }) => id)).toEqual(['common', 'usual', 'usual', 'rare', 'numerous', 'numerous']);
  });

  it('is counted by level, without combinations of what comes by the thousand', () => {
    const search = lookingFor();
    expect([1, 2, 3].map((level) => search.candidates(level))).toEqual([6, 6, 4]);
    // Two mistakes of one part cannot meet, so that fewer are tried than there are at most.
    expect([0, 1, 2, 3].map((level) => found(search, level).tried)).toEqual([1, 6, 5, 2]);
  });
});

describe('a search', () => {
  it('finds what was signed by its mistakes', () => {
    expect(found(lookingFor(mac('POST.{}')), 0)).toEqual({ ids: [[0]], tried: 1, finished: true });
    expect(found(lookingFor(mac('post.{}')), 1).ids).toEqual([['common', 0]]);
    expect(found(lookingFor(mac('POST.2')), 1).ids).toEqual([['numerous', 0]]);
    expect(found(lookingFor(mac('POST.{}', 'other')), 1).ids).toEqual([['usual', 0]]);
    expect(found(lookingFor(mac('GET.{ }')), 2).ids).toEqual([['usual', 'rare', 0]]);
    expect(found(lookingFor(mac('post.{ }', 'other')), 3).ids).toEqual([['common', 'usual', 'usual', 0]]);
    expect(found(lookingFor(mac('GET.2')), 2).ids).toEqual([]);
    expect(found(lookingFor(mac('post.{}')), 0).ids).toEqual([]);
  });

  it('tells which of several signatures it is, and takes one that was cut', () => {
    const other = 'x'.repeat(32);
    expect(found(lookingFor(other, mac('post.{}')), 1).ids).toEqual([['common', 1]]);
    expect(found(lookingFor(mac('post.{}').slice(0, 16)), 1).ids).toEqual([['common', 0]]);
    expect(found(lookingFor(`${mac('post.{}')}x`), 1).ids).toEqual([]);
    expect(found(lookingFor(mac('post.{}').slice(1)), 1).ids).toEqual([]);
  });

  it('compares texts in place of digests, and then only what is in them', () => {
    const search = searchFor({ messages: ['GET.{}', 'post.{ }'] });
    expect(search.singles.map(({ id }) => id)).toEqual(['common', 'usual', 'rare', 'numerous', 'numerous']);
    expect(found(search, 1).ids).toEqual([['rare', 0]]);
    expect(found(search, 2).ids).toEqual([['common', 'usual', 1]]);
  });
});

describe('the shares of a search', () => {
  it.each([0, 1, 2, 3])('of level %s are the whole together, each once', (level) => {
    const search = lookingFor(mac('post.{}'), mac('post.{ }'), mac('GET.{ }', 'other'));
    const shares = [0, 1, 2].map((number) => found(search, level, { number, of: 3 }));
    const whole = found(search, level);
    expect(shares.flatMap(({ ids }) => ids).sort()).toEqual([...whole.ids].sort());
    expect(shares.reduce((sum, { tried }) => sum + tried, 0)).toBe(whole.tried);
  });
});

describe('a search that has to end', () => {
  /** So large a body that the clock is looked at after each candidate. */
  const large = { ...material, body: 'x'.repeat(9_000_000) };
  const search = searchFor({ material: large, messages: ['none'] });

  it('stops when the time is up, and says so', () => {
    expect(found(search, 1, { deadline: 0 })).toEqual({ ids: [], tried: 1, finished: false });
    expect(found(search, 1)).toMatchObject({ tried: 5, finished: true });
  });

  it('stops when it is told to', () => {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    expect(found(search, 1, { stop })).toMatchObject({ finished: true });
    stop[0] = 1;
    expect(found(search, 1, { stop })).toEqual({ ids: [], tried: 1, finished: false });
  });

  it('tells how far it came', () => {
    const told: number[] = [];
    search.run({ level: 1, ...NO_END }, (tried) => told.push(tried));
    expect(told).toEqual([1, 2, 3, 4, 5]);
  });
});
