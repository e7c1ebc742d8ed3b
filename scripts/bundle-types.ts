import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One file of declarations. */
interface Module {
  /** Name → declaration, with the comment before it. */
  readonly declared: ReadonlyMap<string, string>;
  /** Names that come from other files. */
  readonly taken: ReadonlyMap<string, Origin>;
}

interface Origin {
  readonly path: string;
  /** What it is called there. */
  readonly name: string;
}

const COMMENT = /\/\*[\s\S]*?\*\//;
const TEXT = /'(?:\\.|[^'\\])*'/;
/** What may name another declaration: types begin with a capital letter, anything else stands behind `typeof`. */
const REFERENCE = /import\("(?<path>[^"]+)"\)\.(?<there>\w+)|(?<=\btypeof )\w+|(?<![\w$#])[A-Z]\w*/;

/**
 * The declarations that an entry leads to, as one text: what it exports with its comments, what only the compiler
 * reads without. Of those that have one name, the later ones get a number. Reads no other form than what TypeScript
 * writes.
 *
 * @param entry path of a declaration file, ending with `.js`
 */
export function bundleTypes(entry: string): string {
  const modules = new Map<string, Module>();
  const moduleAt = (path: string): Module => {
    const module = modules.get(path) ?? readModule(path);
    modules.set(path, module);
    return module;
  };
  const exported = moduleAt(entry).taken;
  const origin = ({ path, name }: Origin): Origin => {
    const elsewhere = moduleAt(path).taken.get(name);
    return elsewhere ? origin(elsewhere) : { path, name };
  };
  const names = new Map(
    [...exported.values()].map(origin).map(({ path, name }) => [`${path} ${name}`, name]),
  );
  const texts = new Map<string, string>();

  /** Writes a declaration and what it leads to. Gives the name that it has in the text. */
  const write = (reference: Origin): string => {
    const { path, name } = origin(reference);
    const declaration = moduleAt(path).declared.get(name);
    if (declaration === undefined) return name;
    const key = `${path} ${name}`;
    const own = names.get(key) ?? unused(name, new Set(names.values()));
    names.set(key, own);
    if (texts.has(own)) return own;
    texts.set(own, '');
    const written = replaceWords(declaration, exported.has(own), (word, from) =>
      write({ path: from === undefined ? path : join(dirname(path), from), name: word }),
    );
    texts.set(own, written.replace(/^(?:export )?(?=[a-z])/m, exported.has(own) ? 'export ' : ''));
    return own;
  };
  for (const reference of exported.values()) write(reference);
  // Without its last line a file of declarations exports all of them.
  return [...texts.values(), 'export {};', ''].join('\n');
}

function unused(name: string, used: ReadonlySet<string>): string {
  for (let number = 2; ; number++) {
    const next = used.has(name) ? `${name}${number}` : name;
    if (!used.has(next)) return next;
  }
}

/** A declaration with the names that it refers to replaced; its comments go unless they are for readers. */
function replaceWords(
  declaration: string,
  keepsComments: boolean,
  replace: (word: string, from: string | undefined) => string,
): string {
  const parts = new RegExp([COMMENT, TEXT, REFERENCE].map(({ source }) => source).join('|'), 'g');
  const text = declaration.replace(parts, (part, ...rest) => {
    const { path, there } = rest.at(-1) as { path?: string; there?: string };
    if (part.startsWith('/*')) return keepsComments ? part : '';
    if (part.startsWith("'")) return part;
    return there === undefined ? replace(part, undefined) : replace(there, path);
  });
  return text.replace(/\n\s*(?=\n)/g, '').trim();
}

function readModule(path: string): Module {
  const code = readFileSync(path.replace(/\.js$/, '.d.ts'), 'utf8');
  const declared = new Map<string, string>();
  const taken = new Map<string, Origin>();
  for (const statement of statements(code)) {
    const [, names, from] = /^(?:import|export)(?: type)? (.+) from '(.+)';$/s.exec(statement) ?? [];
    const name = /^(?:export )?(?:declare )?(?:class|const|function|interface|type) (\w+)/m.exec(
      statement,
    )?.[1];
    if (from === undefined || names === undefined) {
      if (name !== undefined) declared.set(name, `${declared.get(name) ?? ''}\n${statement}`);
      continue;
    }
    if (!from.startsWith('.'))
      throw new Error(`${path} takes types from ${from}, which is no part of the library.`);
    const there = join(dirname(path), from);
    if (names === '*') for (const one of exportedNames(there)) taken.set(one, { path: there, name: one });
    for (const [, original, alias] of names.matchAll(/(?:type )?(\w+)(?: as (\w+))?,?/g))
      taken.set(alias ?? (original as string), { path: there, name: original as string });
  }
  return { declared, taken };
}

function exportedNames(path: string): string[] {
  return [...readModule(path).declared].flatMap(([name, text]) => (/^export /m.test(text) ? [name] : []));
}

/** The statements of a file: each ends with a semicolon, or the brace of a class or an interface, outside of all brackets. */
function* statements(code: string): Generator<string> {
  let start = 0;
  let depth = 0;
  for (const { 0: part, index } of code.matchAll(
    new RegExp(`${COMMENT.source}|${TEXT.source}|[()[\\]{};]`, 'g'),
  )) {
    if ('([{'.includes(part)) depth++;
    else if (')]}'.includes(part)) depth--;
    const ends =
      part === ';' ||
      (part === '}' && /^(?:export )?(?:declare )?(?:class|interface) /m.test(code.slice(start, index)));
    if (depth > 0 || !ends) continue;
    yield code.slice(start, index + 1).trim();
    start = index + 1;
  }
}
