import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutputOptions, rolldown } from 'rolldown';

const readable = { compress: true, mangle: false, codegen: { removeWhitespace: true } } as const;

/**
 * The command line as split CommonJS: Node starts that fastest, and what a command does not need stays
 * unread. Names are kept, so that a stack trace in a bug report can be read.
 */
export async function bundleCli(folder: string): Promise<void> {
  await bundle('bin/errdoctor.ts', {
    dir: folder,
    format: 'cjs',
    entryFileNames: 'errdoctor.cjs',
    chunkFileNames: '[name]-[hash].cjs',
    minify: readable,
  });
  await chmod(join(folder, 'errdoctor.cjs'), 0o755);
}

/** The library as ES modules. */
export async function bundleLibrary(folder: string): Promise<void> {
  await bundle('src/index.ts', {
    dir: folder,
    format: 'es',
    entryFileNames: 'index.js',
    chunkFileNames: '[name]-[hash].js',
  });
}

async function bundle(input: string, output: OutputOptions): Promise<void> {
  const build = await rolldown({
    input,
    platform: 'node',
    checks: { circularDependency: true },
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await build.write(output);
  await build.close();
}
