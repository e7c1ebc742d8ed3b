import type { Socket } from 'node:net';
import type { TransportFailure } from '../../exchange/exchange.js';
import type { CallRecorder } from '../../recording/call-recorder.js';
import { methodOf, requestReader } from '../../recording/framing.js';
import { refuse } from '../refuse.js';
import type { HeadRewriter } from '../relay.js';

/**
 * Answers the first request of a client in place of a server that could not be reached, once it came whole, and closes the
 * connection. The recorder is told what was asked and why it was not answered.
 */
export function answerBadGateway(
  client: Socket,
  {
    recorder,
    failure,
    rewriter,
  }: { recorder: CallRecorder; failure: TransportFailure; rewriter?: HeadRewriter },
): void {
  const reader = requestReader();
  let method = '';
  const finish = () => {
    client.off('data', read).off('end', finish).off('close', finish);
    recorder.fail(failure);
    refuse(client, '502 Bad Gateway', failure.says, method);
  };
  const read = (bytes: Buffer) => {
    recorder.sent(rewriter ? rewriter.push(bytes) : bytes);
    for (const part of reader.push(bytes)) {
      if (part.is === 'head') method = methodOf(part.head);
      // Who expects "100 Continue" does not send more before (RFC 9110, section 10.1.1).
      const isWhole = part.is === 'head' ? part.head.field('expect') !== undefined : part.is !== 'body';
      if (isWhole) return finish();
    }
  };
  client.on('data', read).once('end', finish).once('close', finish);
}
