import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Bundles the search as the build does, because what runs the sources as they are slows them down by a third. */
export async function bundleSearch(folder: string): Promise<{
  readonly bundled: typeof import('./bundled.js');
  readonly fixedListWorker: string;
}> {
  const build = await rolldown({
    input: {
      bundled: join(root, 'test/bench/signing/bundled.ts'),
      'search-worker': join(root, 'src/signing/search-worker.ts'),
      'fixed-list-worker': join(root, 'test/bench/signing/fixed-list-worker.ts'),
    },
    platform: 'node',
  });
  // One folder, flat: the search looks for its worker beside itself.
  await build.write({ dir: folder, format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  await build.close();
  return {
    bundled: await import(join(folder, 'bundled.js')),
    fixedListWorker: join(folder, 'fixed-list-worker.js'),
  };
}
