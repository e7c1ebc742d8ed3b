import type { PackMatch } from '../causes/compiled.js';
import type { Engine } from '../causes/engine.js';
import { type Diagnosis, diagnose } from '../diagnose.js';
import type { ProbeGiven } from '../probe/network-probe.js';
import { general } from '../report/explain-page.js';
import type { Finding } from '../signing/finding.js';
import { answerQuestion } from './answer-question.js';
import { type Case, exchangeOf, optionsOf } from './case.js';
import { factQuestions } from './fact-questions.js';
import { openingQuestion } from './opening-question.js';
import { probeQuestions } from './probe-questions.js';
import type { Question } from './question.js';
import { routeQuestion } from './route-question.js';
import { secretQuestion } from './secret-question.js';
import type { PackWords, Standing } from './standing.js';
import { suspects } from './suspects.js';

/** A saving below this is not worth anybody's attention. */
export const WORTH_ASKING = 0.01;
/** More than these nobody is asked, also where an offer or a pause comes between them. */
export const MOST_QUESTIONS = 8;

/** Diagnoses cases and finds the question that is worth most. All packs of the engine must be loaded. */
export class Inquiry {
  readonly #words = new Map<string, PackWords>();
  /** The case that was examined last: it is looked at again before it is asked about, and when it is put into words. */
  #examined: { readonly one: Case; readonly diagnosis: Diagnosis } | undefined;
  /** The last search for a signing mistake: it may take seconds, and most answers change nothing of it. */
  #searched: { readonly one: Case; readonly found: Finding } | undefined;

  constructor(
    private readonly engine: Engine,
    private readonly given: ProbeGiven,
  ) {}

  /** What is found of a case now; waits for the search for a signing mistake where there is one to search. */
  async examine(one: Case): Promise<Diagnosis> {
    if (this.#examined?.one === one) return this.#examined.diagnosis;
    const exchange = exchangeOf(one);
    const options = optionsOf(one);
    await this.engine.prepare([exchange], options);
    const { store } = this.engine;
    const before = this.#searched;
    const diagnosis =
      before && isSignedAlike(before.one, one)
        ? diagnose(exchange, store, { ...options, signature: before.found })
        : await this.engine.prove(exchange, options);
    const found = diagnosis.facts.stated.signature;
    if (found && one.options.signing?.secrets.length) this.#searched = { one, found };
    for (const id of packsOf(diagnosis)) {
      if (this.#words.has(id)) continue;
      const [questions, pages] = await Promise.all([store.questions(id), store.pages(id)]);
      this.#words.set(id, { match: store.packs.get(id) as PackMatch, questions, pages });
    }
    this.#examined = { one, diagnosis };
    return diagnosis;
  }

  /** All that can be asked, what saves most first; what has to be known before anything else stands alone. */
  questions(one: Case, diagnosis: Diagnosis): readonly Question[] {
    const standing = this.#standing(one, diagnosis);
    const opening = openingQuestion(standing);
    if (opening) return [opening];
    return [
      ...answerQuestion(standing),
      ...routeQuestion(standing),
      ...factQuestions(standing),
      ...secretQuestion(standing),
      ...probeQuestions(standing),
    ]
      .filter(({ id }) => !one.settled.has(id))
      .sort((a, b) => b.gain - a.gain || (a.id < b.id ? -1 : 1));
  }

  /** The question to ask next; undefined when none would save more than it costs, or enough was asked. */
  next(one: Case, diagnosis: Diagnosis): Question | undefined {
    if (one.settled.size >= MOST_QUESTIONS) return undefined;
    const [best] = this.questions(one, diagnosis);
    return best && best.gain >= WORTH_ASKING ? best : undefined;
  }

  /** The title of what leads, as it is said of any exchange. */
  leading({ faults: [main] }: Diagnosis): string | undefined {
    const [first] = main?.causes ?? [];
    if (!first) return undefined;
    const { pack, number } = first.candidate;
    const title = this.#words.get(pack.settings.id)?.pages[number]?.title;
    return title && general(title);
  }

  #standing(one: Case, diagnosis: Diagnosis): Standing {
    const { pack, recognisedBy, facts } = diagnosis;
    const { signature, described } = facts.stated;
    const as = pack && { pack: pack.settings.id, by: recognisedBy };
    const exchange = exchangeOf(one);
    return {
      one,
      diagnosis: suspects(diagnosis),
      words: packsOf(diagnosis).flatMap((id) => this.#words.get(id) ?? []),
      given: this.given,
      suppose: (then) =>
        suspects(
          diagnose(
            then.statement === one.statement && then.pasted === one.pasted ? exchange : exchangeOf(then),
            this.engine.store,
            { ...optionsOf(then), signature, described },
            { as },
          ),
        ),
    };
  }
}

/** Whether all that signatures are computed from is the same. */
function isSignedAlike(one: Case, other: Case): boolean {
  return (
    one.captured === other.captured &&
    one.pasted === other.pasted &&
    one.statement === other.statement &&
    one.options.provider === other.options.provider &&
    one.options.signing === other.options.signing
  );
}

/** The packs that speak of an exchange, the provider's first. */
function packsOf({ pack }: Diagnosis): readonly string[] {
  return pack ? [pack.settings.id, 'http'] : ['http'];
}
