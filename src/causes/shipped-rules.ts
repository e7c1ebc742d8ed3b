import type { CompiledPacks, PackParts, RuleList } from './compiled.js';
import type { Piece } from './packed-together.js';

/** What is called so, and what `partName` names, are the texts that ship. */
export const INDEX = 'index';

/** Packs go together up to so much text. */
const PIECE = 150_000;

export function partName(pack: string, part: keyof PackParts): string {
  return `${pack}/${part}`;
}

/**
 * What ships of the packs, in the order in which it is asked for: the index; of each pack the parts for a diagnosis and
 * its words, longest first because those are the packs that most calls need; what only pages tell.
 */
export function shippedPieces({ index, packs }: CompiledPacks): readonly Piece[] {
  const pieces: Record<string, string>[] = [{ [INDEX]: asciiJson(index) }];
  const pages: Record<string, string> = {};
  const written = Object.entries(packs).map(([id, parts]) => {
    pages[partName(id, 'pages')] = writeShipped(parts.pages);
    const [match, text] = [writeShipped(parts.match), writeShipped(parts.text)];
    const piece = { [partName(id, 'match')]: match, [partName(id, 'text')]: text };
    return { piece, size: match.length + text.length };
  });
  let room = 0;
  for (const { piece, size } of written.sort((one, other) => other.size - one.size)) {
    if (room <= 0) {
      pieces.push({});
      room = PIECE;
    }
    Object.assign(pieces.at(-1) as Piece, piece);
    room -= size;
  }
  return [...pieces, pages];
}

/** A part of a pack as it is shipped. */
interface Part {
  readonly rules: RuleList<unknown>;
}

/**
 * A part of a pack as the text that ships: the first line is JSON of all but the rules, then comes a line a rule.
 * ASCII alone, because Node reads that several times faster.
 */
export function writeShipped({ rules, ...head }: Part): string {
  return [head, ...rules].map(asciiJson).join('\n');
}

/** Reads what `writeShipped` wrote. A rule is parsed when it is asked for: of a hundred an exchange needs a few. */
export function readShipped<T extends Part>(text: string): T {
  const [head = '', ...lines] = text.split('\n');
  return { ...JSON.parse(head), rules: new ParsedWhenRead(lines) };
}

/** JSON without any character beyond ASCII. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

class ParsedWhenRead<T> implements RuleList<T> {
  readonly #parsed: T[] = [];

  constructor(private readonly lines: readonly string[]) {}

  get length(): number {
    return this.lines.length;
  }

  at(number: number): T | undefined {
    const line = this.lines[number];
    if (line === undefined) return undefined;
    this.#parsed[number] ??= JSON.parse(line) as T;
    return this.#parsed[number];
  }

  *[Symbol.iterator](): Generator<T> {
    for (let number = 0; number < this.lines.length; number++) yield this.at(number) as T;
  }
}
