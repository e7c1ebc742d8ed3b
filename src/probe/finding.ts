import type { Exchange } from '../exchange/exchange.js';
import type { Input } from '../input/input.js';
import type { Probed } from './probed.js';

/** What a probe found, with the exchange as which its fault is diagnosed: a call that fails in the same way. */
export interface ProbeFinding {
  readonly probed: Probed;
  readonly exchange: Exchange;
  /** The text that places in the exchange lead into, where the probe kept what travelled. */
  readonly input?: Input | undefined;
}

/** How long a probe may take when nobody says otherwise, in seconds. */
export const PROBE_SECONDS = 10;
