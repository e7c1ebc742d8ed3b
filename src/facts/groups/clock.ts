import type { Header } from '../../exchange/headers.js';
import { schemesOf } from '../../signing/choose-scheme.js';
import { defineFacts, type Fact, type FactContext, known, notCollected } from '../fact.js';
import { clockName } from '../server-clock.js';

/** Clocks of both sides, for APIs whose signed timestamps no pack describes. */
export default defineFacts({
  'clock.offset': {
    means:
      "how far the clock of the recording machine lies behind the server's, when a refused call shows more than ten minutes; a hint, never a proof",
    unit: 's',
    get: (context) => {
      const { response, time } = context.exchange;
      const recorded = time?.end ?? time?.start;
      if (recorded === undefined || !REFUSED.has(response?.status ?? 0)) return known(undefined);
      const date = response?.headers.get('date');
      const offset = Math.round((Date.parse(date?.value ?? '') - recorded) / 1000);
      // A smaller one may come from the recorder, whose time of day has no date and no zone.
      return known(Math.abs(offset) > 600 ? offset : undefined, date?.at);
    },
    says: (value) =>
      `the recording machine's clock is ${Math.abs(value as number)} s ${(value as number) > 0 ? 'behind' : 'ahead of'} the server's`,
  },
  'clock.thisMachine': {
    needs: 'answers',
    means:
      "how far the clock of the machine that errdoctor runs on lies behind the server's, negative when it is ahead; only a probe tells",
    unit: 's',
    get: unprobed,
    says: (value) => {
      const seconds = value as number;
      return `this machine's clock is ${Math.abs(seconds)} s ${seconds > 0 ? 'behind' : 'ahead of'} the server's`;
    },
  },
  'clock.thisMachineWrong': {
    needs: 'answers',
    means: 'whether that is certainly more than five seconds, the shortest window of signed timestamps',
    get: unprobed,
    says: (value) =>
      value
        ? "this machine's clock is wrong by the server's"
        : "this machine's clock agrees with the server's",
  },
  'clock.stampAge': {
    means:
      "how long before the server's clock a refused request was stamped (Date, X-Amz-Date, X-Timestamp and their kin); negative when it lies in the future",
    unit: 's',
    get: (context) => {
      const header = schemesOf(context.pack, context.exchange)[0]?.[1].time ? undefined : stamp(context);
      const sent = header ? instant(header.value) : undefined;
      if (sent === undefined) return known(undefined);
      const now = context.fact('response.date');
      return now.is === 'known'
        ? known(Math.round(((now.value as number) - sent) / 1000), header?.at)
        : (now satisfies Fact);
    },
    says: (value, context) => {
      const seconds = value as number;
      return `${stamp(context)?.name} lies ${Math.abs(seconds)} s ${seconds < 0 ? 'after' : 'before'} ${clockName(context.exchange)}`;
    },
  },
  'clock.stampOff': {
    means: 'how far the stamp of a refused request lies from the clock of the server, either way',
    unit: 's',
    get: (context) => {
      const age = context.fact('clock.stampAge');
      return age.is === 'known' && typeof age.value === 'number' ? known(Math.abs(age.value), age.at) : age;
    },
    says: (value) => `the stamp lies ${value} s from the clock of the server`,
  },
});

function unprobed({ exchange }: FactContext): Fact {
  const host = exchange.request?.url?.match(/^https?:\/\/[^/?#@\s]+/i)?.[0] ?? 'https://HOST';
  return notCollected("how far this machine's clock is off", `errdoctor probe clock ${host}`);
}

const REFUSED: ReadonlySet<number> = new Set([400, 401, 403]);
const STAMPS = /^(?:date|(?:x-)?(?:[a-z]+-)?(?:date|timestamp|time))$/;

function stamp({ exchange: { request, response } }: FactContext): Header | undefined {
  if (!REFUSED.has(response?.status ?? 0)) return undefined;
  return request?.headers.list.find(({ name }) => STAMPS.test(name.toLowerCase()));
}

/** Epoch milliseconds of a stamp by its digits or form; undefined when it is no time. */
function instant(text: string): number | undefined {
  const digits = /^\d{10}(?:\d{3})?$/.exec(text)?.[0];
  if (digits) return digits.length === 10 ? Number(digits) * 1000 : Number(digits);
  const basic = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const time = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$|GMT$/.test(basic) ? Date.parse(basic) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
