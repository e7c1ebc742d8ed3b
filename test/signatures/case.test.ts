import { describe, expect, it } from 'vitest';
import { formats } from '../../src/input/formats.generated.js';
import { Input } from '../../src/input/input.js';
import { readInput } from '../../src/input/read-input.js';
import { Random } from '../accuracy/random.js';
import { plantedCase, rightCase } from './case.js';
import { families, signers } from './registry.js';
import { canonical } from './recipe.js';

describe.each([...signers])('%s', (scheme, signer) => {
  it('is captured byte for byte', () => {
    for (let index = 0; index < 10; index++) {
      const { capture } = rightCase(scheme, signer, `bytes ${index}`);
      const { exchanges } = readInput(new Input('case', capture), formats);
      expect(exchanges).toHaveLength(1);
      const [{ request, response } = {}] = exchanges;
      expect(response?.status).toBe(401);
      const body = request?.body.is === 'bytes' ? Buffer.from(request.body.wire).toString('latin1') : '';
      const [head = '', ...rest] =
        capture.toString('latin1').split('\r\nHTTP/1.1 401')[0]?.split('\r\n\r\n') ?? [];
      expect(head).not.toBe('');
      expect(body).toBe(rest.join('\r\n\r\n'));
      if (request?.body.is === 'bytes') expect(request.body.exact).toBe(true);
    }
  });

  it('takes one, two and three mistakes', () => {
    for (const count of [1, 2, 3]) {
      const seeds = Array.from({ length: 40 }, (_, index) => `${scheme} ${index}`);
      const cases = seeds.flatMap((seed) => plantedCase(scheme, signer, count, seed) ?? []);
      expect(cases.length).toBeGreaterThan(20);
      expect(cases.every(({ planted }) => planted.length === count)).toBe(true);
    }
  });
});

it('makes the same case from the same seed', () => {
  const [[scheme, signer]] = signers as unknown as [[string, Parameters<typeof rightCase>[1]]];
  expect(rightCase(scheme, signer, 'x')).toEqual(rightCase(scheme, signer, 'x'));
});

it('signs what the documentation says, piece by piece', () => {
  const draft = signers.get('slack')?.draft(new Random('x'));
  if (!draft) throw new Error('no slack');
  expect(canonical(draft.recipe)).toBe(`v0:${draft.recipe.parts.time}:${draft.call.body}`);
});

it('plants every mistake that it knows in some scheme', () => {
  const planted = new Set<string>();
  for (const [scheme, signer] of signers) {
    for (let index = 0; index < 300; index++) {
      for (const { id } of plantedCase(scheme, signer, 1, `${scheme} ${index}`)?.planted ?? [])
        planted.add(id);
    }
  }
  const known = [...families.values()].flat().map(({ id }) => id);
  expect([...planted].sort()).toEqual([...new Set(known)].sort());
});
