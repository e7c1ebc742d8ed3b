import type { Exchange } from '../exchange/exchange.js';
import { isOwnMask } from '../exchange/own-mask.js';
import { type Built, build } from './build.js';
import { rawValue, readCarrier } from './carrier.js';
import { Choice } from './choice.js';
import { type Target, targetsOf } from './decode.js';
import { type Expectation, expectationOf } from './expected.js';
import { explain } from './explain.js';
import type { Explanation, Finding } from './finding.js';
import { computationOf, DIGEST_LENGTH, isPublicKey } from './mac.js';
import { DEFAULT_DEPTH, type GivenSecret, holdsSecret, secretsFor } from './given.js';
import { type MaterialData, materialOf } from './material.js';
import { readMaterial } from './read-material.js';
import type { NamedScheme } from './scheme.js';
import { DOCUMENTED, type Match, Search, type SearchInput } from './search.js';
import { searchLevel } from './search-threads.js';
import type { Carried } from './written-form.js';

export interface ExamineOptions {
  readonly secrets?: readonly GivenSecret[];
  /** Simultaneous mistakes; 3 by default. */
  readonly depth?: number | undefined;
  /** Seconds after which to stop; 10 by default. */
  readonly timeoutSeconds?: number | undefined;
  /** Shared memory: the search stops as soon as the first number is not 0. */
  readonly stop?: Int32Array | undefined;
  /** Told now and then how many candidates were tried, of about how many. */
  readonly progress?: ((tried: number, of: number) => void) | undefined;
}

const TIMEOUT_SECONDS = 10;
const DIGEST_LENGTHS: ReadonlySet<number> = new Set(Object.values(DIGEST_LENGTH));
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
  const inquiries = schemes.map((named) => new Inquiry(named, material, options));
  const signed = inquiries.filter(({ carried }) => carried);
  const [first] = signed.length > 0 ? signed : inquiries;
  if (!first) return undefined;
  // Two variants of one scheme may travel in the same header: either is right, and either may have been tried.
  const comparable = signed.filter(({ obstacle }) => !obstacle);
  if (comparable.length === 0) return first.finding(first.obstacle ?? 'not-found');
  return foundAtOnce(comparable, inquiries) ?? (await search(comparable, options));
}

/** What needs no search: the documented form, written in whatever way, or that of the provider's other schemes. */
function foundAtOnce(comparable: readonly Inquiry[], inquiries: readonly Inquiry[]): Finding | undefined {
  const documented = comparable.flatMap((inquiry) => inquiry.documented());
  return (
    documented.find((finding) => finding.is === 'right') ??
    documented[0] ??
    comparable.flatMap((inquiry) => inquiry.otherSchemes(inquiries))[0]
  );
}

/** Tries more and more simultaneous mistakes, each number of them with all schemes and secrets. */
async function search(
  inquiries: readonly Inquiry[],
  { depth: wanted = DEFAULT_DEPTH, timeoutSeconds = TIMEOUT_SECONDS, progress, stop }: ExamineOptions,
): Promise<Finding> {
  const deadline = performance.timeOrigin + performance.now() + timeoutSeconds * 1000;
  const searches = inquiries.flatMap((inquiry) => inquiry.searches());
  const [first] = inquiries as [Inquiry];
  let candidates = 0;
  for (let depth = 1; depth <= wanted; depth++) {
    for (const { inquiry, secret, input, search } of searches) {
      const about = search.candidates(depth);
      const before = candidates;
      const result = await searchLevel(search, input, depth, { deadline, stop }, (tried) =>
        progress?.(before + tried, before + about),
      );
      candidates += result.tried;
      const explanations = inquiry.explain(search, result.matches);
      const complete = result.finished;
      if (explanations.length > 0)
        return inquiry.finding('mistake', {
          secret,
          explanations,
          candidates,
          depth: complete ? depth : depth - 1,
          complete,
        });
      if (!complete) return first.finding('not-found', { candidates, depth: depth - 1, complete });
    }
  }
  return first.finding('not-found', { candidates, depth: wanted });
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
  ) {
    const [name, scheme] = named;
    this.#secrets = secretsFor(name, options.secrets ?? []);
    this.carried = readCarrier(scheme, materialOf(material));
    this.#targets = (this.carried?.signatures ?? []).flatMap((text) => targetsOf(text, scheme));
    this.#expected = expectationOf(scheme, material, this.carried?.tokens ?? {}, this.#secrets[0]?.value);
    this.#inexact = this.#expected.readsBody && !material.bodyIsExact;
  }

  /** Findings of the documented form with the secrets that give it. */
  documented(): Finding[] {
    return this.#secrets.flatMap((secret) => {
      const explanation = this.#documented(this.#input(secret));
      if (!explanation) return [];
      return explanation.mistakes.length === 0
        ? this.finding('right', { secret })
        : this.finding('mistake', { secret, explanations: [explanation] });
    });
  }

  /** Findings where another scheme of the provider gives the signature that travels here. */
  otherSchemes(inquiries: readonly Inquiry[]): Finding[] {
    const others = inquiries.filter(
      (other) => other !== this && other.#expected.missing.length === 0 && computationOf(other.named[1].mac),
    );
    return this.#secrets.flatMap((secret) =>
      others.flatMap((other) => {
        const tokens = this.carried?.tokens ?? {};
        const explained = other.#documented({ ...other.#input(secret), tokens, targets: this.#targets });
        if (!explained) return [];
        const [, { name }] = other.named;
        const mistakes = [{ id: 'ver-scheme', detail: name }, ...explained.mistakes];
        return this.finding('mistake', { secret, explanations: [{ ...explained, mistakes }] });
      }),
    );
  }

  /** The searches with each secret. */
  searches() {
    return this.#secrets.map((secret) => {
      const input = this.#input(secret);
      return { inquiry: this as Inquiry, secret, input, search: new Search(input) };
    });
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
      ...this.#sent(is),
      ...(secret && { secretFrom: secret.source }),
    };
  }

  /** A copy that errdoctor masked holds no signature that could be computed. */
  get #isMasked(): boolean {
    return this.carried?.signatures.some(isOwnMask) ?? false;
  }

  #sent(is: Finding['is']): Pick<Finding, 'sent' | 'unseen' | 'oddLength'> {
    if (this.#isMasked) return { unseen: true };
    if (!this.carried)
      return rawValue(this.named[1].at, materialOf(this.material)) === undefined ? { unseen: true } : {};
    const { value } = this.carried;
    return {
      ...(!holdsSecret(value, this.options.secrets ?? []) && { sent: value }),
      ...(is === 'not-found' &&
        this.#targets.every(({ bytes }) => !DIGEST_LENGTHS.has(bytes.length)) && { oddLength: true }),
    };
  }

  /** Why nothing can be compared. */
  get obstacle(): Finding['is'] | undefined {
    if (!this.carried || this.#isMasked) return 'no-signature';
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

  #documented(input: SearchInput): Explanation | undefined {
    const search = new Search(input, DOCUMENTED);
    const [match] = search.run({ level: 0, number: 0, of: 1, deadline: Number.POSITIVE_INFINITY }).matches;
    return match && explain(search, match, this.carried);
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

  /** Different explanations of what was found. */
  explain(search: Search, matches: readonly Match[]): Explanation[] {
    return distinct(matches.map((match) => explain(search, match, this.carried)));
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
