import { applySteps } from './steps.js';
import { atomName, atomValue, partLabel } from './atoms.js';
import { Choice } from './choice.js';
import { type Computed, computationsOf } from './computations.js';
import { computationOf, Digester } from './mac.js';
import type { Material } from './material.js';
import type { Arrangement, Edges, Frequency, JoinPart, MistakeContext, MistakeFamily } from './mistake.js';
import { bytes } from './read-material.js';
import type { Atom, Part, PartNode, Scheme } from './scheme.js';
import { Derived, Joined, Leaf, Stepped, type TreeNode } from './tree.js';

/** One mistake that can be tried: which alternative of which dimension, and what it is called. */
export interface Single {
  readonly dimension: number;
  readonly alternative: number;
  readonly id: string;
  readonly detail: string | undefined;
  readonly often: Frequency;
  readonly alone: boolean;
}

/** A description put to one exchange: what is signed, and everything that may be wrong about it. */
export interface Built {
  readonly message: TreeNode;
  readonly key: TreeNode;
  /** By number of the alternative in the dimension `macDimension`; none for a public key. */
  readonly computations: readonly Computed[];
  readonly macDimension: number;
  readonly singles: readonly Single[];
  /** How many alternatives each dimension has. */
  readonly sizes: readonly number[];
  /** What the capture does not hold of the parts that are signed. */
  readonly missing: readonly string[];
  /** Whether the body's bytes are signed. */
  readonly readsBody: boolean;
  /** The documented message part by part. */
  readonly parts: readonly JoinPart[];
}

export interface BuildInput {
  readonly scheme: Scheme;
  readonly material: Material;
  readonly tokens: Readonly<Record<string, string>>;
  /** A byte string: the secret, or a public key's PEM. */
  readonly secret: string;
  readonly otherSecrets?: readonly string[];
  /** None: the documented form alone. */
  readonly families?: readonly MistakeFamily[];
  /** Lengths in bytes that a digest may have; any by default. */
  readonly digestLengths?: ReadonlySet<number>;
}

const NOTHING_CHOSEN = new Choice([], 0);

/** Puts a scheme to an exchange. Never throws. */
export function build(input: BuildInput): Built {
  return new Builder(input).build();
}

class Builder {
  readonly #singles: Single[] = [];
  readonly #sizes: number[] = [];
  readonly #missing = new Set<string>();
  readonly #named = new Map<string, TreeNode>();
  readonly #digester = new Digester();
  readonly #families: readonly MistakeFamily[];
  readonly #often = new Map<string, Frequency>();
  readonly #context: MistakeContext;
  #readsBody = false;

  constructor(private readonly input: BuildInput) {
    this.#families = input.families ?? [];
    for (const { mistakes } of this.#families)
      for (const [id, { often }] of Object.entries(mistakes)) this.#often.set(id, often);
    const { scheme, material, otherSecrets = [] } = input;
    this.#context = { scheme, material, otherSecrets, time: this.#time() };
  }

  build(): Built {
    const { scheme } = this.input;
    const { message } = scheme;
    const isJoin = typeof message === 'object' && 'join' in message && !message.then;
    const outer = isJoin ? (message as { join: string; of: readonly Part[] }) : { join: '', of: [message] };
    const nodes = outer.of.map((part) => this.#part(part));
    const parts = this.#describe(outer.of, nodes);
    const root = this.#join(outer.join, nodes, parts, true);
    // A derived key may come from other values than those in the message: each has mistakes of its own.
    this.#named.clear();
    const key = this.#part(scheme.key ?? { secret: true });
    const { computations, dimension } = this.#computations();
    return {
      message: root,
      key,
      computations,
      macDimension: dimension,
      singles: this.#singles,
      sizes: this.#sizes,
      missing: [...this.#missing],
      readsBody: this.#readsBody,
      parts,
    };
  }

  #part(part: Part): TreeNode {
    if (typeof part === 'string') return new Leaf(-1, [bytes(part)]);
    const node = this.#atom(part);
    return part.then ? this.#steps(node, part) : node;
  }

  #atom(part: PartNode): TreeNode {
    if ('secret' in part) return this.#leaf(this.input.secret, part);
    if ('time' in part) return this.#leaf(this.#context.time ?? this.#lacks(part), part);
    if ('part' in part) {
      const named = this.#named.get(part.part) ?? this.#part(this.input.scheme.parts?.[part.part] ?? '');
      this.#named.set(part.part, named);
      return named;
    }
    if ('join' in part) {
      const nodes = part.of.map((one) => this.#part(one));
      return this.#join(part.join, nodes, this.#describe(part.of, nodes), false);
    }
    if ('hmac' in part) {
      const computation = { digest: part.hmac, of: 'hmac' } as const;
      return new Derived(this.#part(part.key), this.#part(part.of), (key, message) =>
        this.#digester.compute(computation, key, message),
      );
    }
    if ('choose' in part) {
      const wanted = this.#plain(part.choose).toLowerCase();
      const name = Object.keys(part.of).find((one) => one.toLowerCase() === wanted) ?? 'else';
      return this.#part(part.of[name] ?? '');
    }
    if ('first' in part) {
      const chosen = part.first.find((one) => this.#plain(one) !== '') ?? part.first.at(-1) ?? '';
      return this.#part(chosen);
    }
    if ('body' in part || 'field' in part || 'raw' in part || 'form' in part) this.#readsBody = true;
    const value = atomValue(part, this.input.material, this.input.tokens) ?? this.#lacks(part);
    return this.#leaf(value, part);
  }

  /** The documented value of a part alone, without mistakes and without complaints. */
  #plain(part: Part): string {
    const { scheme, ...rest } = this.input;
    const built = new Builder({
      ...rest,
      scheme: { ...scheme, message: part, key: '' },
      families: [],
    }).build();
    return built.message.value(NOTHING_CHOSEN);
  }

  #time(): string | undefined {
    const { scheme, material, tokens } = this.input;
    const from = scheme.time?.from;
    if (typeof from === 'object') return atomValue(from, material, tokens);
    const name = material.headerNames.find((header) => /(?:^|[-_])(?:timestamp|time|ts)$/.test(header));
    return name && material.header(name);
  }

  #lacks(part: PartNode): string {
    this.#missing.add(partLabel(part, this.input.scheme));
    return '';
  }

