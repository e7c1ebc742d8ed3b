import { type Answer, type AnswerOptions, answerFor, type Granted, type SimulatedPack } from './answer.js';

/** Whether a success is wished for, by its status. */
export function isSuccess(wish: string): boolean {
  return /^2\d\d$/.test(wish.trim());
}

/** Why a wish is not granted, in a sentence. */
export function whyNot(granted: Exclude<Granted, { is: 'answer' }>): string {
  if (granted.is === 'elsewhere') return `${granted.cause} cannot be answered. ${granted.why}`;
  const hint = granted.meant ? ` Did you mean ${granted.meant}?` : '';
  return `No cause, code, message or status is known by that name.${hint}`;
}

/** Why a wish cannot be granted, in a sentence; undefined where it can. */
export function faultOfWish(
  wish: string,
  pack: SimulatedPack,
  common: AnswerOptions['common'],
): string | undefined {
  if (isSuccess(wish)) return undefined;
  const granted = answerFor(wish, pack, { now: 0, requestId: '', common });
  return granted.is === 'answer' ? undefined : whyNot(granted);
}

/** The simulator's own words, which no provider sent. */
export function ownError(status: number, says: string): Answer {
  const line = says.replace(/[^\x20-\x7e]/g, '?');
  return {
    status,
    headers: [
      ['content-type', 'text/plain; charset=utf-8'],
      ['x-simulate-error', line],
    ],
    body: `${line}\n`,
  };
}
