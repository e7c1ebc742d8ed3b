import { describe, expect, it } from 'vitest';
import { lintSignatures } from '../../src/causes/lint-signatures.js';
import type { PackSettings } from '../../src/causes/pack.js';
import { schemeFaults } from '../../src/causes/scheme-faults.js';
import { schemaFaults } from '../../src/causes/schema-faults.js';
import type { Scheme } from '../../src/signing/scheme.js';
import { sources } from '../support/packs.js';

const sound: Scheme = {
  name: 'request signature',
  by: 'client',
  mac: 'hmac-sha256',
  message: { join: '.', of: [{ time: true }, { part: 'payload' }] },
  parts: { payload: { body: true, then: ['sha256', 'hex'] } },
  encode: 'hex',
  at: { header: 'x-signature', value: 't={time},k={key},v1={signature}', separator: ',' },
  time: { from: { token: 'time' }, unit: ['s'] },
  causes: { '*': 'acmepay/signature-refused' },
  references: ['https://docs.acmepay.example'],
};
const faults = (change: object) =>
  schemeFaults({ ...sound, ...change } as Scheme).map(([keys, says]) => `${keys.join('.')}: ${says}`);

describe('the structure of a scheme', () => {
  it('is sound in every pack of the repository', () => {
    for (const { settings } of sources)
      for (const scheme of Object.values(settings.signatures ?? {})) expect(schemeFaults(scheme)).toEqual([]);
    expect(faults({})).toEqual([]);
  });

  it.each([
    [
      { message: { path: true, query: true } },
      'message: a part names exactly one place or operation; this one names path and query',
    ],
    [
      { message: { then: ['upper'] } },
      'message: a part names exactly one place or operation; this one names none',
    ],
    [
      { key: { join: '', of: [{ secret: true }, {}] } },
      'key.of.1: a part names exactly one place or operation; this one names none',
    ],
    [{ message: { join: '.' } }, 'message: join needs of'],
    [{ message: { body: true, of: [] } }, 'message: body takes no of'],
    [{ key: { hmac: 'sha256', of: { secret: true } } }, 'key: hmac needs key'],
    [{ message: { part: 'other' } }, 'message: there is no part named other'],
    [{ message: { token: 'nonce' } }, 'message.token: at.value holds no item {nonce} beside the signature'],
    [
      { message: { token: 'signature' } },
      'message.token: at.value holds no item {signature} beside the signature',
    ],
    [{ message: { time: true }, time: undefined }, 'message: the scheme has no time'],
    [{ time: { from: { time: true }, unit: ['s'] } }, 'time.from: the time is taken from itself'],
    [{ at: { header: 'x-signature', value: 'v1={sig}' } }, 'at.value: holds no {signature}'],
    [{ message: { body: true, then: [{ split: ',' }] } }, 'message.then.0: split needs at'],
    [{ message: { body: true, then: [{ unprefix: 'a', at: 1 }] } }, 'message.then.0: unprefix takes no at'],
    [
      { message: { body: true, then: [{ at: 1 }] } },
      'message.then.0: a step is exactly one of unprefix, split, encodePath, pairs or a word',
    ],
  ])('%j is told: %s', (change, says) => expect(faults(change)).toContain(says));

  it('holds no part that holds itself, and none too large', () => {
    const circle = { one: { join: '', of: [{ part: 'two' }] }, two: { part: 'one' } };
    expect(faults({ parts: circle, message: { part: 'one' } })).toContain(
      'parts.two: the part one holds itself',
    );
    const layers = Object.fromEntries(
      Array.from({ length: 12 }, (_, layer) => [
        `p${layer}`,
        { join: '', of: Array.from({ length: 12 }, () => (layer === 0 ? 'x' : { part: `p${layer - 1}` })) },
      ]),
    );
    expect(faults({ parts: layers, message: { part: 'p11' } })).toEqual([': has more than 300 parts']);
  });

  it('fits the schema down to the innermost part', () => {
    const pack = (message: unknown) => ({
      name: 'Acmepay',
      recognise: {},
      environments: {},
      references: {},
      signatures: { request: { ...sound, message } },
    });
    expect(schemaFaults(pack(sound.message), 'pack')).toEqual([]);
    for (const wrong of [
      { join: '', of: [{ join: '', of: [{ nowhere: true }] }] },
      { join: '', of: [7] },
      { choose: { method: true }, of: { GET: { body: 'yes' } } },
      { hmac: 'sha256', key: { secret: true }, of: [{ body: true }] },
      { body: true, then: ['rot13'] },
    ])
      expect(schemaFaults(pack(wrong), 'pack'), JSON.stringify(wrong)).not.toEqual([]);
  });
});

describe('the causes of a scheme', () => {
  const told = (causes: Record<string, string>) =>
    lintSignatures({
      id: 'acmepay',
      settings: { signatures: { request: { ...sound, causes } } } as unknown as PackSettings,
      rules: [{ id: 'acmepay/signature-refused' }] as never,
    }).map(({ says }) => says);

  it('are rules of the pack, with one for what is left', () => {
    expect(told({ '*': 'acmepay/signature-refused', 'alg-*': 'acmepay/signature-refused' })).toEqual([]);
    expect(told({ 'alg-*': 'acmepay/signature-refused' })).toEqual([
      'signatures.request.causes: nothing is said of all other mistakes: "*"',
    ]);
    expect(told({ '*': 'acmepay/other', 'Alg *': 'acmepay/signature-refused' })).toEqual([
      'signatures.request.causes: the pack has no rule acmepay/other',
      'signatures.request.causes: Alg * names no mistake',
    ]);
  });
});
