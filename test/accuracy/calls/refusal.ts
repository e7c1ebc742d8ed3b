import { type CauseSource, NEVER } from '../cause.js';
import {
  type Answer,
  type AnyOf,
  type Call,
  type Case,
  type Evidence,
  type Failure,
  type Field,
  findField,
} from '../exchange.js';
import type { Random } from '../random.js';
import type { Words } from '../wordings/wordings.js';
import { type Draft, sentBy } from './draft.js';

/** What a sheet says of a cause whose answer has no code of its own: status, words and request must tell. */
export interface Refusal {
  readonly id: string;
  readonly status: number | readonly number[];
  readonly routes: readonly ((random: Random) => Draft)[];
  /** The causes of the same status (and fixed message), itself included. */
  readonly among?: readonly string[];
  readonly narrowed?: Case['narrowed'];
  /** What separates it in general. */
  readonly tells?: AnyOf;
  readonly weight?: number;
  /** The documented text; without it the wordings decide. */
  readonly message?: string | ((draft: Draft, random: Random) => string);
  /** The documented text names the provider as well. */
  readonly distinct?: true;
  readonly evidence?: Evidence;
  /** What the answer says of it beside status and message: a code that several causes share. */
  readonly says?: readonly string[];
  readonly accepts?: readonly string[];
  readonly general?: string;
  /** Plants the fault; what it returns replaces `tells` for this exchange. */
  readonly plant?: (draft: Draft, random: Random) => AnyOf | undefined;
  readonly answerHeaders?: (draft: Draft, random: Random) => Field[];
  readonly earlier?: (random: Random, words: Words) => Case['exchange'][];
}

/** How a provider answers: its envelope, and what in an exchange names it. */
export interface Manner {
  readonly named: AnyOf;
  answer(draft: Draft, random: Random, status: number, text: string, refusal: Refusal): Answer;
}

/** Causes of a provider that speaks in this manner. */
export function refusing({ named, answer }: Manner): (refusal: Refusal) => CauseSource {
  return (refusal) => {
    const { id, status, routes, tells = NEVER, message, weight = 1 } = refusal;
    return {
      id,
      tells,
      weight,
      make(random, words) {
        const draft = random.pick(routes)(random);
        const shown = refusal.plant?.(draft, random) ?? tells;
        const code = typeof status === 'number' ? status : random.pick(status);
        const documented = typeof message === 'function' ? message(draft, random) : message;
        const said =
          documented === undefined
            ? words.free(id, { path: draft.path })
            : { text: words.fixed(id, documented), telling: false };
        const evidence = refusal.evidence ?? (documented === undefined ? 'status' : 'message');
        const among = refusal.among ?? [id];
        const call = sentBy(draft, random);
        const answered = answer(draft, random, code, said.text, refusal);
        answered.headers.push(...(refusal.answerHeaders?.(draft, random) ?? []));
        return {
          exchange: {
            call,
            answer: answered,
            earlier: refusal.earlier?.(random, words),
          },
          labels: [id],
          accepts: refusal.accepts ?? [],
          general: refusal.general,
          among,
          narrowed: refusal.narrowed,
          tells: said.telling ? [...shown, ['answer-body']] : shown,
          named: refusal.distinct ? [...named, ['answer-body']] : named,
          symptom: evidence === 'status' ? [['status']] : [['answer-body']],
          evidence,
          planted: {
            texts: [said.text, String(code), ...(refusal.says ?? []), ...shownBy(shown, call, answered)],
            part: evidence === 'status' ? 'status' : 'answer-body',
          },
        };
      },
    };
  };
}

/** Texts of a call and its answer in which the parts that tell a cause can be seen. */
function shownBy(tells: AnyOf, call: Call, { headers }: Answer): string[] {
  return tells.flat().flatMap((part) => {
    const [kind, name] = part.split(':');
    if (part === 'line') return [call.method, call.url, ...new URL(call.url).pathname.split('/').slice(-1)];
    if (part === 'request-body') return [call.body ?? ''];
    if (part === 'answer-headers') return headers.map(([, value]) => value);
    return kind === 'value' && name ? [findField(call.headers, name)?.[1] ?? ''] : [];
  });
}

export interface Unanswered {
  readonly id: string;
  readonly routes: readonly ((random: Random) => Draft)[];
  readonly kinds: readonly ((host: string, random: Random) => Failure)[];
  readonly named: AnyOf;
  /** The id that is right where the request is lost. */
  readonly general?: string;
  readonly tells: AnyOf;
  readonly accepts?: readonly string[];
  readonly plant?: (draft: Draft, random: Random) => void;
}

/** A call that got no answer. */
export function unanswered({
  id,
  routes,
  kinds,
  named,
  general,
  tells,
  accepts = [],
  plant,
}: Unanswered): CauseSource {
  return {
    id,
    tells,
    make(random) {
      const draft = random.pick(routes)(random);
      plant?.(draft, random);
      const failure = random.pick(kinds)(draft.host, random);
      return {
        exchange: { call: sentBy(draft, random), failure },
        labels: [id],
        accepts,
        among: general ? [id, general] : [id],
        general,
        tells,
        named,
        symptom: [['client-words']],
        evidence: 'transport',
        planted: { texts: [failure.curlSays, failure.node.message, failure.chromium], part: 'client-words' },
      };
    },
  };
}

/** Overwrites members of the body. */
export const change =
  (values: object) =>
  (draft: Draft): undefined => {
    draft.json = { ...draft.json, ...values };
  };

/** Leaves members of the body out. */
export const omit =
  (...names: readonly string[]) =>
  (draft: Draft): undefined => {
    for (const name of names) delete draft.json?.[name];
  };

/** JSON that no parser takes. */
export function breakJson(draft: Draft, random: Random): undefined {
  const text = JSON.stringify(draft.json);
  draft.text = random.pick([
    text.slice(0, -1),
    text.replace(':', ' '),
    text.replace('}', ',}'),
    text.replaceAll('"', "'"),
  ]);
}
