import type { Exchange } from '../exchange/exchange.js';
import { type Built, build } from './build.js';
import { type Carried, readCarrier } from './carrier.js';
import { Choice } from './choice.js';
import { type Target, targetsOf } from './decode.js';
import { type Expectation, expectationOf } from './expected.js';
import type { Explanation, Finding, FoundMistake } from './finding.js';
import { computationOf, DIGEST_LENGTH, isPublicKey } from './mac.js';
import type { GivenSecret } from './given.js';
import { type MaterialData, materialOf } from './material.js';
import { readMaterial } from './read-material.js';
import type { NamedScheme } from './scheme.js';
import { DOCUMENTED, type Match, Search, type SearchInput } from './search.js';
import { searchLevel } from './search-threads.js';

export interface ExamineOptions {
  readonly secrets?: readonly GivenSecret[];
  /** Simultaneous mistakes; 3 by default. */
  readonly depth?: number | undefined;
  /** Seconds after which to stop; 10 by default. */
  readonly timeoutSeconds?: number | undefined;
  /** Told now and then how many candidates were tried, of about how many. */
  readonly progress?: ((tried: number, of: number) => void) | undefined;
}

const DEPTH = 3;
const TIMEOUT_SECONDS = 10;
const NOTHING = new Choice([], 0);

/**
 * Says of a signed request or delivery whether its signature is right, and if not, which mistakes reproduce it.
 *
 * @param schemes those that the exchange may be signed by, the likeliest first; others of the same provider after them
 * @returns undefined without a scheme
 */
export async function examine(
  exchange: Exchange,
  schemes: readonly NamedScheme[],
  options: ExamineOptions = {},
): Promise<Finding | undefined> {
  const material = readMaterial(exchange);
  const deadline =
    performance.timeOrigin + performance.now() + (options.timeoutSeconds ?? TIMEOUT_SECONDS) * 1000;
  const inquiries = schemes.map((named) => new Inquiry(named, material, options, deadline));
  const signed = inquiries.filter(({ carried }) => carried);
  // Two variants of one scheme may travel in the same header: either is right.
  for (const inquiry of signed) {
    const right = inquiry.verify();
    if (right) return right;
  }
  const [first] = signed.length > 0 ? signed : inquiries;
  if (!first) return undefined;
  return (await first.search(inquiries)) ?? first.finding('not-found');
}

/** One scheme put to one exchange. */
class Inquiry {
  readonly carried: Carried | undefined;
  readonly #targets: readonly Target[];
  readonly #secrets: readonly GivenSecret[];
  readonly #expected: Expectation;
  readonly #inexact: boolean;

  constructor(
    private readonly named: NamedScheme,
    private readonly material: MaterialData,
    private readonly options: ExamineOptions,
    private readonly deadline: number,
  ) {
    const [name, scheme] = named;
    const all = options.secrets ?? [];
    const own = all.filter((secret) => secret.scheme === name);
    this.#secrets = own.length > 0 ? own : all.filter((secret) => secret.scheme === undefined);
    this.carried = readCarrier(scheme, materialOf(material));
    this.#targets = (this.carried?.signatures ?? []).flatMap((text) => targetsOf(text, scheme));
    this.#expected = expectationOf(scheme, material, this.carried?.tokens ?? {}, this.#secrets[0]?.value);
    this.#inexact = this.#expected.readsBody && !material.bodyIsExact;
  }

