import { maskFor } from '../../../mask-for.js';
import { answerOf } from '../../../replay/compare-answers.js';
import { NotReplayable } from '../../../replay/not-replayable.js';
import { type Attempt, Replayer } from '../../../replay/replayer.js';
import { type Risk, riskOf } from '../../../replay/risk.js';
import { expiredScheme } from '../../../replay/signature.js';
import { answerWords } from '../../../report/replay-words.js';
import { stripControls } from '../../../report/strip-controls.js';
import { UnsendableRequest } from '../../../wire/outgoing.js';
import { optionsOf } from '../../../wizard/case.js';
import { checkLines } from '../../print-replay-plan.js';
import { readAccess } from '../../read-access.js';
import { replayNotes } from '../../replay-notes.js';
import { UsageError } from '../../usage-error.js';
import { consent } from '../consent.js';
import type { Offer, OfferSetting, Taken } from '../offer.js';
import type { Reply } from '../prompts.js';

const SECONDS = 30;

/** Sends the captured call again: a read after a yes, anything else after the risk was told and the word "yes" typed. */
const replay: Offer = {
  label({ session: { one }, diagnosis }) {
    const { url } = diagnosis.exchange.request ?? {};
    // What was merely told of a request is not the request that failed.
    const isCaptured = [one.captured, ...one.pasted.map(({ exchange }) => exchange)].some(
      ({ request }) => request?.url,
    );
    return isCaptured && /^https?:/i.test(url ?? '') ? 'send the call again' : undefined;
  },

  async take(setting) {
    const stop = new AbortController();
    try {
      const replayer = await replayerFor(setting, stop.signal);
      const risk = riskOf(setting.diagnosis, replayer.method, Date.now());
      const agreed = await mayBeSent(replayer, risk, setting);
      if (agreed.is !== 'answer') return agreed;
      if (!agreed.value) return { is: 'answer', value: { words: 'no: nothing was sent', says: [] } };
      const stopListening = setting.io.onInterrupt(() => stop.abort());
      const attempt = await replayer.attempt().finally(stopListening);
      const says = linesOf(attempt, setting);
      await setting.prompts.show(says);
      return { is: 'answer', value: { words: 'yes', says } };
    } catch (error) {
      const isTold =
        error instanceof NotReplayable || error instanceof UnsendableRequest || error instanceof UsageError;
      if (isTold) return refused(error.message, setting);
      throw error;
    }
  },
};

export default replay;

async function replayerFor(
  { session: { one, capture }, diagnosis, engine, options, io }: OfferSetting,
  signal: AbortSignal,
): Promise<Replayer> {
  const { provider, env, now, signing } = optionsOf(one);
  const secrets = signing?.secrets ?? [];
  const settings = {
    credentials: new Map<string, string>(),
    secrets,
    fresh: isRenewed(diagnosis, secrets.length > 0),
    several: false,
    access: await readAccess(options, io),
    timeoutSeconds: options.timeout ?? SECONDS,
    signal,
    clock: Date.now,
  };
  const name = capture?.input.name ?? 'the call';
  return new Replayer(engine, diagnosis, name, settings, {
    provider,
    env,
    now,
    ...(signing && { signing }),
  });
}

/** A signature that is too old would only be refused for that. */
function isRenewed({ exchange, pack }: OfferSetting['diagnosis'], hasSecret: boolean): boolean {
  return hasSecret && expiredScheme(pack?.settings, exchange, Date.now()) !== undefined;
}

async function mayBeSent(
  replayer: Replayer,
  risk: Risk | undefined,
  setting: OfferSetting,
): Promise<Reply<boolean>> {
  const { diagnosis, prompts, asides, io, session } = setting;
  const { request, changes } = replayer.prepare();
  const fresh = isRenewed(diagnosis, (session.one.options.signing?.secrets.length ?? 0) > 0);
  const notes = [...changes, ...replayNotes(diagnosis, { fresh, now: Date.now() }, io)];
  const told = [...(risk ? [...risk.says, ...checkLines(risk)] : []), ...notes];
  await prompts.show(told.map((line) => shown(line, setting)));
  const call = shown(`${replayer.method} to ${new URL(request.origin).host}`, setting);
  if (!risk) return consent(`Send this ${call} again?`, prompts, asides);
  if (risk.outlivedKey)
    throw new UsageError('Nothing was sent: only errdoctor replay --allow-unsafe sends this call again.');
  const reply = await prompts.text(`Send this ${call} again? Type the whole word yes, or no.`, { asides });
  return reply.is === 'answer' ? { is: 'answer', value: reply.value.toLowerCase() === 'yes' } : reply;
}

async function refused(sentence: string, setting: OfferSetting): Promise<Reply<Taken>> {
  const says = [shown(sentence, setting)];
  await setting.prompts.show(says);
  return { is: 'answer', value: { words: 'it cannot be sent', says } };
}

/** What came back; its secrets are its own. */
function linesOf({ diagnosis, read, remarks }: Attempt, { engine, mask }: OfferSetting): string[] {
  const settings = [...engine.store.packs.values()].map((pack) => pack.settings);
  const own = maskFor([read], settings);
  const [leading] = diagnosis.outcome === 'succeeded' ? [] : diagnosis.causes;
  return [
    `Sent again: ${answerWords(answerOf(diagnosis))}.`,
    ...(leading ? [`What it points to: ${leading.title} (${leading.id}).`] : []),
    ...remarks,
  ].map((line) => mask.text(own.text(stripControls(line, 'join'))));
}

function shown(text: string, { mask }: OfferSetting): string {
  return mask.text(stripControls(text, 'join'));
}
