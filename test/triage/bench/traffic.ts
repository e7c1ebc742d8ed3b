import { Random } from '../../accuracy/random.js';
import { clients, DAY_OF_TRAFFIC } from './apis.js';
import { failures, leftOpen } from './failures.js';
import type { Kind } from './kind.js';
import { successes } from './successes.js';

/** One call, before a logger or a browser writes it down. */
export interface Call {
  readonly kind: Kind;
  /** When it began, milliseconds since the epoch. */
  readonly time: number;
  /** Milliseconds. */
  readonly took: number;
  readonly url: string;
  readonly client: string;
  /** As it travels, without a scheme word. */
  readonly credential: string | undefined;
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** What the request says of its time: some clocks are ten minutes late. Most loggers leave this header out. */
  readonly stamp: Readonly<Record<string, string>>;
  readonly asks: string | undefined;
  readonly responseHeaders: Readonly<Record<string, string>>;
  /** The answer's body; without an answer what the client threw. */
  readonly says: string;
}

export interface TrafficOptions {
  readonly seed: string;
  readonly calls: number;
  /** From 0 to 1. */
  readonly failing: number;
  /** Whether times decide what some lines mean: a token ends at noon. */
  readonly subtle?: boolean;
}

const DAY = 86_400_000;
const LATE = 600_000;
/** Of failures: most APIs refuse more often than they break. */
const LEFT_OPEN = 0.04;

/** The calls of one day, in the order in which they began. The same options give the same calls. */
export function* traffic({ seed, calls, failing, subtle = false }: TrafficOptions): Generator<Call> {
  const random = new Random(seed);
  for (let number = 0; number < calls; number++) {
    const kind = random.pick(
      random.chance(failing) ? (random.chance(LEFT_OPEN) ? leftOpen : failures) : successes,
    );
    const time = DAY_OF_TRAFFIC + Math.floor((number * DAY) / calls);
    yield draw(kind, time, random, subtle);
  }
}

function draw(kind: Kind, time: number, random: Random, subtle: boolean): Call {
  const { host, key, headers, stamp } = kind.api;
  const client = random.pick(clients);
  const took = random.between(3, 900);
  const credential = key && ((subtle && key.subtle) || random.pick(key.values));
  const clock = new Date(random.chance(0.2) ? time - LATE : time);
  return {
    kind,
    time,
    took,
    url: `https://${host}${kind.path(random)}`,
    client,
    credential,
    requestHeaders: {
      accept: 'application/json',
      'user-agent': client,
      ...(key && { [key.header]: `${key.scheme ?? ''}${credential}` }),
      ...headers,
    },
    stamp: stamp ? { [stamp.header]: stamp.form(clock) } : {},
    asks: kind.asks?.(random),
    responseHeaders: {
      date: new Date(time + took).toUTCString(),
      'content-type': 'application/json',
      'x-request-id': random.hex(20),
      ...kind.headers?.(random),
    },
    says: kind.says(random),
  };
}
