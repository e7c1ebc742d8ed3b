import type { Choice } from './choice.js';
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
  constructor(
    private readonly parts: readonly TreeNode[],
    private readonly layout: Layout,
  ) {
    const own = Object.values(layout.dimensions).filter((dimension) => dimension >= 0);
    super(new Set([...parts.flatMap((part) => [...part.dimensions]), ...own]));
  }

  protected compute(choice: Choice): string {
    const { separators, arrangements, edges, dimensions } = this.layout;
    const separator = separators[chosen(choice, dimensions.separator)] as string;
    const arrangement = chosen(choice, dimensions.arrangement);
    const edge = chosen(choice, dimensions.edges);
    const joined =
      arrangement === 0
        ? this.#join(choice, separator)
        : (arrangements[arrangement - 1] as Arrangement['write'])(
            this.parts.map((part) => part.value(choice)),
            separator,
          );
    return edge === 0 ? joined : (edges[edge - 1] as Edges).join(joined);
  }

  /** Without a list between: this is the whole cost of most candidates besides their digest. */
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
