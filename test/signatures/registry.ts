import { readdirSync } from 'node:fs';
import type { PlantFamily } from './plant.js';
import type { Signer } from './signer.js';

/** Every file of signers/, by its name. */
export const signers: ReadonlyMap<string, Signer> = await defaultsOf<Signer>('signers');

/** Every file of plant/, by its name. */
export const families: ReadonlyMap<string, PlantFamily> = await defaultsOf<PlantFamily>('plant');

async function defaultsOf<T>(folder: string): Promise<Map<string, T>> {
  const names = readdirSync(new URL(folder, import.meta.url))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort();
  return new Map(
    await Promise.all(
      names.map(
        async (name) =>
          [name, (await import(new URL(`${folder}/${name}.js`, import.meta.url).href)).default as T] as const,
      ),
    ),
  );
}
