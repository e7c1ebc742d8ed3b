import type { TransportKind } from '../../exchange/exchange.js';
import { type Case, settle, state } from '../../wizard/case.js';
import { told } from '../../wizard/fact-questions.js';
import { withAnswer } from '../../wizard/pasted.js';
import type { Question } from '../../wizard/question.js';
import { routed } from '../../wizard/route-question.js';
import type { Aside, Prompts, Reply } from './prompts.js';

/** An answer: the case as it is then, and the answer in the words of the transcript. */
export interface Answered {
  readonly then: Case;
  readonly words: string;
  /** What was asked, where it is not the question itself. */
  readonly asked?: string | undefined;
  /** What was seen or tried, line by line. */
  readonly says?: readonly string[] | undefined;
}

/** Packs by id, with the names that people know them by. */
export type PackNames = ReadonlyMap<string, string>;

type Asked<K extends Question['kind']> = (
  question: Question & { readonly kind: K },
  one: Case,
  setting: { readonly prompts: Prompts; readonly packs: PackNames; readonly asides: readonly Aside[] },
) => Promise<Reply<Answered>>;

/** Puts a question that a person answers. What errdoctor does itself is an offer. */
export const ask: { readonly [K in Exclude<Question['kind'], 'secret' | 'probe'>]: Asked<K> } = {
  async choice({ ask: words, outcomes }, _one, { prompts, asides }) {
    const choices = outcomes.map(({ label, then }) => ({ value: { then, words: label }, label }));
    return prompts.choose(words, choices, asides);
  },

  async typed({ id, ask: words, typed, optional }, one, { prompts, asides }) {
    const asked = optional ? `${words} (Type "none" when it is not there.)` : words;
    const isAbsent = (text: string) => optional === true && /^none$/i.test(text);
    const check = (text: string) => (isAbsent(text) ? undefined : unusable(text, typed));
    const reply = await prompts.text(asked, { asides, check });
    return answered(reply, (text) => told(one, id, isAbsent(text) ? undefined : valueIn(text, typed)));
  },

  async provider({ ask: words }, one, { prompts, packs, asides }) {
    const known = [...packs].map(([id, name]) => ({
      value: id as string | undefined,
      label: name,
      hint: id,
    }));
    const other = { value: undefined, label: 'another API' };
    const reply = await prompts.choose(words, [...known, other], asides);
    if (reply.is !== 'answer') return reply;
    const then = settle(one, 'provider');
    const { value: id } = reply;
    return {
      is: 'answer',
      value: {
        then: id === undefined ? then : { ...then, options: { ...then.options, provider: id } },
        words: (id !== undefined && packs.get(id)) || other.label,
      },
    };
  },

  async status({ ask: words }, one, { prompts, asides }) {
    const check = (text: string) =>
      /^(?:[1-5]\d\d|none|no)$/i.test(text)
        ? undefined
        : 'Expected an HTTP status such as 403, or "none" when no answer came.';
    const reply = await prompts.text(`${words} An HTTP status such as 403, or "none".`, { asides, check });
    if (reply.is !== 'answer' || /^\d/.test(reply.value))
      return answered(reply, (text) => state(settle(one, 'status'), { status: Number(text) }));
    const choices = FAILURES.map(([value, label]) => ({ value, label }));
    const failed = await prompts.choose('How did it fail?', choices, asides);
    if (failed.is !== 'answer') return failed;
    const then = state(settle(one, 'status'), { transport: failed.value });
    const label = FAILURES.find(([kind]) => kind === failed.value)?.[1] ?? failed.value;
    return { is: 'answer', value: { then, words: `no answer: ${label}` } };
  },

  async answer({ ask: words }, one, { prompts, asides }) {
    const reply = await prompts.paste(words, asides);
    return answered(reply, (text) => withAnswer(one, text));
  },

  async route({ ask: words }, one, { prompts, asides }) {
    const check = (text: string) =>
      ROUTE.test(text) ? undefined : 'Expected a method and a path, such as POST /v1/payments.';
    const reply = await prompts.text(words, { asides, check });
    return answered(reply, (text) => {
      const [, method, url = ''] = ROUTE.exec(text) as RegExpExecArray;
      return routed(one, method?.toUpperCase(), url);
    });
  },
};

const ROUTE = /^(?:([A-Za-z]{3,16})\s+)?((?:https?:\/\/[^\s/]|\/)\S*)$/i;

const FAILURES: readonly (readonly [TransportKind, string])[] = [
  ['tls', 'the TLS handshake failed, or a certificate was refused'],
  ['timeout', 'it timed out'],
  ['connect', 'no connection could be made (refused, unreachable)'],
  ['dns', 'the host name was not found'],
  ['reset', 'the connection was closed before the answer was whole'],
  ['proxy', 'a proxy refused'],
  ['other', 'in another way'],
];

function answered(reply: Reply<string>, then: (text: string) => Case): Reply<Answered> {
  if (reply.is !== 'answer') return reply;
  return { is: 'answer', value: { then: then(reply.value), words: reply.value } };
}

function unusable(text: string, typed: Question['typed']): string | undefined {
  return typed === 'number' && !Number.isFinite(Number(text)) ? 'Expected a number.' : undefined;
}

/** What is typed as JSON is taken as a text where it is none: people leave the quotes out. */
function valueIn(text: string, typed: Question['typed']): unknown {
  if (typed === 'number') return Number(text);
  if (typed !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
