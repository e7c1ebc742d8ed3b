import type { PackParts, RuleList } from './compiled.js';

/** The parts of packs, by who reads them. */
export const PARTS = ['match', 'text', 'pages'] as const satisfies readonly (keyof PackParts)[];

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
export function asciiJson(value: unknown): string {
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
