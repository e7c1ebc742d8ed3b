import { resolve } from 'node:path';
import type { ChunkingContext } from 'rolldown';

/** Whatever an input is, it is held against what these read. */
const ASKED_OF_MOST = new Set(['json', 'log', 'http', 'webhook']);

/** The search for mistakes: imported by what looks at a signature, and used when that is wrong. */
const SEARCH = /\/src\/signing\/(?:mistakes\.generated|search)\.ts$/;

/**
 * Names the file of the bundle that a module goes to; `null` leaves that to the bundler.
 *
 * An `analyze` with a text report reads two files, because each further one costs time: what every command needs, and
 * the rest. But parts of readers, by folder, stay in files of their own: an input needs one or two of them, and unread
 * code costs more. Of what other commands need, each folder is a file, because many small ones take room in the package;
 * apart from that are the search for signing mistakes, which most signatures do not need, and the prompts, which load a
 * package at once.
 *
 * @param entry path of the module that starts the program
 */
export function chunkOf(entry: string): (id: string, context: ChunkingContext) => string | null {
  let atStart: ReadonlySet<string> | undefined;
  let needed: ReadonlySet<string> | undefined;
  let parsing: ReadonlySet<string> | undefined;
  let examining: ReadonlySet<string> | undefined;
  return (id, context) => {
    const from = (...paths: string[]) => staticImports(paths, context);
    atStart ??= from(entry);
    needed ??= from('src/cli/run/analyze.ts', 'src/report/formats/text.ts');
    parsing ??= from('src/cli/parse-arguments.ts');
    examining ??= from('src/signing/examine.ts', 'src/signing/finding-words.ts');
    const module = context.getModuleInfo(id);
    if (module?.isEntry) return null;
    // With what the bundler itself adds.
    if (atStart.has(id) || id.startsWith('\0')) return 'start';
    const [, folder, inner] = /\/src\/([\w-]+)\/(?:([\w-]+)\/)?/.exec(id) ?? [];
    if (needed.has(id) || folder === 'exchange' || folder === 'facts') {
      const reader = folder === 'input' && inner !== 'formats' ? inner : undefined;
      return reader === undefined || ASKED_OF_MOST.has(reader) ? 'analyze' : `read-${reader}`;
    }
    if (parsing.has(id)) return 'parse-arguments';
    if (folder === 'signing' && !examining.has(id)) return 'search';
    if (module?.importedIds.includes('@inquirer/core')) return 'prompts';
    return inner === 'wizard' ? inner : (folder ?? null);
  };
}

function staticImports(from: readonly string[], context: ChunkingContext): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = from.map((path) => resolve(path));
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id) || SEARCH.test(id)) continue;
    found.add(id);
    waiting.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
