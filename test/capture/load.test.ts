import { afterAll, describe, expect, it } from 'vitest';
import { makeCertificates } from '../support/certificates.js';
import { runLoad } from './load/run.js';

const certificates = makeCertificates();
afterAll(certificates.remove);

/** Many more are sent by the full suite. */
const load = { count: 240, largestBody: 128 * 1024, concurrency: 16 };

describe('many calls at once, some of which break', () => {
  it.each([
    ['a reverse proxy', load],
    ['a forward proxy, over TLS', { ...load, tls: certificates }],
  ])('are passed on to the byte and recorded once: %s', async (_what, options) => {
    const { wrong, calls, memory } = await runLoad(options);
    expect(wrong).toEqual([]);
    expect(calls).toBe(load.count);
    expect(memory.peak).toBeLessThan(300);
    expect(memory.left).toBeLessThan(100);
  });
});
