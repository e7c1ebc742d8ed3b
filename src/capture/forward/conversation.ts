import type { TLSSocket } from 'node:tls';
import { CallRecorder, type OnCall } from '../../recording/call-recorder.js';
import { relay } from '../relay.js';
import type { ServerSide } from './server-side.js';
import type { Tunnel } from './tunnel.js';

/**
 * How a tunnel came to its end: the program said something, which its calls tell of; or it said nothing and left, while
 * the server was still there (which may have broken off afterwards), or the server refused it, or ended the connection.
 */
export type Outcome =
  | { readonly is: 'spoken' | 'ended' }
  | { readonly is: 'left'; readonly refusal: Error | undefined }
  | { readonly is: 'refused'; readonly refusal: Error };

/** Passes on what a program and a server say to each other, until both are gone. Never rejects. */
export async function converse(
  { client, host, origin, shared: { accepted, admission } }: Tunnel,
  stream: TLSSocket,
  server: ServerSide,
  onCall: OnCall,
): Promise<Outcome> {
  const upstream = server.dialed;
  const refusedEarly = server.refusal;
  let spoke = false;
  let left = false;
  // Asked before the relay hands the end on: who leaves after the server did refuses nothing.
  for (const event of ['end', 'error'])
    stream.once(event, () => {
      left = !upstream.stream.readableEnded && !server.refusal;
    });
  const recorder = new CallRecorder(origin, onCall, () => server.connection);
  const over = relay({ client: { stream, tcp: client }, upstream, recorder, admission });
  stream.once('data', () => {
    spoke = true;
    accepted.add(host);
    // Said again, now that there is a call that it ends.
    if (refusedEarly) upstream.stream.destroy(refusedEarly);
  });
  if (refusedEarly) stream.once('close', () => upstream.stream.destroy());
  await over;
  if (spoke) return { is: 'spoken' };
  const { refusal } = server;
  if (left) return { is: 'left', refusal };
  return refusal ? { is: 'refused', refusal } : { is: 'ended' };
}
