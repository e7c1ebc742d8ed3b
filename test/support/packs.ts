import { fileURLToPath } from 'node:url';
import { compilePacks } from '../../src/causes/compile-packs.js';
import { readPackFiles } from '../../src/causes/read-pack-files.js';
import { loadArithmetic } from '../../src/limits/compare.js';
import { inMemory } from './in-memory.js';

/** The packs of the repository, read from their YAML and compiled, as the build does it. */
export const { packs: sources, findings } = await readPackFiles(
  fileURLToPath(new URL('../../rules', import.meta.url)),
);
await loadArithmetic();
export const compiled = compilePacks(sources);
export const loaded = inMemory(compiled);
