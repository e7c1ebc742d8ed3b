import type { PackParts, RuleList } from './compiled.js';
import { readMatch, readPage, readText } from './read-rule.js';

/** What is called so, and what `partName` names, are the texts that ship (`shippedPieces`). */
export const INDEX = 'index';
/** The words that stand shortened in the parts of packs, in one line. */
export const WORDS = 'words';

export function partName(pack: string, part: keyof PackParts): string {
  return `${pack}/${part}`;
}

const READERS: Readonly<Record<keyof PackParts, (rule: never) => unknown>> = {
  match: readMatch,
  text: readText,
  pages: readPage,
};

/**
 * Reads a part that `writePack` wrote: the first line is JSON of all but the rules, then comes a line a rule. A rule is read
 * when it is asked for: of a hundred an exchange needs a few.
 *
 * @param lengthen the `lengthener` of the words that were shortened
 */
export function readShipped<T extends keyof PackParts>(
  part: T,
  text: string,
  lengthen: (line: string) => string,
): PackParts[T] {
  const [head = '', ...lines] = text.split('\n');
  const parse = (line: string) => JSON.parse(lengthen(line));
  return { ...parse(head), rules: new ReadWhenAsked(lines, (line) => READERS[part](parse(line) as never)) };
}

class ReadWhenAsked<T> implements RuleList<T> {
  readonly #read: T[] = [];

  constructor(
    private readonly lines: readonly string[],
    private readonly read: (line: string) => T,
  ) {}

  get length(): number {
    return this.lines.length;
  }

  at(number: number): T | undefined {
    const line = this.lines[number];
    if (line === undefined) return undefined;
    this.#read[number] ??= this.read(line);
    return this.#read[number];
  }

  *[Symbol.iterator](): Generator<T> {
    for (let number = 0; number < this.lines.length; number++) yield this.at(number) as T;
  }
}
