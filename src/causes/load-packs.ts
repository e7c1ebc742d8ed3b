import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadedPacks } from '../diagnose.js';
import { lengthener } from './common-words.js';
import type {
  CompiledPacks,
  CompiledSimulation,
  PackIndex,
  PackMatch,
  PackPages,
  PackParts,
  PackText,
  RulePage,
} from './compiled.js';
import { type GatewayHosts, indexWith, packWith } from './gateway-hosts.js';
import { PackedTogether } from './packed-together.js';
import { rulePages } from './rule-pages.js';
import { INDEX, partName, readShipped, WORDS } from './shipped-rules.js';

const SHIPPED = 'rules.packed';

/** Where the compiled packs lie: beside the bundle, or in `dist/` when the sources run. */
export function shippedRules(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const found = [join(here, '../rules'), join(here, '../../dist/rules')].find((folder) =>
    existsSync(join(folder, SHIPPED)),
  );
  if (!found)
    throw new Error(`The compiled rules are missing (looked in ../rules from ${here}): run "npm run build".`);
  return found;
}

/** The packs on disk and the user's own, loaded on demand. Loading is the only thing that waits. */
export class PackStore implements LoadedPacks {
  readonly #match = new Map<string, PackMatch>();
  readonly #text = new Map<string, PackText>();
  /** Those of the user's packs. */
  readonly #pages = new Map<string, PackPages>();
  /** Packs that were asked for. */
  readonly #wanted = new Set<string>();
  readonly #lengthen: (line: string) => string;

  private constructor(
    private readonly shipped: PackedTogether,
    readonly index: PackIndex,
    private readonly gateways: GatewayHosts,
  ) {
    this.#lengthen = lengthener(shipped.text(WORDS).split(' '));
  }

  /**
   * Opens the store. `own` are compiled packs of the user's; a pack of the same name replaces ours. `gateways` are
   * further hosts of packs.
   */
  static async open(own?: CompiledPacks, gateways: GatewayHosts = {}): Promise<PackStore> {
    // Read at once and not through promises: loading those costs more than reading this small file.
    const shipped = new PackedTogether(readFileSync(join(shippedRules(), SHIPPED)));
    const index = JSON.parse(shipped.text(INDEX)) as PackIndex;
    const merged = own ? mergeIndex(index, own.index) : index;
    const store = new PackStore(shipped, indexWith(merged, gateways), gateways);
    for (const [id, { match, text, pages }] of Object.entries(own?.packs ?? {})) {
      store.#match.set(id, packWith(match, gateways));
      store.#text.set(id, text);
      store.#pages.set(id, pages);
    }
    return store;
  }

  get packs(): ReadonlyMap<string, PackMatch> {
    return this.#match;
  }

  /** Reads the match part of these packs (all without an argument). Throws a RangeError for an unknown name. */
  async load(ids: Iterable<string> = this.index.packs): Promise<void> {
    const all = [...ids];
    for (const id of all) this.#wanted.add(id);
    for (const id of all) {
      if (this.#match.has(id)) continue;
      if (!this.index.packs.includes(id)) throw new RangeError(`There is no provider pack named "${id}".`);
      const match = this.#read('match', id);
      this.#match.set(id, packWith(match, this.gateways));
    }
  }

  /** The words of a pack. */
  async text(id: string): Promise<PackText> {
    const kept = this.#text.get(id);
    if (kept) return kept;
    const text = this.#read('text', id);
    this.#text.set(id, text);
    return text;
  }

  /** All words of a pack's rules, with those that only pages about causes need. */
  async pages(id: string): Promise<readonly RulePage[]> {
    await this.load([id]);
    const match = this.#match.get(id) as PackMatch;
    return rulePages({ match, text: await this.text(id), pages: await this.#pagesOf(id) });
  }

  /** How a stand-in of this pack's API behaves, as far as the pack says. */
  async simulation(id: string): Promise<CompiledSimulation> {
    return (await this.#pagesOf(id)).simulate ?? {};
  }

  /** What a pack asks people, by name. */
  async questions(id: string): Promise<NonNullable<PackPages['questions']>> {
    return (await this.#pagesOf(id)).questions ?? {};
  }

  async #pagesOf(id: string): Promise<PackPages> {
    const own = this.#pages.get(id);
    if (own) return own;
    return this.#read('pages', id);
  }

  #read<T extends keyof PackParts>(part: T, id: string): PackParts[T] {
    const soon = [...this.#wanted].map((wanted) => partName(wanted, 'match'));
    return readShipped(part, this.shipped.text(partName(id, part), soon), this.#lengthen);
  }
}

/** Two indexes as one; a pack of `own` replaces ours of the same name. */
function mergeIndex(ours: PackIndex, own: PackIndex): PackIndex {
  const replaced = new Set(own.packs);
  return {
    packs: [...new Set([...ours.packs, ...own.packs])],
    hosts: { ...ours.hosts, ...own.hosts },
    requestHeaders: { ...ours.requestHeaders, ...own.requestHeaders },
    responseHeaders: { ...ours.responseHeaders, ...own.responseHeaders },
    requestHeadersTogether: { ...ours.requestHeadersTogether, ...own.requestHeadersTogether },
    codes: mergeLists(ours.codes, own.codes, (entry) => replaced.has(entry.replace(/^~/, ''))),
    messages: mergeLists(ours.messages, own.messages, ([pack]) => replaced.has(pack.replace(/^~/, ''))),
    envelopes: { ...ours.envelopes, ...own.envelopes },
  };
}

type Lists<T> = Readonly<Record<string, readonly T[]>>;

function mergeLists<T>(ours: Lists<T>, own: Lists<T>, isReplaced: (entry: T) => boolean): Lists<T> {
  const merged = new Map(
    Object.entries(ours).map(([key, entries]) => [key, entries.filter((entry) => !isReplaced(entry))]),
  );
  for (const [key, entries] of Object.entries(own)) merged.set(key, [...entries, ...(merged.get(key) ?? [])]);
  return Object.fromEntries(merged);
}
