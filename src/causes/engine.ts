import { type DiagnoseOptions, type Diagnosis, diagnose } from '../diagnose.js';
import type { Exchange } from '../exchange/exchange.js';
import { Facts } from '../facts/facts.js';
import { needsArithmetic } from '../limits/check-request.js';
import { loadArithmetic } from '../limits/compare.js';
import { type Description, describe } from '../report/describe.js';
import { causesOf } from '../signing/cause-of.js';
import { schemesOf } from '../signing/choose-scheme.js';
import type { Finding } from '../signing/finding.js';
import type { NamedScheme } from '../signing/scheme.js';
import type { CompiledPacks } from './compiled.js';
import type { GatewayHosts } from './gateway-hosts.js';
import { PackStore } from './load-packs.js';
import type { Finding as PackFinding } from './read-yaml.js';
import { type Recognition, recognise } from './recognise.js';

/** What an exchange was recognised as, by which options. */
interface Recognised {
  readonly as: Recognition | undefined;
  readonly options: DiagnoseOptions;
}

/** The rules, loaded; diagnosing itself never waits. */
export class Engine {
  readonly #recognised = new WeakMap<Exchange, Recognised>();

  /** @internal */
  constructor(/** @internal */ readonly store: PackStore) {}

  /** Loads the packs that these exchanges need, so that `diagnose` finds them. */
  async prepare(exchanges: Iterable<Exchange>, options: DiagnoseOptions = {}): Promise<void> {
    const needed = new Set(['http']);
    const packs = new Map<Exchange, string>();
    for (const exchange of exchanges) {
      const as = options.provider
        ? undefined
        : recognise(new Facts(exchange, undefined, options), this.store.index, options);
      if (!options.provider) this.#recognised.set(exchange, { as, options });
      const pack = options.provider ?? as?.pack;
      if (pack) packs.set(exchange, pack);
    }
    if (options.provider) needed.add(options.provider);
    for (const pack of packs.values()) needed.add(pack);
    await this.store.load(needed);
    for (const [exchange, pack] of packs) {
      const settings = this.store.packs.get(pack)?.settings;
      if (!needsArithmetic(settings?.limits, new Facts(exchange, settings, options))) continue;
      await loadArithmetic();
      break;
    }
  }

  /** @internal The facts of an exchange by the settings of its own pack, after `prepare`. */
  facts(exchange: Exchange, { provider, env, history }: DiagnoseOptions = {}): Facts {
    const pack = provider ?? this.#recognised.get(exchange)?.as?.pack;
    const settings = pack === undefined ? undefined : this.store.packs.get(pack)?.settings;
    return new Facts(exchange, settings, { env, history });
  }

  /** One exchange: a plain call without clock, disk or socket. */
  diagnose(exchange: Exchange, options: DiagnoseOptions = {}): Diagnosis {
    const before = this.#recognised.get(exchange);
    return diagnose(exchange, this.store, options, before?.options === options ? before : undefined);
  }

  /**
   * The same, held against the API's description where there is one, and with the request's signature examined where
   * the user gave secrets, which waits for the search, or where a leading cause is about it.
   *
   * @param progress told now and then how many candidates were tried, of about how many
   */
  async prove(
    exchange: Exchange,
    given: DiagnoseOptions = {},
    progress?: (tried: number, of: number) => void,
  ): Promise<Diagnosis> {
    const options = given.description ? { ...given, described: given.description.check(exchange) } : given;
    const diagnosis = this.diagnose(exchange, options);
    const signature = await examineSuspected(diagnosis, options, progress);
    if (!signature || !diagnosis.pack) return diagnosis;
    const as = { pack: diagnosis.pack.settings.id, by: diagnosis.recognisedBy };
    return diagnose(exchange, this.store, { ...options, signature }, { as });
  }

  /** @internal Puts a diagnosis into words, with places in the user's input. */
  async describe(diagnosis: Diagnosis, description: Description) {
    const ids = new Set(['http', ...(diagnosis.pack ? [diagnosis.pack.settings.id] : [])]);
    const texts = new Map(
      await Promise.all([...ids].map(async (id) => [id, await this.store.text(id)] as const)),
    );
    const signing = diagnosis.facts.stated.signature && (await import('../signing/finding-words.js'));
    return describe(diagnosis, texts, { ...description, ...(signing && { signing }) });
  }
}

/** What the examination of a signature finds, where the user gave what it is checked with or a leading cause is about it. */
async function examineSuspected(
  diagnosis: Diagnosis,
  { signing }: DiagnoseOptions,
  progress: ((tried: number, of: number) => void) | undefined,
): Promise<Finding | undefined> {
  const { exchange } = diagnosis;
  const pack = diagnosis.pack?.settings;
  if (!pack?.signatures) return undefined;
  const isGiven = signing && (signing.secrets.length > 0 || signing.stringToSign !== undefined);
  const schemes = schemesOf(pack, exchange).filter((named) => isGiven || isSuspected(named, diagnosis));
  if (schemes.length === 0) return undefined;
  const { examine } = await import('../signing/examine.js');
  const examined = await examine(exchange, schemes, { ...signing, progress });
  const scheme = examined && pack.signatures[examined.scheme];
  if (!scheme || signing?.stringToSign === undefined) return scheme && examined;
  const { withStringToSign } = await import('../signing/string-to-sign.js');
  return withStringToSign(examined, exchange, scheme, signing);
}

/** Whether what most likely explains a fault is about this scheme's signature. */
function isSuspected([, scheme]: NamedScheme, { faults }: Diagnosis): boolean {
  const causes = causesOf(scheme);
  return faults.some(({ causes: [leading] }) => leading && causes.includes(leading.candidate.rule.id));
}

export interface EngineOptions {
  /** Folders of further packs; a faulty file in them is skipped and reported through `onFinding`. */
  readonly rules?: readonly string[];
  readonly onFinding?: (finding: PackFinding) => void;
  /** Load every pack at once, for long-running use; otherwise call `prepare`. */
  readonly all?: boolean;
  /** Hosts of one's own that lead to a provider, such as a company's gateway. */
  readonly hosts?: GatewayHosts;
}

/** Opens the engine. Throws when the compiled rules are missing or a folder of `rules` cannot be read. */
export async function loadEngine(options: EngineOptions = {}): Promise<Engine> {
  const store = await PackStore.open(
    options.rules?.length ? await ownPacks(options.rules, options) : undefined,
    options.hosts,
  );
  if (options.all) await Promise.all([store.load(), loadArithmetic()]);
  return new Engine(store);
}

async function ownPacks(folders: readonly string[], { onFinding }: EngineOptions): Promise<CompiledPacks> {
  const [{ readPackFiles }, { compilePacks }] = await Promise.all([
    import('./read-pack-files.js'),
    import('./compile-packs.js'),
  ]);
  const sources = [];
  for (const folder of folders) {
    const { packs, findings } = await readPackFiles(folder);
    for (const finding of findings) onFinding?.(finding);
    sources.push(...packs);
  }
  return compilePacks(sources);
}
