import { ALWAYS, type CauseSource } from '../cause.js';
import type { AnyOf, Case } from '../exchange.js';
import type { Random } from '../random.js';
import type { Words } from '../wordings/wordings.js';
import { answered, type Draft, sentBy } from './draft.js';
import { failure } from './pandabase.js';

export const OWN_HEADERS: AnyOf = [['line'], ['sent:x-platform-signature']];

type Route = (random: Random) => Draft;
type Change = (draft: Draft, random: Random) => void;

interface Answering {
  readonly among?: readonly string[];
  readonly tells?: AnyOf;
  readonly answerHeaders?: (draft: Draft, random: Random) => [string, string][];
}

/** A documented code: it names one cause, wherever the capture keeps the answer's body. */
export function coded(
  name: string,
  code: string,
  status: number,
  route: Route,
  change: Change = () => {},
  { among, tells = ALWAYS, answerHeaders }: Answering = {},
): CauseSource {
  const id = `pandabase/${name}`;
  return {
    id,
    tells,
    make(random, words) {
      const draft = route(random);
      change(draft, random);
      return codedCase({
        id,
        code,
        status,
        draft,
        random,
        words,
        tells,
        among: among ?? [id],
        answerHeaders,
      });
    },
  };
}

interface CodedCase {
  readonly id: string;
  readonly code: string;
  readonly status: number;
  readonly draft: Draft;
  readonly random: Random;
  readonly words: Words;
  readonly tells: AnyOf;
  readonly among: readonly string[];
  readonly labels?: readonly string[];
  readonly accepts?: readonly string[];
  readonly general?: string;
  /** The id whose wordings are used, when not its own. */
  readonly wording?: string;
  readonly answerHeaders?: Answering['answerHeaders'];
}

export function codedCase(made: CodedCase): Case {
  const { id, status, draft, random } = made;
  // The rate-limit page writes codes in lower case and leaves status and request id out.
  const otherEdition = random.chance(0.05);
  const code = otherEdition ? made.code.toLowerCase() : made.code;
  const message = made.words.free(made.wording ?? id).text;
  const body = otherEdition
    ? { ok: false, error: { code, message } }
    : failure(random, status, code, message);
  const answer = answered(draft, random, status, body);
  answer.headers.push(['X-API-Version', '2026/03/01-v2'], ...(made.answerHeaders?.(draft, random) ?? []));
  return {
    exchange: { call: sentBy(draft, random), answer },
    labels: made.labels ?? [id],
    accepts: made.accepts ?? [],
    general: made.general,
    among: made.among,
    tells: made.tells,
    named: otherEdition ? OWN_HEADERS : [...OWN_HEADERS, ['answer-body']],
    symptom: [['answer-body']],
    evidence: 'code',
    planted: { texts: [code], part: 'answer-body' },
  };
}
