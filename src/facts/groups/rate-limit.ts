import { defineFacts, type Fact, type FactContext, known, notCollected } from '../fact.js';
import { headerFact } from '../message-facts.js';

export default defineFacts({
  'rate.wait': {
    means: "seconds to wait by Retry-After or the provider's reset header, from the answer on",
    unit: 's',
    get: (context) => {
      const after = headerFact(context.exchange, 'response', 'retry-after');
      if (after.is === 'known' && typeof after.value === 'string') {
        const wait = waitOf(after.value, 'delta', context);
        if (wait !== undefined && wait < LONGEST_WAIT) return known(wait, after.at);
      }
      for (const name of [
        context.pack?.rateLimit?.reset,
        'x-ratelimit-reset',
        'ratelimit-reset',
        'x-rate-limit-reset',
      ]) {
        const reset = name ? headerFact(context.exchange, 'response', name) : undefined;
        if (reset?.is !== 'known' || typeof reset.value !== 'string') continue;
        const wait = waitOf(reset.value, context.pack?.rateLimit?.resetUnit ?? 'delta', context);
        if (wait !== undefined && wait < LONGEST_WAIT) return known(wait, reset.at);
      }
      return member(context, 't', 'reset');
    },
    says: (value) => `the answer asks to wait ${value} s`,
  },
  'rate.remaining': {
    means: 'calls left in the window',
    get: (context) =>
      number(
        context,
        [
          context.pack?.rateLimit?.remaining,
          'x-ratelimit-remaining',
          'ratelimit-remaining',
          'x-rate-limit-remaining',
        ],
        () => member(context, 'r', 'remaining'),
      ),
    says: (value) => `${value} calls are left in the window`,
  },
  'rate.limit': {
    means: 'calls allowed in the window',
    get: (context) => number(context, ['x-ratelimit-limit', 'ratelimit-limit', 'x-rate-limit-limit']),
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

/**
 * Seconds to wait. Retry-After is seconds or an HTTP date (RFC 9110, section 10.2.3), and wrongly an epoch; resets
 * are epoch seconds, epoch milliseconds or seconds: magnitude decides, an epoch in the past means now.
 */
function waitOf(text: string, unit: 's' | 'ms' | 'delta', context: FactContext): number | undefined {
  const now = context.fact('response.date');
  const number = Number(text);
  if (text.trim() === '') return undefined;
  if (Number.isNaN(number)) {
    const date = Date.parse(text);
    return Number.isNaN(date) || now.is !== 'known'
      ? undefined
      : Math.max(0, Math.ceil((date - (now.value as number)) / 1000));
  }
  if (number < 0) return undefined;
  const epoch =
    number > 1e11 || unit === 'ms' ? number : number > 1e9 || unit === 's' ? number * 1000 : undefined;
  if (epoch === undefined) return Math.ceil(number);
  return now.is === 'known' ? Math.max(0, Math.ceil((epoch - (now.value as number)) / 1000)) : undefined;
}

/** From here on a number is no wait: nobody means a year. */
const LONGEST_WAIT = 366 * 86_400;

/** Absent where the capture keeps all headers of the answer. */
function noHeader({ exchange: { response } }: FactContext): Fact {
  return response?.headers.proveAbsence('ratelimit')
    ? known(undefined)
    : notCollected('the rate-limit headers', 'capture the response headers');
}

/** A number of the RateLimit field: `"default";r=0;t=30`, in older drafts `limit=100, remaining=0, reset=30`. */
function member(context: FactContext, name: string, oldName: string): Fact {
  const field = headerFact(context.exchange, 'response', 'ratelimit');
  if (field.is !== 'known' || typeof field.value !== 'string') return noHeader(context);
  const found = new RegExp(`(?:^|[;,\\s])(?:${name}|${oldName})=(\\d{1,10})(?=$|[;,\\s])`).exec(field.value);
  return found ? known(Number(found[1]), field.at) : noHeader(context);
}

function number(
  context: FactContext,
  names: readonly (string | undefined)[],
  otherwise: () => Fact = () => noHeader(context),
): Fact {
  for (const name of names) {
    const fact = name ? headerFact(context.exchange, 'response', name) : undefined;
    if (fact?.is === 'known' && typeof fact.value === 'string' && /^\d+/.test(fact.value))
      return known(Number.parseInt(fact.value, 10), fact.at);
  }
  return otherwise();
}
