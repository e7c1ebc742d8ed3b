import type { Circumstance, FactContext } from './fact.js';

const GIVEN: Readonly<Record<Circumstance, (context: FactContext) => boolean>> = {
  transport: ({ exchange }) => exchange.transport !== undefined,
  delivery: ({ exchange }) => exchange.delivery !== undefined,
  redirects: ({ exchange }) => exchange.hops.length > 0,
  page: (context) => context.exchange.response !== undefined && context.body('response').is !== 'json',
  // Answers alone tell these facts, and they may tell any other.
  answers: () => false,
  description: ({ stated }) => stated.described !== undefined,
  history: ({ stated }) => stated.history !== undefined,
  comparison: ({ stated }) => stated.good !== undefined,
};

const NAMES = Object.keys(GIVEN) as readonly Circumstance[];

/** A set of circumstances, a bit each. */
export type Circumstances = number;

/** Which circumstances an exchange has: what facts need before they can be true. */
export function circumstancesOf(context: FactContext): Circumstances {
  if (context.stated.answers !== undefined) return (1 << NAMES.length) - 1;
  let given = 0;
  for (let number = 0; number < NAMES.length; number++)
    if (GIVEN[NAMES[number] as Circumstance](context)) given |= 1 << number;
  return given;
}

/** Whether one of them is among others. */
export function isAmong(given: Circumstances, circumstance: Circumstance): boolean {
  return (given & (1 << NAMES.indexOf(circumstance))) !== 0;
}
