import { expect, it } from 'vitest';
import { RecentHosts } from '../../../src/capture/forward/recent-hosts.js';

it('remembers the hosts that were met last, and not all of them', () => {
  const hosts = new RecentHosts();
  hosts.add('often:443');
  for (let number = 0; number < 20_000; number++) {
    hosts.add(`host-${number}:443`);
    expect(hosts.has('often:443')).toBe(true);
  }
  expect(hosts.has('host-19999:443')).toBe(true);
  expect(hosts.has('host-0:443')).toBe(false);
});
