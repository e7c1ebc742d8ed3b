import type { PackSettings } from '../causes/pack.js';
import type { CauseReport, DiagnosisReport } from '../report/diagnosis.js';

/** Whether a call is worth another try, and when. */
export type NextTry =
  | { readonly again: true; readonly waitSeconds: number; readonly why: string }
  | { readonly again: false; readonly why: string };

/** Where neither answer nor provider says how often and when: doubling waits, as RFC 9110, section 10.2.3 leaves open. */
const OWN_WAITS = [1, 2, 4];
/** Who is asked to wait longer comes back by himself. */
const LONGEST_WAIT = 15 * 60;

/**
 * What the diagnosis of an answer and the provider's policy say about another try. Each fault must allow one; the longest
 * wait counts.
 *
 * @param retries how often the call was tried again so far
 * @param canSign whether a new signature can be made
 * @param random from 0 to 1, for the jitter that the policy asks for
 */
export function nextTry(
  { outcome, causes }: DiagnosisReport,
  retries: number,
  { policy, canSign }: { readonly policy: PackSettings['retry']; readonly canSign: boolean },
  random: () => number,
): NextTry {
  if (outcome === 'succeeded') return { again: false, why: 'the call went through' };
  if (outcome === 'unknown')
    return { again: false, why: 'nobody knows whether the call was carried out: check, then decide' };
  const leading = [...new Map(causes.toReversed().map((cause) => [cause.fault, cause])).values()];
  if (leading.length === 0)
    return { again: false, why: 'no cause is known, so nothing says that another try helps' };
  const refusing = leading.find(({ retry }) => !allows(retry.when, canSign));
  if (refusing) return { again: false, why: `${refusing.id}: ${refusing.retry.why}` };
  const most = Math.min(
    ...leading.map(({ retry }) => retry.maxAttempts ?? policy?.maxAttempts ?? OWN_WAITS.length),
  );
  if (retries >= most)
    return { again: false, why: `the call was tried again ${most} times, which is all that is advised` };
  const waits = leading.map((cause) => waitOf(cause, retries, random));
  const waitSeconds = Math.max(...waits);
  if (waitSeconds > LONGEST_WAIT)
    return {
      again: false,
      why: `the wait that is asked for, ${Math.round(waitSeconds / 60)} minutes, is too long to sit through`,
    };
  const longest = leading[waits.indexOf(waitSeconds)] as CauseReport;
  return { again: true, waitSeconds, why: longest.id };
}

function allows(when: CauseReport['retry']['when'], canSign: boolean): boolean {
  return when === 'now' || when === 'after-wait' || (when === 're-signed' && canSign);
}

function waitOf({ retry }: CauseReport, retries: number, random: () => number): number {
  const { schedule, waitSeconds, when } = retry;
  if (schedule) {
    const planned = schedule.waitsSeconds[retries] ?? schedule.waitsSeconds.at(-1) ?? 0;
    return planned + schedule.jitterSeconds * random();
  }
  return waitSeconds ?? (when === 'after-wait' ? (OWN_WAITS[retries] ?? OWN_WAITS.at(-1) ?? 0) : 0);
}
