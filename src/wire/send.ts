import type { Recorder } from '../exchange/exchange.js';
import type { OutgoingRequest } from './outgoing.js';
import type { Leg } from './leg.js';
import { type Recorded, recorded } from './recorded.js';
import { type Redirect, redirected } from './redirect.js';
import { travel, type TravelOptions } from './travel.js';

export interface SendOptions extends TravelOptions {
  /** Whether redirects are followed. */
  readonly follow?: boolean | undefined;
  /** How the recording is called in evidence. */
  readonly name: string;
  readonly recorder: Recorder;
}

export interface Sent extends Recorded {
  /** What was not followed, not read or left out on the way, a sentence each. */
  readonly remarks: readonly string[];
}

const MOST_REDIRECTS = 10;

/**
 * Sends a request over HTTP/1.1, records the bytes of both directions and gives them as an exchange. Redirects become
 * its hops. What fails below HTTP is part of the exchange.
 *
 * @throws UnsendableRequest before anything is sent
 */
export async function send(request: OutgoingRequest, options: SendOptions): Promise<Sent> {
  const { name, recorder, follow } = options;
  const legs: Leg[] = [];
  const remarks: string[] = [];
  let access: TravelOptions = options;
  for (let next: OutgoingRequest | undefined = request; next; ) {
    const leg = await travel(next, access);
    legs.push(leg);
    const redirect: Redirect | undefined = follow
      ? redirected(next, recorded(name, [leg], recorder).exchange.response)
      : undefined;
    next = redirect?.request;
    if (next && legs.length > MOST_REDIRECTS) {
      remarks.push(`More than ${MOST_REDIRECTS} redirects were not followed.`);
      break;
    }
    if (redirect?.remark) remarks.push(redirect.remark);
    if (redirect?.leaves) access = { ...access, cert: undefined, key: undefined };
  }
  if (legs.at(-1)?.cut) remarks.push('The answer is longer than 64 MiB; only its beginning was read.');
  return { ...recorded(name, legs, recorder), remarks };
}
