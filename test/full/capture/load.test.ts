import { afterAll, describe, expect, it } from 'vitest';
import { runLoad } from '../../capture/load/run.js';
import { makeCertificates } from '../../support/certificates.js';

const certificates = makeCertificates();
afterAll(certificates.remove);

const load = { count: 2000, largestBody: 2 ** 20, concurrency: 16 };

describe('2,000 calls with bodies of up to a megabyte', () => {
  it.each([
    ['a reverse proxy', load],
    ['a forward proxy, over TLS', { ...load, tls: certificates }],
  ])('are passed on to the byte and recorded once, in flat memory: %s', async (_what, options) => {
    const { wrong, calls, memory } = await runLoad(options);
    expect(wrong).toEqual([]);
    expect(calls).toBe(load.count);
    // A gigabyte travelled. Node alone takes 60, and sixteen calls of two megabytes are held at once.
    expect(memory.peak).toBeLessThan(300);
    expect(memory.left).toBeLessThan(100);
  });
});
