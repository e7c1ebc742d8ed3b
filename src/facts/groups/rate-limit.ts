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
        if (wait !== undefined) return known(wait, after.at);
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
        if (wait !== undefined) return known(wait, reset.at);
      }
      return notCollected('how long to wait', 'capture the response headers (Retry-After)');
    },
    says: (value) => `the answer asks to wait ${value} s`,
  },
  'rate.remaining': {
    means: 'calls left in the window',
    get: (context) =>
      number(context, [
        context.pack?.rateLimit?.remaining,
        'x-ratelimit-remaining',
        'ratelimit-remaining',
        'x-rate-limit-remaining',
      ]),
    says: (value) => `${value} calls are left in the window`,
  },
  'rate.limit': {
    means: 'calls allowed in the window',
    get: (context) => number(context, ['x-ratelimit-limit', 'ratelimit-limit', 'x-rate-limit-limit']),
    says: (value) => `the limit is ${value} calls`,
  },
});

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

function number(context: FactContext, names: readonly (string | undefined)[]): Fact {
  for (const name of names) {
    const fact = name ? headerFact(context.exchange, 'response', name) : undefined;
    if (fact?.is === 'known' && typeof fact.value === 'string' && /^\d+/.test(fact.value))
      return known(Number.parseInt(fact.value, 10), fact.at);
  }
  return notCollected('the rate-limit headers', 'capture the response headers');
}
