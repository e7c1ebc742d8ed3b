import { expect, it } from 'vitest';
import scope from '../../../src/signing/mistakes/scope.js';
import { resultsOf } from '../family.js';

const CREDENTIAL = 'key/20260301/eu-central-1/queue/request';
const item = (at: number, host?: string) =>
  resultsOf(scope, [{ split: '/', at }], CREDENTIAL, { material: { host } }, { token: 'credential' });

it('the day may be that of another time zone', () => {
  expect(item(1).map(({ value }) => value)).toEqual(['20260228', '20260302']);
});

it('region and service may be those of the host', () => {
  const values = item(2, 'queue.us-west-2.cloud.example').map(({ value }) => value);
  expect(values).toEqual(['queue', 'us-west-2']);
  expect(item(2)).toEqual([]);
});

it('other steps are left alone', () => {
  expect(resultsOf(scope, ['trim'], CREDENTIAL)).toEqual([]);
});
