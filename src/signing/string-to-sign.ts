import type { Exchange } from '../exchange/exchange.js';
import { causeOf, causesOf } from './cause-of.js';
import { readCarrier } from './carrier.js';
import { reads, signedParts } from './checks/check.js';
import { targetsOf } from './decode.js';
import { explain, named, singlesOf } from './explain.js';
import type { Explanation, Finding, FoundMistake, Logged } from './finding.js';
import { type GivenSecret, type SigningOptions, secretsFor } from './given.js';
import { computationOf } from './mac.js';
import { materialOf } from './material.js';
import algorithm from './mistakes/algorithm.js';
import output from './mistakes/output.js';
import secret from './mistakes/secret.js';
import { readMaterial } from './read-material.js';
import type { Scheme } from './scheme.js';
import { type Match, Search, type SearchInput } from './search.js';
import { searchLevel } from './search-threads.js';

const TIMEOUT_SECONDS = 5;

/**
 * Adds to a finding what the string says that the user's program logged before it signed: whether it is the documented
 * one, else which mistakes make it so, and with a secret whether it is what was signed. The log is the user's own word:
 * where no secret contradicts it, mistakes in it are proven.
 */
export async function withStringToSign(
  finding: Finding,
  exchange: Exchange,
  scheme: Scheme,
  options: SigningOptions,
): Promise<Finding> {
  const { stringToSign } = options;
  if (stringToSign === undefined) return finding;
  const comparison = new Comparison(finding, exchange, scheme, options);
  const [explained] = finding.explanations;
  if (finding.is === 'right' || explained) {
    const signed = explained?.message ?? finding.expected?.message;
    const message = comparison.forms.find((form) => form === signed) ?? comparison.bare;
    return { ...finding, logged: await comparison.logged(message, message === signed) };
  }
  const proof = comparison.proof();
  const message = proof?.message ?? comparison.forms.find((form) => form === comparison.expected);
  const logged = await comparison.logged(message, proof ? true : comparison.canCompute ? false : undefined);
  if (!proof && logged.isExpected) return { ...finding, logged, rulesOut: rulesOfTheString(scheme) };
  if (!proof && (logged.isSigned === false || logged.mistakes.length === 0)) return { ...finding, logged };
  // Over the documented string, but not known to be: what the capture lacks may still be wrong.
  if (proof && logged.isExpected === undefined) return { ...finding, logged };
  const explanation: Explanation = {
    ...(proof ?? { key: '', secretUsed: false, bits: 0 }),
    message: logged.message,
    mistakes: [...logged.mistakes, ...(proof?.mistakes ?? [])],
  };
  const isRight = logged.isExpected === true && explanation.mistakes.length === 0;
  const { secretFrom: _, ...rest } = finding;
  return {
    ...rest,
    is: isRight ? 'right' : 'mistake',
    explanations: isRight ? [] : [explanation],
    logged,
    ...(proof && { secretFrom: proof.secretFrom }),
  };
}

/** What can be wrong though the right string is signed: the rules of these mistakes stay. */
const BESIDE_THE_STRING = [algorithm, secret, output].flatMap(({ mistakes }) => Object.keys(mistakes));

function rulesOfTheString(scheme: Scheme): string[] {
  const left = new Set(BESIDE_THE_STRING.map((id) => causeOf(scheme, id)));
  return causesOf(scheme).filter((rule) => !left.has(rule));
}

interface Proof extends Explanation {
  readonly secretFrom: string;
}

/** One logged string put to one exchange. */
class Comparison {
  /** As logged, and without the line break at its end. */
  readonly forms: readonly string[];
  readonly bare: string;
  /** Whether a secret can tell if the string is what was signed. */
  readonly canCompute: boolean;
  /** The documented string; undefined while the capture lacks a part, or the secret is one. */
  readonly expected: string | undefined;
  readonly #input: Omit<SearchInput, 'secret'>;
  readonly #secrets: readonly GivenSecret[];
  readonly #isOpen: Logged['notCompared'];
  readonly #isInexact: boolean;
  readonly #carried: ReturnType<typeof readCarrier>;

