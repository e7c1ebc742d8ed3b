import { expect, it } from 'vitest';
import { errdoctor } from './built.js';

it('explain capture shows a way for every common client', async () => {
  const { code, stdout } = await errdoctor(['explain', 'capture']);
  expect(code).toBe(0);
  for (const client of [
    'curl',
    'browser',
    'fetch',
    'axios',
    'requests',
    'Guzzle',
    'Go',
    'Java',
    'Newman',
    'nginx',
  ])
    expect(stdout).toContain(client);
});