  #leaf(value: string, atom: Atom): TreeNode {
    const name = atomName(atom);
    const values = [value];
    const seen = new Set(values);
    const dimension = this.#dimension();
    const isPublicKey = name === 'secret' && !computationOf(this.input.scheme.mac);
    for (const family of isPublicKey ? [] : this.#families) {
      for (const variant of family.atoms?.[name]?.(value, this.#context, atom) ?? []) {
        if (seen.has(variant.value)) continue;
        seen.add(variant.value);
        this.#single(dimension, values.push(variant.value) - 1, variant);
      }
    }
    return this.#close(dimension, values.length) ? new Leaf(dimension, values) : new Leaf(-1, values);
  }

  #steps(node: TreeNode, atom: PartNode): TreeNode {
    const steps = atom.then ?? [];
    const before = node.value(NOTHING_CHOSEN);
    const documented = applySteps(steps, before, this.input.material);
    const variants = (value: string) =>
      this.#families.flatMap((family) => [...(family.steps?.(value, steps, this.#context, atom) ?? [])]);
    const dimension = this.#dimension();
    const seen = new Set([documented]);
    const names: string[] = [''];
    for (const variant of variants(before)) {
      if (seen.has(variant.value)) continue;
      seen.add(variant.value);
      this.#single(dimension, names.push(nameOf(variant)) - 1, variant);
    }
    const own = this.#close(dimension, names.length) ? dimension : -1;
    return new Stepped(node, own, (value, alternative) => {
      const variant =
        alternative > 0 ? variants(value).find((one) => nameOf(one) === names[alternative]) : undefined;
      return variant?.value ?? applySteps(steps, value, this.input.material);
    });
  }

  #join(
    separator: string,
    nodes: readonly TreeNode[],
    parts: readonly JoinPart[],
    outermost: boolean,
  ): TreeNode {
    const between = bytes(separator);
    const values = parts.map(({ value }) => value);
    const dimensions = {
      separator: this.#dimension(),
      arrangement: this.#dimension(),
      edges: this.#dimension(),
    };
    const separators = [between];
    const arrangements: Arrangement['write'][] = [];
    const edges: Edges[] = [];
    const documented = values.join(between);
    // Kinds that write the same by themselves differ once another part goes wrong as well.
    const seen = {
      write: new Set([documented]),
      separator: new Set([documented]),
      edges: new Set([documented]),
    };
    const isNew = (of: Set<string>, value: string) => of.size < of.add(value).size;
    for (const family of this.#families) {
      for (const variant of family.layouts?.(between, parts, this.#context, outermost) ?? []) {
        if ('write' in variant) {
          if (!isNew(seen.write, variant.write(values, between))) continue;
          const write: Arrangement['write'] = (all, by) => variant.write(all, by);
          this.#single(dimensions.arrangement, arrangements.push(write), variant);
        } else if ('separator' in variant) {
          if (!isNew(seen.separator, values.join(variant.separator))) continue;
          this.#single(dimensions.separator, separators.push(variant.separator) - 1, variant);
        } else if (isNew(seen.edges, variant.edges.join(documented)))
          this.#single(dimensions.edges, edges.push(variant.edges), variant);
      }
    }
    this.#close(dimensions.separator, separators.length);
    this.#close(dimensions.arrangement, arrangements.length + 1);
    this.#close(dimensions.edges, edges.length + 1);
    return new Joined(nodes, { separators, arrangements, edges, dimensions });
  }

  #describe(of: readonly Part[], nodes: readonly TreeNode[]): JoinPart[] {
    return of.map((part, index) => ({
      atom: typeof part === 'string' ? 'text' : atomName(part),
      label: partLabel(part, this.input.scheme),
      value: (nodes[index] as TreeNode).value(NOTHING_CHOSEN),
    }));
  }

  #computations(): { computations: readonly Computed[]; dimension: number } {
    const { scheme, digestLengths } = this.input;
    const { computations, wrong } = computationsOf(scheme.mac, this.#families, digestLengths);
    if (computations.length === 0) return { computations, dimension: -1 };
    const dimension = this.#dimension();
    for (const one of wrong) this.#single(dimension, one.alternative, one);
    this.#close(dimension, computations.length);
    return { computations, dimension };
  }

  #dimension(): number {
    return this.#sizes.push(1) - 1;
  }

  /** Whether the dimension has more than its documented alternative. */
  #close(dimension: number, size: number): boolean {
    this.#sizes[dimension] = size;
    return size > 1;
  }

  #single(
    dimension: number,
    alternative: number,
    { id, detail, often, alone }: { id: string; detail?: string; often?: Frequency; alone?: true },
  ): void {
    const frequency = often ?? this.#often.get(id) ?? 'low';
    this.#singles.push({ dimension, alternative, id, detail, often: frequency, alone: alone === true });
  }
}

function nameOf({ id, detail }: { readonly id: string; readonly detail?: string }): string {
  return `${id} ${detail ?? ''}`;
}
