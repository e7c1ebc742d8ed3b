import type { Socket } from 'node:net';
import { CallRecorder } from '../../recording/call-recorder.js';
import { type End, relay } from '../relay.js';

/** Passes a connection on as it is, whatever is spoken there. */
export function passUnread(client: Socket, upstream: End): Promise<void> {
  const nobody = new CallRecorder('', () => undefined);
  return relay({ client: { stream: client, tcp: client }, upstream, recorder: nobody });
}
