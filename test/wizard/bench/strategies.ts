import type { Engine } from '../../../src/causes/engine.js';
import type { Diagnosis } from '../../../src/diagnose.js';
import { factCatalogue } from '../../../src/facts/facts.js';
import { answerQuestion } from '../../../src/wizard/answer-question.js';
import type { Case } from '../../../src/wizard/case.js';
import { factQuestions } from '../../../src/wizard/fact-questions.js';
import { type Inquiry, WORTH_ASKING } from '../../../src/wizard/inquiry.js';
import type { Question } from '../../../src/wizard/question.js';
import { routeQuestion } from '../../../src/wizard/route-question.js';
import type { PackWords, Standing } from '../../../src/wizard/standing.js';
import type { Random } from '../../accuracy/random.js';

/** What is asked next of all that is open; undefined to conclude. */
export type Strategy = (one: Case, diagnosis: Diagnosis) => Question | undefined;

/** What the wizard itself would ask; its offers to recompute a signature or to look at the network are declined. */
export function byGain(inquiry: Inquiry): Strategy {
  return (one, diagnosis) =>
    inquiry.questions(one, diagnosis).find(({ kind, gain }) => isQuestion(kind) && gain >= WORTH_ASKING);
}

/**
 * A checklist: the route, the answer, the facts in the order of their catalogue, and last what only a person knows. What nothing
 * depends on is left out, but for the route: a form asks for it before anything can be known of its use.
 */
export function checklist(open: OpenQuestions): Strategy {
  return (one, diagnosis) =>
    one.settled.has('route')
      ? open.of(one, diagnosis).sort((a, b) => rank(a) - rank(b))[0]
      : { id: 'route', kind: 'route', ask: 'Which call was it?', look: 'memory', outcomes: [], gain: 0 };
}

/** Any of those that are open. */
export function atRandom(open: OpenQuestions, random: Random): Strategy {
  return (one, diagnosis) => {
    const all = open.of(one, diagnosis);
    return all.length > 0 ? random.pick(all) : undefined;
  };
}

/** The questions that the wizard chooses from, without what each would bring. */
export class OpenQuestions {
  private constructor(private readonly words: ReadonlyMap<string, PackWords>) {}

  static async load({ store }: Engine): Promise<OpenQuestions> {
    const words = new Map<string, PackWords>();
    for (const [id, match] of store.packs)
      words.set(id, { match, questions: await store.questions(id), pages: await store.pages(id) });
    return new OpenQuestions(words);
  }

  of(one: Case, diagnosis: Diagnosis): Question[] {
    const packs = diagnosis.pack ? [diagnosis.pack.settings.id, 'http'] : ['http'];
    const standing: Standing = {
      one,
      diagnosis,
      suppose: () => diagnosis,
      words: packs.flatMap((id) => this.words.get(id) ?? []),
      given: { tls: { trust: { certificates: [], says: 'nobody' } } },
    };
    return [...answerQuestion(standing), ...routeQuestion(standing), ...factQuestions(standing)];
  }
}

function isQuestion(kind: Question['kind']): boolean {
  return kind !== 'secret' && kind !== 'probe';
}

const FIRST = ['route', 'answer'];
const CATALOGUE = [...factCatalogue().keys()];

function rank({ id }: Question): number {
  if (FIRST.includes(id)) return FIRST.indexOf(id);
  if (id.startsWith('told.')) return FIRST.length + CATALOGUE.length;
  const names = id.split('.').map((_, index, parts) => {
    const shorter = parts.slice(0, parts.length - index).join('.');
    return index === 0 ? shorter : `${shorter}.*`;
  });
  const name = names.find((one) => CATALOGUE.includes(one)) ?? '';
  return FIRST.length + CATALOGUE.indexOf(name);
}
