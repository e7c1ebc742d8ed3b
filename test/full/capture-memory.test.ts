import { join } from 'node:path';
import { expect, it } from 'vitest';
import { examineMany, savedIn } from '../cli/capture/many.js';
import { emptyFolder } from '../support/empty-folder.js';

const CALLS = 2000;
const MEGABYTE = 1024;

it('two thousand calls with bodies up to a megabyte take no more memory than one thousand', async () => {
  const path = join(emptyFolder(), 'saved.har');
  const many = await examineMany(path, CALLS, 1_000_000);
  expect(many?.summary).toMatchObject({ exchanges: CALLS, failed: CALLS / 20 });
  expect(await savedIn(path)).toEqual(Array.from({ length: CALLS }, (_, index) => index + 1));
  const [half = 0, all = 0, end = 0] = many?.kilobytes ?? [];
  expect(all - half).toBeLessThan(100 * MEGABYTE);
  expect(end).toBeLessThan(800 * MEGABYTE);
});
