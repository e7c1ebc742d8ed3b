import { NO_BODY } from '../../exchange/body.js';
import { Headers } from '../../exchange/headers.js';
import type { ProbeFinding } from '../finding.js';
import type { Seen } from '../probed.js';
import { type Reading, readDate, type Unread } from './read-date.js';

/** How far this machine's clock lies behind the server's, milliseconds: at least and at most. */
interface Bounds {
  readonly from: number;
  readonly to: number;
}

/** What the clocks of a name's answers have shown. */
interface Comparison {
  readonly bounds: Bounds | undefined;
  readonly answers: number;
  /** Why no further answer was asked for. */
  readonly ended?: Unread | undefined;
}

/** `Date` has whole seconds (RFC 9110, section 5.6.7): cut off by most servers, rounded by some. */
const SECOND = 1000;
const ROUNDED = 500;

const MOST_ANSWERS = 4;
/** Bounds this close say as much as a network allows. */
const CLOSE = ROUNDED + 250;
/** No API refuses a timestamp for less; and windows of signed timestamps begin at some seconds. */
const HARMLESS = 2000;
const HARMFUL = 5000;

/**
 * How far this machine's clock lies from a server's, by the `Date` of several answers: each bounds it by the second that
 * it names and by when the request left and the answer came, and where two seconds meet they bound it closely.
 *
 * @param url asked with HEAD and without credentials
 * @param seconds time limit for everything
 */
export async function probeClock(url: URL, seconds: number): Promise<ProbeFinding> {
  const until = Date.now() + seconds * 1000;
  const comparison = await compareClocks(url, until);
  const { bounds, answers, ended } = comparison;
  const behind = bounds && (bounds.from + bounds.to) / 2 / SECOND;
  const failure = answers === 0 ? ended?.failure : undefined;
  return {
    probed: {
      probe: 'clock',
      target: url.href,
      seen: whatWasSeen(comparison),
      facts:
        bounds === undefined
          ? {}
          : {
              'clock.thisMachine': behind === undefined ? undefined : Math.round(behind * 10) / 10,
              'clock.thisMachineWrong': isWrong(bounds) === true,
            },
      gaveUpAfterSeconds: Date.now() >= until ? seconds : undefined,
    },
    exchange: {
      // Where no answer came, that is the fault, and what was asked belongs to it.
      ...(failure && {
        request: { method: 'HEAD', url: url.href, headers: Headers.notCaptured, body: NO_BODY },
        transport: failure,
      }),
      hops: [],
      recorder: { name: 'errdoctor probe clock' },
      at: { spans: [] },
    },
  };
}

async function compareClocks(url: URL, until: number): Promise<Comparison> {
  let bounds: Bounds | undefined;
  for (let answers = 0; answers < MOST_ANSWERS; answers++) {
    const reading = await readDate(url, until - Date.now());
    if ('why' in reading) return { bounds, answers, ended: reading };
    const next = boundsOf(reading);
    const before: Bounds = bounds ?? next;
    const both: Bounds = { from: Math.max(before.from, next.from), to: Math.min(before.to, next.to) };
    if (both.from > both.to) {
      const ended = { why: 'the answers come from clocks that differ' };
      return { bounds: spanning(before, next), answers: answers + 1, ended };
    }
    bounds = both;
    const left = until - Date.now();
    if (both.to - both.from <= CLOSE || left <= 0) return { bounds, answers: answers + 1 };
    await new Promise((resolve) => setTimeout(resolve, Math.min(untilItTells(both), left)));
  }
  return { bounds, answers: MOST_ANSWERS };
}

function boundsOf({ date, age, sent, received }: Reading): Bounds {
  return { from: date - ROUNDED - received, to: date + SECOND + age * SECOND - sent };
}

function spanning(a: Bounds, b: Bounds): Bounds {
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}

/** Until the server's clock, as far as it is known, comes to a full second: an answer around it halves the bounds. */
function untilItTells({ from, to }: Bounds): number {
  const server = Date.now() + (from + to) / 2;
  return SECOND - (((server % SECOND) + SECOND) % SECOND);
}

/** Whether it certainly is, or certainly is not; undefined where the bounds do not tell. */
function isWrong(bounds: Bounds | undefined): boolean | undefined {
  if (!bounds) return undefined;
  if (bounds.from > HARMFUL || bounds.to < -HARMFUL) return true;
  return bounds.from >= -HARMLESS && bounds.to <= HARMLESS ? false : undefined;
}

function whatWasSeen({ bounds, answers, ended }: Comparison): Seen[] {
  const wrong = isWrong(bounds);
  const read = `${answers} answer${answers === 1 ? '' : 's'} with a Date`;
  return [
    ...(bounds
      ? [
          {
            what: 'this machine',
            is: offsetWords(bounds),
            verdict: wrong === undefined ? undefined : wrong ? ('bad' as const) : ('good' as const),
          },
        ]
      : []),
    { what: 'read', is: ended === undefined ? read : `${read}; then ${ended.why}` },
  ];
}

/** `3 min 20 s behind the server, give or take 0.1 s` */
function offsetWords({ from, to }: Bounds): string {
  const middle = (from + to) / 2 / SECOND;
  const doubt = Math.max(0.1, (to - from) / 2 / SECOND).toFixed(1);
  return `${amountWords(Math.abs(middle))} ${middle >= 0 ? 'behind' : 'ahead of'} the server, give or take ${doubt} s`;
}

function amountWords(seconds: number): string {
  if (seconds < 120) return `${seconds.toFixed(1)} s`;
  const [whole, minutes] = [Math.round(seconds), Math.round(seconds / 60)];
  if (whole < 7200) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return minutes < 2880
    ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
    : `${Math.round(minutes / 1440)} days`;
}
