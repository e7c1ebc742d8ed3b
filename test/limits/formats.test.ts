import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/limits/formats.js';

describe('forms that are known by name', () => {
  it.each([
    ['email', 'jordan@shop.example', 'jordan.shop.example'],
    ['email', 'j.o-r+1@mail.shop.example', 'jordan@localhost'],
    ['email', "o'hara_1@shop.example", 'jordan..reyes@shop.example'],
    ['email', 'ünal@shop.example', '.jordan@shop.example'],
    ['email', 'jordan@shop-1.example', 'jordan@.shop.example'],
    ['email', 'jordan@xn--nxasmq6b.example', 'mailto:jordan@shop.example'],
    ['public-https-uri', 'https://hooks.shop.example/a?b=c', 'http://hooks.shop.example/a'],
    ['public-https-uri', 'https://203.0.113.7:8443/hook', 'https://10.0.0.7/hook'],
    ['public-https-uri', 'HTTPS://Hooks.Shop.Example', 'https://printer.local/hook'],
    ['public-https-uri', 'https://[2001:db8::7]/hook', 'https://[::1]/hook'],
    ['unix-seconds', '1790000000', '1790000000000'],
    ['unix-seconds', '0', '20260921'],
    ['country-alpha2', 'US', 'USA'],
    ['country-alpha3', 'USA', 'US'],
  ])('%s is %s, and not %s', (name, right, wrong) => {
    expect(formatOf(name)?.test(right)).toBe(true);
    expect(formatOf(name)?.test(wrong)).toBe(false);
  });

  it('are none under other names', () => {
    expect(formatOf('constructor')).toBeUndefined();
  });
});
