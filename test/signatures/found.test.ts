import { describe, expect, it } from 'vitest';
import { sources } from '../support/packs.js';
import { engineOf } from './engine.js';
import { falseProofs } from './false-proofs.js';
import { judge, judgedCases, notCalledRight, told } from './found.js';
import { rightCase } from './case.js';
import { signers } from './registry.js';

const examine = engineOf(new Map(sources.map(({ id, settings }) => [id, settings])));

describe.each([...signers.keys()])('%s', (scheme) => {
  it('calls right signatures right', async () => {
    expect(await notCalledRight(examine, scheme, 3)).toEqual([]);
  });

  it('finds planted mistakes', async () => {
    const missed: string[] = [];
    for await (const one of judgedCases(examine, scheme, { one: 5, two: 1, three: 0 }))
      if (!one.found) missed.push(told(one));
    expect(missed).toEqual([]);
  });

  it('proves nothing with another secret', async () => {
    expect((await falseProofs(examine, [scheme], 2, 1)).proven).toEqual([]);
  });
});

it('takes no word for an explanation: it must reproduce the signature', async () => {
  const signer = signers.get('payfield');
  if (!signer) throw new Error('no payfield');
  const made = rightCase('payfield', signer, 'x');
  const finding = await examine(made.capture, made.pack, made.secrets, 1);
  const explanation = { mistakes: [], key: 'k', message: 'm', secretUsed: true, bits: 256 };
  expect(judge(made, 1, { ...finding, is: 'mistake', explanations: [explanation] }).found).toBe(false);
});
