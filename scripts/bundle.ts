import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { type OutputOptions, type Plugin, rolldown } from 'rolldown';

/**
 * The command line as split CommonJS: Node starts that fastest, and what a command does not need stays unread.
 */
export async function bundleCli(folder: string): Promise<void> {
  const output: OutputOptions = {
    dir: folder,
    format: 'cjs',
    entryFileNames: 'errdoctor.cjs',
    chunkFileNames: '[name]-[hash].cjs',
    // Function names stay, so that the stack trace in a bug report can be read.
    minify: {
      compress: true,
      mangle: { keepNames: { function: true, class: true } },
      codegen: { removeWhitespace: true },
    },
  };
  await bundle('bin/errdoctor.ts', output, [withoutSubprocesses, lazyBuiltins]);
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

async function bundle(input: string, output: OutputOptions, plugins: Plugin[] = []): Promise<void> {
  const build = await rolldown({
    input,
    plugins,
    platform: 'node',
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await build.write(output);
  await build.close();
}

/**
 * commander can run sub-commands as programs of their own and loads `child_process`, and with it all of Node's
 * network code, for that. errdoctor has no such command.
 */
const withoutSubprocesses: Plugin = {
  name: 'without-subprocesses',
  transform(code, id) {
    if (!id.endsWith('/commander/lib/command.js')) return undefined;
    const line = "const childProcess = require('node:child_process');";
    if (!code.includes(line)) throw new Error('commander loads child_process in another way than expected');
    return code.replace(line, '');
  },
};

/** Loads a module of Node when it is first used, where the bundler would load all of them at the start. */
const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  renderChunk(code) {
    let lazy = code;
    for (const [line, name] of code.matchAll(/^(?:let|const) (node_\w+) = require\("node:[\w/]+"\);$/gm)) {
      const load = line.slice(line.indexOf('require'), -1);
      lazy = lazy
        .replace(line, `let ${name}$; const ${name} = () => (${name}$ ??= ${load});`)
        .replaceAll(`${name}.`, `${name}().`);
    }
    return lazy;
  },
};
