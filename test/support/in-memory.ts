import type { CompiledPacks } from '../../src/causes/compiled.js';
import type { LoadedPacks } from '../../src/diagnose.js';

/** Compiled packs as the engine holds them, without any file. */
export function inMemory({ index, packs }: CompiledPacks): LoadedPacks {
  return { index, packs: new Map(Object.entries(packs).map(([id, { match }]) => [id, match])) };
}
