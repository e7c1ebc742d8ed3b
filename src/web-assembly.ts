import { brotliDecompressSync } from 'node:zlib';

/** As far as it is used here: the types of Node 20 leave it out. */
declare const WebAssembly: {
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

const modules = new Map<string, object>();

/**
 * A module of its own memory.
 *
 * @param compiled as assembly.generated.ts holds it
 * @returns what it exports
 */
export function instantiate(compiled: string): object {
  const module =
    modules.get(compiled) ?? new WebAssembly.Module(brotliDecompressSync(Buffer.from(compiled, 'base64')));
  modules.set(compiled, module);
  return new WebAssembly.Instance(module).exports;
}
