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

/** Whether there is what a fact needs before it can be true. */
export function isGiven(circumstance: Circumstance, context: FactContext): boolean {
  return context.stated.answers !== undefined || GIVEN[circumstance](context);
}
