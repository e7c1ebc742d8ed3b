import { Choice } from './choice.js';
import type { Arrangement, Edges } from './mistake.js';

/**
 * A part of what is signed, with everything that may be wrong about it. A node is asked for its value under a choice:
 * which alternative each dimension takes. What no chosen dimension touches is computed once.
 */
export abstract class TreeNode {
  #touches: Uint8Array | undefined;
  #documented: string | undefined;

  constructor(readonly dimensions: ReadonlySet<number>) {}

  /** The byte string of this part. */
  value(choice: Choice): string {
    if (choice.touches(this.mask)) return this.compute(choice);
    this.#documented ??= this.compute(choice);
    return this.#documented;
  }

  protected abstract compute(choice: Choice): string;

  /** By number of the dimension: 1 where it is part of this node. */
  protected get mask(): Uint8Array {
    if (!this.#touches) {
      this.#touches = new Uint8Array(Math.max(0, ...this.dimensions) + 1);
      for (const dimension of this.dimensions) this.#touches[dimension] = 1;
    }
    return this.#touches;
  }
}

/** A value from the exchange, and what mistakes make of it. */
export class Leaf extends TreeNode {
  constructor(
    private readonly dimension: number,
    private readonly values: readonly string[],
  ) {
    super(dimension < 0 ? new Set() : new Set([dimension]));
  }

  protected compute(choice: Choice): string {
    return this.values[this.dimension < 0 ? 0 : choice.of(this.dimension)] as string;
  }
}

/** Steps applied to a part. Their results are kept: a large body is hashed once for each of its variants. */
export class Stepped extends TreeNode {
  readonly #kept = new Map<number | string, string>();

  constructor(
    private readonly of: TreeNode,
    private readonly dimension: number,
    /** The steps, and what mistakes make of their result; by number of the alternative. */
    private readonly apply: (before: string, alternative: number) => string,
  ) {
    super(new Set(dimension < 0 ? of.dimensions : [...of.dimensions, dimension]));
  }

  protected compute(choice: Choice): string {
    const key = choice.keyWithin(this.mask);
    let value = this.#kept.get(key);
    if (value === undefined) {
      const alternative = this.dimension < 0 ? 0 : choice.of(this.dimension);
      value = this.apply(this.of.value(choice), alternative);
      if (value.length <= KEPT_LENGTH && this.#kept.size < KEPT_VALUES) this.#kept.set(key, value);
    }
    return value;
  }
}

const NO_PART = -1;
const NOTHING_CHANGED = new Choice([], 0);
const KEPT_LENGTH = 4096;
const KEPT_VALUES = 100_000;

/** How parts are put together; of each list the first, or nothing, is documented. */
export interface Layout {
  readonly separators: readonly string[];
  /** From the second alternative on. */
  readonly arrangements: readonly Arrangement['write'][];
  readonly edges: readonly Edges[];
  /** Negative where there is but one alternative. */
  readonly dimensions: { readonly separator: number; readonly arrangement: number; readonly edges: number };
}

/** Parts put together. */
export class Joined extends TreeNode {
  /** By number of the dimension: the part that it changes. */
  readonly #partOf: Int16Array;
  /** Whether a dimension changes several parts, as one that is named and used twice. */
  #isShared = false;
  /** The documented text, and where its parts begin and end. */
  #documented: { readonly text: string; readonly starts: number[]; readonly ends: number[] } | undefined;

  constructor(
    private readonly parts: readonly TreeNode[],
    private readonly layout: Layout,
  ) {
    const own = Object.values(layout.dimensions).filter((dimension) => dimension >= 0);
    super(new Set([...parts.flatMap((part) => [...part.dimensions]), ...own]));
    this.#partOf = new Int16Array(Math.max(0, ...this.dimensions) + 1).fill(NO_PART);
    for (const [index, part] of parts.entries()) {
      for (const dimension of part.dimensions) {
        this.#isShared ||= this.#partOf[dimension] !== NO_PART;
        this.#partOf[dimension] = index;
      }
    }
  }

  protected compute(choice: Choice): string {
    const { separators, arrangements, edges, dimensions } = this.layout;
    const ofSeparator = chosen(choice, dimensions.separator);
    const separator = separators[ofSeparator] as string;
    const arrangement = chosen(choice, dimensions.arrangement);
    const edge = chosen(choice, dimensions.edges);
    const joined =
      arrangement === 0
        ? ofSeparator === 0 && !this.#isShared && choice.count > 0
          ? this.#replace(choice, separator)
          : this.#join(choice, separator)
        : (arrangements[arrangement - 1] as Arrangement['write'])(
            this.parts.map((part) => part.value(choice)),
            separator,
          );
    return edge === 0 ? joined : (edges[edge - 1] as Edges).join(joined);
  }

  /** The documented text with the changed parts in place: the whole cost of most candidates besides their digest. */
  #replace(choice: Choice, separator: string): string {
    this.#documented ??= this.#measure(separator);
    const { text, starts, ends } = this.#documented;
    let joined = '';
    let from = 0;
    for (let last = -1; ; ) {
      let next = this.parts.length;
      for (let number = 0; number < choice.count; number++) {
        const part = this.#partOf[choice.changed(number)] ?? NO_PART;
        if (part > last && part < next) next = part;
      }
      if (next === this.parts.length) return from === 0 ? text : joined + text.slice(from);
      joined += text.slice(from, starts[next]) + (this.parts[next] as TreeNode).value(choice);
      from = ends[next] as number;
      last = next;
    }
  }

  #measure(separator: string) {
    const starts: number[] = [];
    const ends: number[] = [];
    let text = '';
    for (const [index, part] of this.parts.entries()) {
      if (index > 0) text += separator;
      starts.push(text.length);
      text += part.value(NOTHING_CHANGED);
      ends.push(text.length);
    }
    return { text, starts, ends };
  }

  #join(choice: Choice, separator: string): string {
    let joined = '';
    for (let index = 0; index < this.parts.length; index++) {
      if (index > 0) joined += separator;
      joined += (this.parts[index] as TreeNode).value(choice);
    }
    return joined;
  }
}

function chosen(choice: Choice, dimension: number): number {
  return dimension < 0 ? 0 : choice.of(dimension);
}

/** A digest inside the description, as in a chain of derived keys. */
export class Derived extends TreeNode {
  readonly #kept = new Map<number | string, string>();

  constructor(
    private readonly key: TreeNode,
    private readonly of: TreeNode,
    private readonly digest: (key: string, message: string) => string,
  ) {
    super(new Set([...key.dimensions, ...of.dimensions]));
  }

  protected compute(choice: Choice): string {
    const key = choice.keyWithin(this.mask);
    let value = this.#kept.get(key);
    if (value === undefined) {
      value = this.digest(this.key.value(choice), this.of.value(choice));
      if (this.#kept.size < KEPT_VALUES) this.#kept.set(key, value);
    }
    return value;
  }
}
