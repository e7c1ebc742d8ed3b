import { expect, it } from 'vitest';
import type { PackSettings } from '../../src/causes/pack.js';
import { environmentOf, isPrivate, isPublicName } from '../../src/facts/host-names.js';

it.each([
  ['10.1.2.3', true],
  ['127.0.0.1', true],
  ['0.0.0.0', true],
  ['192.168.1.1', true],
  ['169.254.1.1', true],
  ['172.16.0.1', true],
  ['172.19.0.1', true],
  ['172.20.0.1', true],
  ['172.31.0.1', true],
  ['172.15.0.1', false],
  ['172.32.0.1', false],
  ['100.64.0.1', true],
  ['100.69.0.1', true],
  ['100.75.0.1', true],
  ['100.100.0.1', true],
  ['100.119.0.1', true],
  ['100.127.0.1', true],
  ['100.63.0.1', false],
  ['100.128.0.1', false],
  ['203.0.113.7', false],
  ['110.1.2.3', false],
  ['8.10.2.3', false],
  ['8.169.254.1', false],
  ['8.172.16.1', false],
  ['8.100.64.1', false],
  ['fe80::1%25', true],
  ['8.192.168.1', false],
  ['::1', true],
  ['[::1]', true],
  ['::11', false],
  ['fc00::1', true],
  ['FD00::1', true],
  ['fe80::1%eth0', true],
  ['feb0::1', true],
  ['fec0::1', false],
  ['2001:db8::fd', false],
])('%s is private: %s', (address, expected) => expect(isPrivate(address)).toBe(expected));

it.each([
  ['api.shop.example', true],
  ['gateway', false],
  ['gateway.internal', false],
  ['db.svc', false],
  ['internal.shop.example', true],
  ['notlocal', false],
  ['shop.notlocal', true],
  ['api.local.shop.example', true],
  ['10.1.2.3', false],
  ['203.0.113.7', true],
  ['[::1]', false],
  ['[2001:db8::1]', true],
])('%s is a public name: %s', (host, expected) => expect(isPublicName(host)).toBe(expected));

it.each([
  ['api.acmepay.example', 'live'],
  ['eu.test.acmepay.example', 'test'],
  ['test.acmepay.example', undefined],
  ['xtest.acmepay.example', undefined],
  ['api.shop.example', undefined],
  ['*', undefined],
  ['x.api.acmepay.example', undefined],
])('%s is of the environment %s', (host, name) => {
  const environments = {
    live: { hosts: ['pay.acmepay.example', 'api.acmepay.example'] },
    test: { hosts: ['*.test.acmepay.example'] },
  };
  const pack: PackSettings = { id: 'acmepay', name: 'Acmepay', recognise: {}, environments, references: {} };
  expect(environmentOf(pack, host)).toBe(name);
  expect(environmentOf(undefined, host)).toBeUndefined();
});
