import type { Leg } from '../wire/leg.js';

/** A call of which nothing travelled. */
export function emptyLeg(origin: string, start: number): Leg {
  return { origin, sent: Buffer.alloc(0), received: Buffer.alloc(0), time: { start, end: Date.now() } };
}
