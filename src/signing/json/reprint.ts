import { type Layout, type MemberOrder, printJson, type TokenStyle } from './print-json.js';
import { type Printer, printers } from './printers.js';
import type { JsonObject, JsonScalar, JsonText } from './read-json.js';

/** What a printer wrote in another way than the text. */
export type Change = 'space' | 'order' | 'ascii-escapes' | 'unicode-escapes' | 'numbers' | 'members';

export interface Reprint {
  readonly printer: Printer;
  /** At least one. */
  readonly changes: ReadonlySet<Change>;
  readonly text: string;
}

/** What one side of printing (white space, order, strings, numbers) does to a text. */
interface Side<Style> {
  /** The same number: the same result. */
  readonly result: number;
  readonly changes: readonly Change[];
  /** Undefined where it changes nothing. */
  readonly style: Style | undefined;
}

/** Deeper texts are not indented: the white space grows faster than the depth, and such printers refuse them. */
const INDENTED_DEPTH = 512;
/** Longer texts are printed only as common printers do: each takes time and memory. */
const LARGE = 1_000_000;

/**
 * The texts that common printers write for a JSON text, the most common printer first. Only different ones: each side
 * of printing is tried by itself first, so that a large text is not printed for nothing.
 */
export function reprint(json: JsonText): readonly Reprint[] {
  const found = reprints.get(json) ?? [...printAll(json)];
  reprints.set(json, found);
  return found;
}

/** A search asks for the same body again for each secret. */
const reprints = new WeakMap<JsonText, readonly Reprint[]>();

function* printAll(json: JsonText): Generator<Reprint> {
  const sides = new Sides(json);
  const seen = new Set<string>();
  for (const printer of printers) {
    const { layout, emptyObject, ...style } = printer.style;
    if (layout.indent !== undefined && json.depth > INDENTED_DEPTH) continue;
    if (printer.often === 'low' && json.source.length > LARGE) continue;
    const space = sides.space(layout);
    const order = sides.order(style.order);
    const string = sides.tokens(style.string, json.special.string, escapeChanges);
    const number = sides.tokens(style.number, json.special.number, () => ['numbers']);
    const emptied = emptyObject !== undefined && json.hasEmptyObject;
    const key = [space.result, order.result, string.result, number.result, emptied].join();
    if (seen.has(key)) continue;
    seen.add(key);
    const changes = new Set([space, order, string, number].flatMap((side) => side.changes));
    if (emptied) changes.add('members');
    if (changes.size === 0) continue;
    const effective = { order: order.style, string: string.style, number: number.style };
    yield { printer, changes, text: printJson(json.root, { layout, emptyObject, ...effective }) };
  }
}

/** Each side of printing, found once for each style of it. */
class Sides {
  readonly #found = new Map<unknown, Side<unknown>>();
  readonly #results = new Map<string, number>();

  constructor(private readonly json: JsonText) {}

  space(layout: Layout): Side<Layout> {
    return this.#once(layout, () => {
      const { root, source } = this.json;
      return this.#side(
        `layout ${this.#found.size}`,
        printJson(root, { layout }) === source ? [] : ['space'],
        layout,
      );
    });
  }

  order(order: MemberOrder | undefined): Side<MemberOrder> {
    return this.#once(order, () => {
      const changes = new Set<Change>();
      const orders = new Map<JsonObject, readonly number[]>();
      for (const object of order ? this.json.objects : []) {
        const indexes = order?.(object);
        if (!indexes) continue;
        orders.set(object, indexes);
        changes.add(indexes.length === object.items.length ? 'order' : 'members');
      }
      return this.#side(JSON.stringify([...orders.values()]), [...changes], (object) => orders.get(object));
    });
  }

  tokens(
    style: TokenStyle | undefined,
    special: readonly JsonScalar[],
    changesOf: Compare,
  ): Side<TokenStyle> {
    return this.#once(style, () => {
      if (!style || style.every)
        return this.#side(`every ${this.#found.size}`, style ? ['numbers'] : [], style);
      const changes = new Set<Change>();
      const written: string[] = [];
      for (const { token } of special) {
        const after = style.write(token);
        written.push(after);
        if (after !== token) for (const change of changesOf(token, after)) changes.add(change);
      }
      return this.#side(changes.size > 0 ? written.join() : '', [...changes], style);
    });
  }

  #once<Style>(key: unknown, find: () => Side<Style>): Side<Style> {
    const side = (this.#found.get(key) as Side<Style> | undefined) ?? find();
    this.#found.set(key, side);
    return side;
  }

  #side<Style>(text: string, changes: readonly Change[], style: Style | undefined): Side<Style> {
    if (changes.length === 0) return { result: 0, changes, style: undefined };
    const result = this.#results.get(text) ?? this.#results.size + 1;
    this.#results.set(text, result);
    return { result, changes, style };
  }
}

type Compare = (before: string, after: string) => readonly Change[];

function escapeChanges(before: string, after: string): readonly Change[] {
  if (alikeInUnicode(before) === alikeInUnicode(after)) return ['unicode-escapes'];
  if (alikeInAscii(before) === alikeInAscii(after)) return ['ascii-escapes'];
  return ['ascii-escapes', 'unicode-escapes'];
}

/** The token with whatever is beyond ASCII written without escapes. */
function alikeInUnicode(token: string): string {
  if (!token.includes('\\')) return token;
  return token.replace(/\\(?:u([\da-f]{4})|.)/gi, (found, hex: string | undefined) => {
    const code = hex ? Number.parseInt(hex, 16) : 0;
    return code >= 0x7f ? String.fromCharCode(code) : found;
  });
}

/** The token with whatever is ASCII written in one way. */
function alikeInAscii(token: string): string {
  return token.replace(/\\u00([0-7][\da-f])|\\\/|\\[^u]/gi, (found, hex: string | undefined) =>
    JSON.stringify(hex ? String.fromCharCode(Number.parseInt(hex, 16)) : JSON.parse(`"${found}"`)).slice(
      1,
      -1,
    ),
  );
}
