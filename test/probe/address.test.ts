import { BlockList, isIPv4 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAddress, reverseName } from '../../src/probe/address.js';
import { specialKind } from '../../src/probe/address-kind.js';
import { isIn, readRange } from '../../src/probe/address-range.js';
import { entryFor, readAllowlist } from '../../src/probe/dns/allowlist.js';

const address = (text: string) => {
  const read = readAddress(text);
  if (!read) throw new Error(`${text} is no address`);
  return read;
};
const familyOf = (text: string) => (isIPv4(text) ? 'ipv4' : 'ipv6');

describe('addresses', () => {
  it('reads every way to write one', () => {
    for (const text of ['2001:db8::7', '2001:0DB8:0:0:0:0:0:7', '[2001:db8::0:7]'])
      expect(address(text).text).toBe('2001:db8::7');
    expect(address('::ffff:203.0.113.7')).toMatchObject({ family: 4, text: '203.0.113.7' });
    expect(address('::ffff:cb00:7107').text).toBe('203.0.113.7');
    for (const text of ['', '203.0.113.300', 'fe80::1%eth0', '::%', '1.2.3', 'example.com', '[]'])
      expect(readAddress(text)).toBeUndefined();
  });

  it('names their reverse records', () => {
    expect(reverseName(address('203.0.113.7'))).toBe('7.113.0.203.in-addr.arpa');
    expect(reverseName(address('2001:db8::7'))).toBe(
      '7.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa',
    );
  });

  it('knows which ones the internet does not lead to', () => {
    for (const [text, kind] of Object.entries({
      '127.0.0.1': 'loopback',
      '::1': 'loopback',
      '10.1.2.3': 'private',
      '172.31.0.1': 'private',
      'fd00::1': 'private',
      'fe80::1': 'link-local',
      '169.254.169.254': 'link-local',
      '100.64.0.1': "inside a carrier's NAT",
      '::ffff:192.168.0.1': 'private',
      '203.0.113.7': 'for documentation',
      '0.0.0.0': 'reserved',
      '224.0.0.1': 'multicast',
    }))
      expect(specialKind(address(text)), text).toBe(kind);
    for (const text of ['172.32.0.1', '100.128.0.1', '1.1.1.1', '2606:4700::1111'])
      expect(specialKind(address(text)), text).toBeUndefined();
  });

  it('writes what it reads', () => {
    const any = fc.oneof(fc.ipV4(), fc.ipV6());
    const property = fc.property(any, (text) => {
      expect(address(address(text).text)).toEqual(address(text));
    });
    fc.assert(property);
  });
});

describe('allowlists', () => {
  it('reads lines, blocks, ranges, tables and JSON, with comments', () => {
    const text = [
      '# the office',
      '203.0.113.7   # fixed',
      '198.51.100.0/24',
      '192.0.2.4 - 192.0.2.9',
      '2001:db8:1::/48 ; the data centre',
      'ip,label',
      '192.0.2.99,"build server"',
      '["192.0.2.100", "2001:db8::5"]',
      '203.0.113.300',
      '10.0.0.0/33',
      '',
    ].join('\r\n');
    const list = readAllowlist(text);
    const holds = (one: string) => entryFor(address(one), list)?.line;
    expect(holds('203.0.113.7')).toBe(2);
    expect(holds('198.51.100.200')).toBe(3);
    expect(holds('192.0.2.5')).toBe(4);
    expect(holds('2001:db8:1:2::1')).toBe(5);
    expect(holds('192.0.2.99')).toBe(7);
    expect(holds('192.0.2.100')).toBe(8);
    expect(holds('2001:db8::5')).toBe(8);
    expect(holds('::ffff:203.0.113.7')).toBe(2);
    expect(holds('203.0.113.8')).toBeUndefined();
    expect(list.unreadable).toEqual([
      { text: 'ip,label', line: 6 },
      { text: '203.0.113.300', line: 9 },
      { text: '10.0.0.0/33', line: 10 },
    ]);
  });

  it('holds what Node says that a block holds', () => {
    const plain = fc.ipV6().filter((text) => address(text).family === 6);
    const block = fc.oneof(
      fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })),
      fc.tuple(plain, fc.integer({ min: 0, max: 128 })),
    );
    const property = fc.property(block, fc.nat({ max: 127 }), ([base, prefix], bit) => {
      const { family, value, text } = address(base);
      const near = written(family, value ^ (1n << BigInt(bit % (family === 4 ? 32 : 128))));
      const theirs = new BlockList();
      theirs.addSubnet(text, prefix, familyOf(text));
      const list = readAllowlist(`${base}/${prefix}`);
      for (const one of [text, near])
        expect(entryFor(address(one), list) !== undefined).toBe(theirs.check(one, familyOf(one)));
    });
    fc.assert(property);
  });

  it('holds what Node says that a range holds', () => {
    const property = fc.property(fc.ipV4(), fc.ipV4(), fc.ipV4(), (a, b, one) => {
      const [from = '', to = ''] = [address(a), address(b)]
        .sort((x, y) => (x.value < y.value ? -1 : 1))
        .map(({ text }) => text);
      const theirs = new BlockList();
      theirs.addRange(from, to);
      const range = readRange(`${from}-${to}`);
      expect(range && isIn(address(one), range)).toBe(theirs.check(one));
    });
    fc.assert(property);
  });

  it('reads any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readAllowlist(text)));
  });
});

function written(family: 4 | 6, value: bigint): string {
  return family === 4
    ? [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
    : (value.toString(16).padStart(32, '0').match(/.{4}/g) ?? []).join(':');
}
