import type { PackSettings } from '../causes/pack.js';
import type { Exchange } from '../exchange/exchange.js';
import { checkRequest, LimitReading } from '../limits/check-request.js';
import { EnvelopeReading } from './envelope.js';
import type { Fact, FactContext, FactDefinition, Stated, SymptomFacts } from './fact.js';
import { known } from './fact.js';
import { factGroups } from './groups.generated.js';
import { type BodyReading, readBodyOf } from './json-reading.js';

const NO_SYMPTOM: SymptomFacts = {};
/** Read off the method and the URL. */
const OF_REQUEST = /^(?:request|destination|environment)\./;

/** The facts of one exchange: each is computed on first read and kept; nobody computes all. */
export class Facts implements FactContext {
  readonly #kept = new Map<string, Fact>();
  /** Those that rest on what a person said. */
  #told: Set<string> | undefined;
  /** Whether what is being computed has read one of them. */
  #readsTold = false;
  #envelope: EnvelopeReading | undefined;
  #limits: LimitReading | undefined;

  constructor(
    readonly exchange: Exchange,
    readonly pack: PackSettings | undefined,
    readonly stated: Stated,
    private readonly bodies: Bodies = new Bodies(exchange),
    readonly symptom: SymptomFacts = NO_SYMPTOM,
    private readonly shared?: Facts,
  ) {}

  /** The same exchange seen with the settings of a pack; what was parsed is kept. */
  with(pack: PackSettings, guessed = false): Facts {
    return new Facts(this.exchange, pack, guessed ? { ...this.stated, guessed } : this.stated, this.bodies);
  }

  /** The same facts, but those of the group `error` speak of another symptom. */
  of(symptom: SymptomFacts): Facts {
    return new Facts(this.exchange, this.pack, this.stated, this.bodies, symptom, this.shared ?? this);
  }

  /** One fact by name. Never throws: a check that breaks gives a `failed` fact and the diagnosis goes on. */
  fact(name: string): Fact {
    if (this.shared && !name.startsWith('error.')) return this.shared.fact(name);
    const fact = this.#kept.get(name) ?? this.#find(name);
    if (this.#told?.has(name)) this.#readsTold = true;
    return fact;
  }

  /** Whether a fact is known only from what a person said, or follows from that. */
  isTold(name: string): boolean {
    if (this.shared && !name.startsWith('error.')) return this.shared.isTold(name);
    if (this.exchange.request?.isTold && OF_REQUEST.test(name)) return true;
    this.fact(name);
    return this.#told?.has(name) ?? false;
  }

  /** What a probe found counts more than the capture; what a person says, less. */
  #find(name: string): Fact {
    const answer = this.stated.answers && this.#answer(name);
    const found = findFact(name);
    if (!found) return answer ?? { is: 'failed', error: `there is no fact named ${name}` };
    // Without answers, as nearly always, nobody said anything that a fact could rest on.
    const fact = this.stated.answers ? this.#known(name, found, answer) : this.#compute(name, found);
    this.#kept.set(name, fact);
    return fact;
  }

  #known(name: string, found: FoundFact, answer: Fact | undefined): Fact {
    const isByHand = this.stated.byHand?.has(name) ?? false;
    if (answer && !isByHand) return answer;
    const outer = this.#readsTold;
    this.#readsTold = false;
    const computed = this.#compute(name, found);
    const fact = answer && computed.is !== 'known' ? answer : computed;
    if (this.#readsTold || fact === answer) this.#told = (this.#told ?? new Set()).add(name);
    this.#readsTold = outer;
    return fact;
  }

  #answer(name: string): Fact | undefined {
    const { answers } = this.stated;
    return answers && Object.hasOwn(answers, name) ? known(answers[name]) : undefined;
  }

  #compute(name: string, { definition, rest }: FoundFact): Fact {
    if (definition.of && !this.exchange[definition.of]) return known(false);
    try {
      return definition.get(this, rest);
    } catch (error) {
      return { is: 'failed', error: `${name}: ${(error as Error).message}` };
    }
  }

  body(side: 'request' | 'response'): BodyReading {
    return this.bodies.read(side);
  }

  get envelope(): EnvelopeReading {
    if (this.shared) return this.shared.envelope;
    this.#envelope ??= new EnvelopeReading(
      this.body('response'),
      this.exchange.response,
      this.pack?.envelope,
    );
    return this.#envelope;
  }

  get limits(): LimitReading {
    if (!this.pack?.limits) return LimitReading.none;
    if (this.shared) return this.shared.limits;
    this.#limits ??= checkRequest(this.pack.limits, this);
    return this.#limits;
  }
}

/** The bodies of one exchange, each parsed once. */
class Bodies {
  readonly #parsed: { request?: BodyReading; response?: BodyReading } = {};

  constructor(private readonly exchange: Exchange) {}

  read(side: 'request' | 'response'): BodyReading {
    this.#parsed[side] ??= this.#parse(side);
    return this.#parsed[side];
  }

  #parse(side: 'request' | 'response'): BodyReading {
    const message = this.exchange[side];
    return message ? readBodyOf(message) : { is: 'not-captured' };
  }
}

const definitions: ReadonlyMap<string, FactDefinition> = new Map(
  factGroups.flatMap((group) => Object.entries(group)),
);
const resolved = new Map<string, FoundFact>();

export interface FoundFact {
  readonly definition: FactDefinition;
  /** What stands for `*` in a family such as `request.header.*`. */
  readonly rest: string;
}

/** The definition behind a name. */
export function findFact(name: string): FoundFact | undefined {
  const before = resolved.get(name);
  if (before) return before;
  const exact = definitions.get(name);
  let found: FoundFact | undefined = exact && { definition: exact, rest: '' };
  const parts = name.split('.');
  for (let length = parts.length - 1; length > 0 && !found; length--) {
    const family = definitions.get(`${parts.slice(0, length).join('.')}.*`);
    if (family) found = { definition: family, rest: parts.slice(length).join('.') };
  }
  if (!found) return undefined;
  // Names come from rules, so there are few; a hostile pack shall not grow this without bound.
  if (resolved.size >= 20_000) resolved.clear();
  resolved.set(name, found);
  return found;
}

/** All definitions by name, for the documentation and the linter. */
export function factCatalogue(): ReadonlyMap<string, FactDefinition> {
  return definitions;
}
