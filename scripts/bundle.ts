import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { chunkOf } from './chunks.js';

/**
 * Everything as split CommonJS: Node starts that fastest, and what a command does not need stays unread. The library
 * lies over the same code, so that nothing ships twice.
 */
export async function bundle(folder: string): Promise<void> {
  const entry = resolve('bin/errdoctor.ts');
  const build = await rolldown({
    input: {
      errdoctor: entry,
      library: 'src/index.ts',
      register: 'src/register/register.ts',
      // What runs in a thread of its own is started by its file.
      'examiner-worker': 'src/cli/capture/examiner-worker.ts',
      'register-worker': 'src/register/register-worker.ts',
      'search-worker': 'src/signing/search-worker.ts',
      'stage-worker': 'src/stage/stage-worker.ts',
      'triage-worker': 'src/triage/triage-worker.ts',
      // Loaded into other programs.
      'node-hook': 'src/capture/program/node-hook.ts',
    },
    platform: 'node',
    // Dependencies that are installed beside the package; all others are part of it.
    external: [
      '@inquirer/core',
      '@marcbachmann/cel-js',
      'ajv',
      'ajv/dist/2020.js',
      'ajv-formats',
      'chalk',
      'node-forge',
      'undici',
      'yaml',
    ],
    plugins: [withoutSubprocesses, withoutCatalogue, lazyRequires, tableOfExports, withoutAnnotations, ascii],
    preserveEntrySignatures: 'allow-extension',
    checks: {
      // An import may be late for the sake of what is not in the same file.
      ineffectiveDynamicImport: false,
      // On a busy machine any plugin is slow.
      bundlerTimings: false,
    },
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const { output } = await build.write({
    dir: join(folder, 'cli'),
    format: 'cjs',
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'folders', name: chunkOf(entry) }],
    },
    minify: {
      compress: true,
      // No names are kept: classes of errors whose names are printed say them themselves.
      mangle: true,
      codegen: { removeWhitespace: true },
    },
  });
  await build.close();
  await chmod(join(folder, 'cli/errdoctor.cjs'), 0o755);
  await writeFile(join(folder, 'cli/register.d.cts'), 'export {};\n');
  const library = output.find((file) => file.type === 'chunk' && file.name === 'library') as OutputChunk;
  await mkdir(join(folder, 'lib'), { recursive: true });
  await writeFile(
    join(folder, 'lib/index.js'),
    `export { ${library.exports.join(', ')} } from '../cli/${library.fileName}';\n`,
  );
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

/** What facts mean is read by the documentation alone (docs/facts.md), and is a fifteenth of what `analyze` needs. */
const withoutCatalogue: Plugin = {
  name: 'without-catalogue',
  transform(code, id) {
    if (!id.includes('/src/facts/groups/')) return undefined;
    return code.replace(/^ +means:\s+(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"),$/gm, '');
  },
};

/** Loads a module of Node, or another file of the bundle, when it is first used, not at the start. */
const lazyRequires: Plugin = {
  name: 'lazy-requires',
  renderChunk(code) {
    let lazy = code;
    for (const [line, name] of code.matchAll(
      /^(?:let|const) ((?:node|require)_\w+) = require\("(?:node:|\.\/)[^"]+"\);$/gm,
    )) {
      // Imported as a default: the bundler wraps it on the next lines.
      if (code.includes(`\n${name} = `)) continue;
      const load = line.slice(line.indexOf('= require') + 2, -1);
      lazy = lazy
        .replace(line, () => `let ${name}$; const ${name} = () => (${name}$ ??= ${load});`)
        // In parentheses, because of `new`.
        .replace(new RegExp(`\\b${name}\\.`, 'g'), `(${name}()).`);
    }
    return lazy;
  },
};

/**
 * What other files of the bundle take from one as a table: a call for each name took a tenth of the code. What is
 * declared once and for all stands there itself.
 */
const tableOfExports: Plugin = {
  name: 'table-of-exports',
  renderChunk(code, { isEntry }) {
    // Where Node looks for the names that can be imported, they must stand as they are.
    if (isEntry) return undefined;
    // A class is a `var` by now; no source declares one.
    const declaration = /^(?:const|var|(?:async )?function\*?) ([\w$]+)/gm;
    const declared = new Set(Array.from(code.matchAll(declaration), ([, name]) => name));
    const fixed: string[] = [];
    const getters: string[] = [];
    const rest = code.replace(
      /^Object\.defineProperty\(exports, ("[^"]+"), \{\s+enumerable: true,\s+get: function \(\) \{\s+return (.+);\s+\}\s+\}\);$/gm,
      (_, name: string, value: string) => {
        if (declared.has(value)) fixed.push(`${name}: ${value}`);
        else getters.push(`get ${name}() { return ${value}; }`);
        return '';
      },
    );
    const tables = [
      ...(fixed.length > 0 ? [`Object.assign(exports, { ${fixed.join(', ')} });`] : []),
      ...(getters.length > 0
        ? [`Object.defineProperties(exports, Object.getOwnPropertyDescriptors({ ${getters.join(', ')} }));`]
        : []),
    ];
    return tables.length > 0 ? `${rest}\n${tables.join('\n')}\n` : undefined;
  },
};

/** What only a bundler reads; the minifier leaves it in. */
const withoutAnnotations: Plugin = {
  name: 'without-annotations',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replaceAll('/* @__PURE__ */', '');
    }
  },
};

/** ASCII alone: Node reads and V8 scans that faster. An escape means the same in strings, templates and patterns. */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      if (/\\[\u0080-\uffff]|String\.raw`[^`]*[\u0080-\uffff]/.test(chunk.code))
        throw new Error(`${chunk.fileName} holds a character beyond ASCII that an escape would change`);
      chunk.code = chunk.code.replace(
        /[\u0080-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
    }
  },
};
