import { STATUS_CODES } from 'node:http';
import type { DialFailed } from '../upstream/dial-failed.js';

/** What a client is answered where its server could not be reached: the user's proxy may have said why. */
export function statusLine({ status = 0 }: DialFailed): string {
  const own = status >= 400 ? status : 502;
  return `${own} ${STATUS_CODES[own] ?? ''}`;
}
