import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadEngine } from '../../../src/index.js';
import { agreement } from './agreement.js';

const folder = mkdtempSync(join(tmpdir(), 'errdoctor-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A small part of `npm run bench:scale`, which alone measures times. */
it('counts what was drawn, and tells of each call what its diagnosis tells', async () => {
  const engine = await loadEngine({ all: true });
  const goals = await agreement(engine, folder, { lines: 500, harBytes: 2_000_000 });
  expect(goals.filter(({ met }) => !met)).toEqual([]);
});
