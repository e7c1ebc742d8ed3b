import type { Leg } from '../../wire/leg.js';
import { emptyLeg } from '../../recording/empty-leg.js';
import type { DialFailed } from '../upstream/dial-failed.js';

/** A call that failed before anything of it travelled. */
export function failedCall(
  origin: string,
  { failure, connection }: Pick<DialFailed, 'failure' | 'connection'>,
  start: number,
): Leg {
  return { ...emptyLeg(origin, start), failure, connection };
}
