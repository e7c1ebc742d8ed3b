import type { Carrier } from './scheme.js';

/** The texts of a carrier's items by name (`signature`, `time`); a name that repeats has several. */
export type Written = ReadonlyMap<string, readonly string[]>;

/**
 * Reads a carrier's text by its written form: `t=1790000000,v1=ab12` by `t={time},v1={signature}`. Items that the form
 * does not name are passed over, those of its names may repeat; undefined where one of them is missing.
 */
export function readWritten(
  { value = '{signature}', separator }: Carrier,
  text: string,
): Written | undefined {
  const items = split(value, separator).map(parseItem);
  const found = new Map<string, string[]>();
  for (const piece of split(text, separator)) {
    const tokens = items.map((item) => readItem(item, piece)).find((read) => read !== undefined);
    for (const [name, token] of tokens ?? []) {
      const texts = found.get(name);
      if (texts) texts.push(token);
      else found.set(name, [token]);
    }
  }
  return items.every(({ names }) => names.every((name) => found.has(name))) ? found : undefined;
}

/** The names in braces that a written form holds; only `signature` where it has none. */
export function tokensOf({ value = '{signature}' }: Carrier): readonly string[] {
  return parseItem(value).names;
}

/** `v1={signature}`: the literals around the names, one more than there are names. */
interface Item {
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

function parseItem(text: string): Item {
  const pieces = text.trim().split(/\{(\w+)\}/);
  return {
    literals: pieces.filter((_, index) => index % 2 === 0),
    names: pieces.filter((_, index) => index % 2 === 1),
  };
}

function split(text: string, separator: string | undefined): readonly string[] {
  return separator === undefined ? [text] : text.split(separator);
}

function readItem({ literals, names }: Item, piece: string): readonly [string, string][] | undefined {
  const [start = '', ...others] = literals;
  let rest = piece.trim();
  if (!rest.startsWith(start)) return undefined;
  rest = rest.slice(start.length);
  const tokens: [string, string][] = [];
  for (const [index, name] of names.entries()) {
    const literal = others[index] ?? '';
    const last = index === names.length - 1;
    const end = last ? (rest.endsWith(literal) ? rest.length - literal.length : -1) : rest.indexOf(literal);
    if (end < 0) return undefined;
    tokens.push([name, rest.slice(0, end)]);
    rest = rest.slice(end + literal.length);
  }
  return tokens;
}