  constructor(
    finding: Finding,
    exchange: Exchange,
    private readonly scheme: Scheme,
    private readonly options: SigningOptions,
  ) {
    const text = options.stringToSign ?? '';
    this.bare = text.replace(/\r?\n$/, '');
    this.forms = text === this.bare ? [text] : [text, this.bare];
    const material = readMaterial(exchange);
    this.#carried = readCarrier(scheme, materialOf(material));
    const targets = (this.#carried?.signatures ?? []).flatMap((one) => targetsOf(one, scheme));
    const tokens = this.#carried?.tokens ?? {};
    this.#input = { scheme, material, tokens, otherSecrets: [], targets };
    this.#secrets = secretsFor(finding.scheme, options.secrets);
    const parts = signedParts(scheme, materialOf(material), tokens);
    const lacksSecret = this.#secrets.length === 0 && parts.some((part) => 'secret' in part);
    this.#isOpen = !finding.expected ? 'missing' : lacksSecret ? 'secret' : undefined;
    this.#isInexact = !material.bodyIsExact && reads({ signed: parts }, 'body', 'raw', 'field', 'form');
    this.expected = this.#isOpen ? undefined : finding.expected?.message;
    this.canCompute =
      targets.length > 0 && this.#secrets.length > 0 && computationOf(scheme.mac) !== undefined;
  }

  /** That the signature comes out over the logged string, perhaps by one mistake with key, digest or writing. */
  proof(): Proof | undefined {
    if (!this.canCompute) return undefined;
    const scheme = { ...this.scheme, message: { token: LOGGED } };
    for (const level of [0, 1]) {
      for (const { value, source } of this.#secrets) {
        for (const message of this.forms) {
          const tokens = { ...this.#input.tokens, [LOGGED]: message };
          const search = new Search({ ...this.#input, scheme, tokens, secret: value });
          const { matches } = search.run({ level, number: 0, of: 1, deadline: Number.POSITIVE_INFINITY });
          const match = matches.find((one) => !changesMessage(search, one));
          if (match) return { ...explain(search, match, this.#carried), message, secretFrom: source };
        }
      }
    }
    return undefined;
  }

  /** @param message the form that counts, where it is known */
  async logged(message: string | undefined, isSigned: boolean | undefined): Promise<Logged> {
    const { expected } = this;
    const wanted = message === undefined ? this.forms : [message];
    const found =
      expected === undefined || wanted.includes(expected) ? undefined : await this.#search(wanted);
    const form = message ?? found?.message ?? this.bare;
    const cut = this.forms[0]?.slice(form.length);
    const differsByCapture = !found && form !== expected && this.#isInexact;
    const notCompared = this.#isOpen ?? (differsByCapture ? 'inexact' : undefined);
    return {
      message: form,
      ...(cut && { newline: cut === '\n' ? 'LF' : 'CR LF' }),
      ...(notCompared ? { notCompared } : { isExpected: form === expected }),
      mistakes: found?.mistakes ?? [],
      ...(isSigned !== undefined && { isSigned }),
    };
  }

  async #search(messages: readonly string[]) {
    const input = { ...this.#input, secret: this.#secrets[0]?.value ?? '', messages };
    const search = new Search(input);
    const { timeoutSeconds = TIMEOUT_SECONDS } = this.options;
    const deadline = performance.timeOrigin + performance.now() + timeoutSeconds * 1000;
    for (let level = 1; level <= this.options.depth; level++) {
      const { matches, finished } = await searchLevel(search, input, level, {
        deadline,
        stop: this.options.stop,
      });
      const [match] = matches;
      if (match) return { message: messages[match.target], mistakes: mistakesOf(search, match) };
      if (!finished) break;
    }
    return undefined;
  }
}

/** The token that the logged string is, in place of the documented message. */
const LOGGED = 'logged string';

function mistakesOf(search: Search, match: Match): FoundMistake[] {
  return singlesOf(search, match).map(named);
}

function changesMessage(search: Search, match: Match): boolean {
  return singlesOf(search, match).some(({ dimension }) => search.built.message.dimensions.has(dimension));
}
