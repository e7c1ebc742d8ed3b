import type { Diagnosis } from '../../diagnose.js';
import { wrap } from '../../report/text/lines.js';
import type { Style } from '../../report/text/style.js';
import { settle } from '../../wizard/case.js';
import type { Inquiry } from '../../wizard/inquiry.js';
import type { Question } from '../../wizard/question.js';
import { after, type Leading, type Session } from '../../wizard/session.js';
import { type Answered, ask, type PackNames } from './ask.js';
import { leadingLines } from './leading-causes.js';
import type { Aside, Prompts, Reply } from './prompts.js';
import { why } from './why.js';

export interface ConversationSetting {
  readonly inquiry: Inquiry;
  readonly prompts: Prompts;
  readonly packs: PackNames;
  readonly style: Style;
  readonly width: number;
  readonly plain: boolean;
  /** What leads in a diagnosis, masked. */
  leading(session: Session, diagnosis: Diagnosis): Promise<readonly Leading[]>;
  /** Takes in something pasted at any time. */
  paste(session: Session): Promise<Reply<Answered>>;
  /** Does what a question offers: a look at the network, the signature recomputed. */
  act(
    question: Question,
    session: Session,
    diagnosis: Diagnosis,
    asides: readonly Aside[],
  ): Promise<Reply<Answered>>;
  /** Told of every step, so that an interruption loses none; throws `Interrupted` after one that nobody else heard. */
  keep(session: Session): void;
}

/** Asks until no question is worth its answer, or the person has had enough. */
export async function converse(start: Session, setting: ConversationSetting): Promise<Session> {
  const { inquiry, prompts } = setting;
  const before: Session[] = [];
  let session = start;
  let leading: readonly Leading[] | undefined;
  for (;;) {
    const diagnosis = await inquiry.examine(session.one);
    const now = session.steps.at(-1)?.leading ?? (await setting.leading(session, diagnosis));
    const isNew = JSON.stringify(now) !== JSON.stringify(leading ?? []);
    if (isNew) await prompts.show(['', ...leadingLines(now, leading, setting), '']);
    leading = now;
    const question = inquiry.next(session.one, diagnosis);
    if (!question) return { ...session, finished: true };
    setting.keep(session);
    const reply = await put(question, session, before.length > 0, diagnosis, setting);
    if (reply.is === 'quit') return session;
    if (reply.is === 'back') {
      session = before.pop() ?? session;
      continue;
    }
    before.push(session);
    session = await stepAfter(reply, question, session, setting);
  }
}

/** Puts a question, with the reason for it as often as it is wanted. */
async function put(
  question: Question,
  session: Session,
  mayGoBack: boolean,
  diagnosis: Diagnosis,
  setting: ConversationSetting,
): Promise<Reply<Answered>> {
  const { prompts, inquiry, packs } = setting;
  const asides: Aside[] = [
    'unknown',
    ...(question.outcomes.length > 0 ? (['why'] as const) : []),
    ...(mayGoBack ? (['back'] as const) : []),
    ...(question.kind === 'answer' ? [] : (['paste'] as const)),
    'quit',
  ];
  for (;;) {
    const reply =
      question.kind === 'secret' || question.kind === 'probe'
        ? await setting.act(question, session, diagnosis, asides)
        : await ask[question.kind](question as never, session.one, { prompts, packs, asides });
    if (reply.is === 'paste') return setting.paste(session);
    if (reply.is !== 'why') return reply;
    const reasons = why(question, (then) => inquiry.leading(then));
    await prompts.show([...reasons.flatMap((line) => wrap(line, setting.width)), '']);
  }
}

async function stepAfter(
  reply: Reply<Answered>,
  question: Question,
  session: Session,
  { inquiry, leading }: ConversationSetting,
): Promise<Session> {
  const { then, words, asked, says } =
    reply.is === 'answer'
      ? reply.value
      : {
          then: settle(session.one, question.id),
          words: 'I do not know.',
          asked: undefined,
          says: undefined,
        };
  const next = { ...session, one: then };
  const step = {
    ask: asked ?? question.ask,
    answer: words,
    ...(says && { says }),
    leading: await leading(next, await inquiry.examine(then)),
  };
  return after(session, step, then);
}
