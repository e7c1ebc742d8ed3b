import type { Engine } from '../../causes/engine.js';
import type { Diagnosis } from '../../diagnose.js';
import type { ProbeGiven } from '../../probe/network-probe.js';
import type { Style } from '../../report/text/style.js';
import { Inquiry } from '../../wizard/inquiry.js';
import { PASTED, readPasted, withPasted } from '../../wizard/pasted.js';
import type { Question } from '../../wizard/question.js';
import { after, type Session } from '../../wizard/session.js';
import type { Io } from '../io.js';
import { reportContext } from '../report-context.js';
import type { WizardOptions } from '../run/wizard.js';
import type { Answered, PackNames } from './ask.js';
import { converse } from './conversation.js';
import type { Desk } from './desk.js';
import type { Offer, OfferSetting } from './offer.js';
import { offers } from './offers.generated.js';
import type { Aside, Choice, Prompts, Reply } from './prompts.js';

export interface InterviewSetting {
  readonly engine: Engine;
  readonly packs: PackNames;
  readonly desk: Desk;
  readonly given: ProbeGiven;
  readonly prompts: Prompts;
  readonly style: Style;
  readonly plain: boolean;
  readonly io: Io;
  readonly options: WizardOptions;
  /** Told of every step, so that an interruption loses none. */
  keep(session: Session): void;
}

/** Asks what decides, then offers what can be done about it, until somebody wants the report. */
export async function interview(start: Session, setting: InterviewSetting): Promise<Session> {
  const { io, prompts, style, plain, desk, packs, given, engine } = setting;
  const inquiry = new Inquiry(engine, given);
  const conversation = {
    inquiry,
    prompts,
    packs,
    style,
    width: Math.min(io.stderr.columns ?? 80, 100),
    plain,
    keep: setting.keep,
    leading: desk.leading.bind(desk),
    paste: (session: Session) => pasteMore(session, setting),
    act: (question: Question, session: Session, diagnosis: Diagnosis, asides: readonly Aside[]) => {
      const offer = question.kind === 'secret' ? offers.signature : offers.probe;
      return take(offer, offerSetting(session, diagnosis, [question], asides, { ...setting, inquiry }));
    },
  };
  let session = await converse(start, conversation);
  for (;;) {
    setting.keep(session);
    if (!session.finished) return session;
    const diagnosis = await inquiry.examine(session.one);
    const chosen = await chooseOffer(session, diagnosis, inquiry, setting);
    if (!chosen) return session;
    const reply = await take(chosen.offer, chosen.setting);
    if (reply.is === 'quit') return session;
    if (reply.is !== 'answer') continue;
    const { then, words, says } = reply.value;
    const next = { ...session, one: then };
    const leading = await desk.leading(next, await inquiry.examine(then));
    session = after(session, { ask: chosen.label, answer: words, ...(says && { says }), leading }, then);
    // What was learnt may bring up a question that was not worth it before.
    if (then !== chosen.setting.session.one) session = await converse(session, conversation);
  }
}

interface Chosen {
  readonly label: string;
  readonly offer: Offer;
  readonly setting: OfferSetting;
}

/** What can be done now; undefined when somebody wants the report. */
async function chooseOffer(
  session: Session,
  diagnosis: Diagnosis,
  inquiry: Inquiry,
  setting: InterviewSetting,
): Promise<Chosen | undefined> {
  const questions = inquiry.questions(session.one, diagnosis);
  const own = offerSetting(session, diagnosis, questions, ['back'], { ...setting, inquiry });
  const choices = Object.values(offers).flatMap((offer: Offer): Choice<Chosen | undefined>[] => {
    const label = offer.label(own);
    return label === undefined ? [] : [{ value: { label, offer, setting: own }, label }];
  });
  const reply = await setting.prompts.choose<Chosen | undefined>(
    'Nothing more is worth asking. What next?',
    [{ value: undefined, label: 'show the report', key: 'r' }, ...choices],
    ['quit'],
  );
  return reply.is === 'answer' ? reply.value : undefined;
}

function offerSetting(
  session: Session,
  diagnosis: Diagnosis,
  questions: readonly Question[],
  asides: readonly Aside[],
  { desk, engine, prompts, io, given, options, inquiry }: InterviewSetting & { readonly inquiry: Inquiry },
): OfferSetting {
  const mask = desk.mask(session);
  return {
    session,
    diagnosis,
    questions,
    engine,
    prompts,
    io,
    asides,
    given,
    options,
    mask,
    examine: (one) => inquiry.examine(one),
    async report() {
      const { report, shown } = await desk.report(session, options);
      return { report, context: reportContext(shown, mask, options, io) };
    },
  };
}

async function take(offer: Offer, setting: OfferSetting): Promise<Reply<Answered>> {
  const reply = await offer.take(setting);
  if (reply.is !== 'answer') return reply;
  const { then = setting.session.one, words, says } = reply.value;
  return { is: 'answer', value: { then, words, says } };
}

async function pasteMore({ one }: Session, { prompts, packs }: InterviewSetting): Promise<Reply<Answered>> {
  const reply = await prompts.paste('Paste what you have: the request, the answer, a log.', ['back']);
  if (reply.is !== 'answer') return reply;
  const { read } = readPasted(`${PASTED} ${one.pasted.length + 2}`, Buffer.from(reply.value), packs);
  const [exchange] = read.exchanges;
  if (exchange) {
    const then = withPasted(one, { input: read.input, entry: 1, exchange });
    return { is: 'answer', value: { then, words: 'pasted', asked: 'More of the call' } };
  }
  await prompts.show([
    'Nothing of a call can be read from that; expected is what curl printed, a log line, a HAR, a response.',
  ]);
  return { is: 'back' };
}
