import { defineFacts, type Fact, type FactContext, known, notCollected } from '../fact.js';
import { askedWaits } from '../asked-waits.js';
import { headerFact } from '../message-facts.js';
import { type RateWindow, rateWindows, type Told } from '../rate-windows.js';

export default defineFacts({
  'rate.wait': {
    means:
      'seconds to wait from the answer on: the longest that it asks for (Retry-After, retry_after of the body, its message), else the longest until a limit that blocks is renewed',
    unit: 's',
    get: (context) => {
      const asked = longest(askedWaits(context));
      const wait = asked ?? longest(blocking(context).flatMap(({ wait }) => wait ?? []));
      return wait ? known(wait.value / 1000, wait.at) : noHeader(context);
    },
    says: (value) => `the answer asks to wait ${value} s`,
  },
  'rate.remaining': {
    means: 'what is left in the window that is used up first',
    get: (context) => {
      const left = fullest(context)?.remaining;
      return left ? known(left.value, left.at) : noHeader(context);
    },
    says: (value) => `${value} calls are left in the window`,
  },
  'rate.limit': {
    means: 'what is allowed in that window',
    get: (context) => {
      const limit = fullest(context)?.limit ?? rateWindows(context).find((one) => one.limit)?.limit;
      return limit ? known(limit.value, limit.at) : noHeader(context);
    },
    says: (value) => `the limit is ${value} calls`,
  },
  'rate.usedUp': {
    means: 'whether a refusal (403, 429, 503) says that no call is left in the window',
    get: (context) => {
      if (!REFUSALS.has(context.exchange.response?.status ?? 0)) return known(false);
      const left = context.fact('rate.remaining');
      return left.is === 'known' ? known(left.value === 0, left.at) : known(false);
    },
    says: () => 'the answer says that no call is left in the window',
  },
  'rate.retryAfterForm': {
    means:
      'how Retry-After is written: `seconds`, `http-date`, `epoch` or `epoch-ms` (both against RFC 9110), `other`',
    get: (context) => {
      const field = headerFact(context.exchange, 'response', 'retry-after');
      return field.is === 'known' && typeof field.value === 'string'
        ? known(formOf(field.value), field.at)
        : field;
    },
    says: (value, context) => {
      const field = context.fact('response.header.retry-after');
      return `Retry-After is ${field.is === 'known' ? JSON.stringify(field.value) : value}`;
    },
  },
  'rate.oddRetryAfter': {
    means: 'whether the Retry-After of a refusal is anything but a number of seconds',
    get: (context) => {
      if (!REFUSALS.has(context.exchange.response?.status ?? 0)) return known(false);
      const form = context.fact('rate.retryAfterForm');
      return form.is === 'known'
        ? known(form.value !== undefined && form.value !== 'seconds', form.at)
        : form;
    },
    says: (_value, context) => {
      const field = context.fact('response.header.retry-after');
      return `Retry-After is ${field.is === 'known' ? JSON.stringify(field.value) : 'odd'}`;
    },
  },
  'rate.oddReset': {
    means:
      'how the reset header of a refusal is written, if a plain reading misleads: `epoch-ms`, or `past-epoch` (it means now); absent for seconds and for an epoch to come',
    get: (context) => {
      if (!REFUSALS.has(context.exchange.response?.status ?? 0)) return known(undefined);
      const header = context.exchange.response?.headers.list.find(({ name }) => RESET_HEADERS.test(name));
      if (!header || !/^\d{10}(?:\d{3})?(?:\.\d+)?$/.test(header.value)) return known(undefined);
      if (Number(header.value) > 1e11) return known('epoch-ms', header.at);
      const now = context.fact('response.date');
      const past = now.is === 'known' && Number(header.value) * 1000 < (now.value as number);
      return known(past ? 'past-epoch' : undefined, header.at);
    },
    says: (value, { exchange }) => {
      const header = exchange.response?.headers.list.find(({ name }) => RESET_HEADERS.test(name));
      return `${header?.name} is ${header?.value}, ${value === 'epoch-ms' ? 'an epoch in milliseconds' : 'an epoch that is over'}`;
    },
  },
});

const RESET_HEADERS = /^(?:x-)?rate-?limit-reset$/i;

/** Statuses with which servers turn away a caller who calls too often. */
const REFUSALS: ReadonlySet<number> = new Set([403, 429, 503]);

function formOf(text: string): 'seconds' | 'http-date' | 'epoch' | 'epoch-ms' | 'other' {
  const number = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number > 1e11) return 'epoch-ms';
  if (number > 1e9) return 'epoch';
  if (!Number.isNaN(number)) return 'seconds';
  return /^[A-Z][a-z]{2,8},? /.test(text) && !Number.isNaN(Date.parse(text)) ? 'http-date' : 'other';
}

function longest(waits: readonly Told[]): Told | undefined {
  return waits.toSorted((a, b) => b.value - a.value)[0];
}

/** The window with the least left. */
function fullest(context: FactContext): RateWindow | undefined {
  return rateWindows(context)
    .filter(({ remaining }) => remaining !== undefined)
    .toSorted((a, b) => (a.remaining?.value ?? 0) - (b.remaining?.value ?? 0))[0];
}

/**
 * The windows that keep the next call out: those in which nothing is left, else those that do not say what is left. A
 * call may also need more than is left (tokens, weights): then any of them may be meant by a 429.
 */
function blocking(context: FactContext): RateWindow[] {
  const windows = rateWindows(context);
  const empty = windows.filter(({ remaining }) => remaining?.value === 0);
  if (empty.length > 0) return empty;
  const untold = windows.filter(({ remaining }) => remaining === undefined);
  return untold.length > 0 || context.exchange.response?.status !== 429 ? untold : windows;
}

/** Absent where the capture keeps all headers of the answer. */
function noHeader({ exchange: { response } }: FactContext): Fact {
  return response?.headers.proveAbsence('ratelimit')
    ? known(undefined)
    : notCollected('the rate-limit headers', 'capture the response headers');
}
