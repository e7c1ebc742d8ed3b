import { describe, expect, it } from 'vitest';
import type { Material } from '../../src/signing/material.js';
import type { Step } from '../../src/signing/scheme.js';
import { applyStep, applySteps, isDigest } from '../../src/signing/steps.js';

const material = {
  header: (name: string) => ({ Host: ' api.shop.example ', 'x-a': '1   2\t' })[name],
} as unknown as Material;

describe('a step', () => {
  it.each<[step: Step, value: string, result: string]>([
    ['upper', 'aZ\u00e4z1', 'AZ\u00e4Z1'],
    ['lower', 'aZ\u00c4Z1', 'az\u00c4z1'],
    ['trim', ' \t\r\na b\n\u00a0 ', 'a b\n\u00a0'],
    ['trim', '\u00a0 a', '\u00a0 a'],
    ['hex', '\u00ffa', 'ff61'],
    ['base64', '\u00ff\u00efb', '/+9i'],
    ['base64url', '\u00ff\u00efb', '_-9i'],
    ['unhex', 'ff61', '\u00ffa'],
    ['unbase64', '/+9i', '\u00ff\u00efb'],
    ['decodeUri', 'a%2Fb+c', 'a/b+c'],
    ['mediaType', ' Application/JSON ; charset=utf-8', 'application/json'],
    ['headerLines', 'Host;x-a;;x-b', 'host:api.shop.example\nx-a:1 2\nx-b:\n'],
    ['md5', '', '\u00d4\u001d\u008c\u00d9\u008f\u0000\u00b2\u0004\u00e9\u0080\t\u0098\u00ec\u00f8B~'],
    [{ unprefix: 'whsec_' }, 'whsec_a', 'a'],
    [{ unprefix: 'whsec_' }, 'a whsec_', 'a whsec_'],
    [{ split: '.', at: 1 }, 'a.b.c', 'b'],
    [{ split: '.', at: 3 }, 'a.b.c', ''],
    [{ encodePath: 'once' }, '/a b', '/a%20b'],
    [{ encodePath: 'twice' }, '/a%20b', '/a%2520b'],
    [{ pairs: { pair: ':', join: ',', sort: 'name' } }, 'b=2&a=1', 'a:1,b:2'],
  ])('%j of %j is %j', (step, value, result) => expect(applyStep(step, value, material)).toBe(result));

  it('follows on the one before', () => {
    expect(applySteps(['sha256', 'hex', 'upper'], '', material)).toBe(
      'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855',
    );
    expect(applySteps([], 'a', material)).toBe('a');
  });

  it.each<[step: Step, expected: boolean]>([
    ['sha1', true],
    ['md5', true],
    ['hex', false],
    [{ unprefix: 'sha1' }, false],
  ])('%j is a digest: %s', (step, expected) => expect(isDigest(step)).toBe(expected));
});