  /** The finding `right`, where the documented form with one of the secrets gives what was sent. */
  verify(): Finding | undefined {
    if (this.#obstacle()) return undefined;
    for (const secret of this.#secrets) {
      const explanation = this.#documented(secret);
      if (explanation?.mistakes.length === 0) return this.finding('right', { secret });
    }
    return undefined;
  }

  /** Searches with each secret; undefined where nothing was found in time. */
  async search(inquiries: readonly Inquiry[]): Promise<Finding | undefined> {
    const obstacle = this.#obstacle();
    if (obstacle) return this.finding(obstacle);
    const wanted = this.options.depth ?? DEPTH;
    let candidates = 0;
    for (const secret of this.#secrets) {
      const documented = this.#documented(secret);
      if (documented) return this.finding('mistake', { secret, explanations: [documented] });
      const other = this.#otherScheme(inquiries, secret);
      if (other) return this.finding('mistake', { secret, explanations: [other] });
    }
    let reached = 0;
    const searches = this.#secrets.map((secret) => {
      const input = this.#input(secret);
      return { secret, input, search: new Search(input) };
    });
    for (let depth = 1; depth <= wanted; depth++) {
      for (const { secret, input, search } of searches) {
        const about = search.candidates(depth);
        const before = candidates;
        const progress = this.options.progress;
        const result = await searchLevel(search, input, depth, this.deadline, (tried) =>
          progress?.(before + tried, before + about),
        );
        candidates += result.tried;
        const explanations = distinct(result.matches.map((match) => this.#explain(search, match)));
        if (explanations.length > 0)
          return this.finding('mistake', {
            secret,
            explanations,
            candidates,
            depth,
            complete: result.finished,
          });
        if (!result.finished)
          return this.finding('not-found', { secret, candidates, depth: reached, complete: false });
      }
      reached = depth;
    }
    return this.finding('not-found', { candidates, depth: reached });
  }

  finding(
    is: Finding['is'],
    {
      secret = this.#secrets[0],
      ...rest
    }: Partial<Pick<Finding, 'explanations' | 'candidates' | 'depth' | 'complete'>> & {
      secret?: GivenSecret | undefined;
    } = {},
  ): Finding {
    const [name, scheme] = this.named;
    return {
      scheme: name,
      name: scheme.name,
      by: scheme.by,
      is,
      explanations: [],
      depth: 0,
      complete: true,
      candidates: 0,
      ...rest,
      missing: this.#expected.missing,
      ...(this.#expected.expected && { expected: this.#expected.expected }),
      ...(this.carried && { sent: this.carried.value }),
      ...(secret && { secretFrom: secret.source }),
    };
  }

  /** Why nothing can be compared. */
  #obstacle(): Finding['is'] | undefined {
    if (!this.carried) return 'no-signature';
    if (this.#secrets.length === 0) return 'no-secret';
    if (this.#expected.missing.length > 0) return 'incomplete';
    if (this.#targets.length === 0 || !this.#hasUsableKey()) return 'unreadable';
    return this.#inexact ? 'inexact' : undefined;
  }

  #hasUsableKey(): boolean {
    if (computationOf(this.named[1].mac)) return true;
    return this.#secrets.every(({ value }) => isPublicKey(this.#build(value).key.value(NOTHING)));
  }

  #build(secret: string): Built {
    const [, scheme] = this.named;
    const tokens = this.carried?.tokens ?? {};
    return build({ scheme, material: materialOf(this.material), tokens, secret });
  }

  #documented(secret: GivenSecret): Explanation | undefined {
    const search = new Search(this.#input(secret), DOCUMENTED);
    const [match] = search.run({ level: 0, number: 0, of: 1, deadline: Number.POSITIVE_INFINITY }).matches;
    return match && this.#explain(search, match);
  }

  /** Another scheme of the provider gives the signature that travels here. */
  #otherScheme(inquiries: readonly Inquiry[], secret: GivenSecret): Explanation | undefined {
    for (const other of inquiries) {
      if (other === this || other.#expected.missing.length > 0) continue;
      const input = { ...other.#input(secret), tokens: this.carried?.tokens ?? {}, targets: this.#targets };
      const search = new Search(input, DOCUMENTED);
      const [match] = search.run({ level: 0, number: 0, of: 1, deadline: Number.POSITIVE_INFINITY }).matches;
      if (!match) continue;
      const explained = other.#explain(search, match, this.#targets);
      const [, { name }] = other.named;
      return { ...explained, mistakes: [{ id: 'ver-scheme', detail: name }, ...explained.mistakes] };
    }
    return undefined;
  }

  #input(secret: GivenSecret): SearchInput {
    const [, scheme] = this.named;
    const all = this.options.secrets ?? [];
    return {
      scheme,
      material: this.material,
      tokens: this.carried?.tokens ?? {},
      secret: secret.value,
      otherSecrets: all.filter((one) => one !== secret).map(({ value }) => value),
      targets: this.#targets,
    };
  }

  #explain(search: Search, match: Match, targets = this.#targets): Explanation {
    const { built, singles } = search;
    const chosen = match.singles.map((number) => singles[number] as (typeof singles)[number]);
    const choice = new Choice(built.sizes, chosen.length);
    for (const { dimension, alternative } of chosen) choice.push(dimension, alternative);
    const target = targets[match.target] as Target;
    const computed = built.computations[built.macDimension < 0 ? 0 : choice.of(built.macDimension)];
    const bits = target.bytes.length * 8;
    const isCut = computed && DIGEST_LENGTH[computed.computation.digest] * 8 > bits;
    const mistakes: FoundMistake[] = [
      ...(computed?.mistakes ?? []),
      ...chosen,
      ...(this.carried?.mistakes ?? []),
      ...target.mistakes,
      ...(isCut ? [{ id: 'enc-truncated', detail: `${bits} bits` }] : []),
    ].map(({ id, detail }) => (detail === undefined ? { id } : { id, detail }));
    return {
      mistakes,
      message: built.message.value(choice),
      key: built.key.value(choice),
      secretUsed:
        (computed === undefined ||
          computed.computation.of !== 'message' ||
          !this.named[1].mac.startsWith('hmac')) &&
        !mistakes.some(({ id }) => id === 'sec-empty'),
      bits,
    };
  }
}

/** Explanations that sign the same bytes with the same key are one, named by the simplest. */
function distinct(explanations: readonly Explanation[]): Explanation[] {
  const byBytes = new Map<string, Explanation>();
  for (const explanation of explanations) {
    const rival = byBytes.get(identity(explanation));
    if (!rival || rival.mistakes.length > explanation.mistakes.length)
      byBytes.set(identity(explanation), explanation);
  }
  return [...byBytes.values()];
}

function identity({ message, key }: Explanation): string {
  return `${key.length} ${key}${message}`;
}
