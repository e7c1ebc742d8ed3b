import type { Socket } from 'node:net';
import { Stopped } from '../wire/failure.js';
import { SHORTEST_LIMIT } from '../recording/call-recorder.js';

/**
 * Does something that ends when the client leaves before it is done.
 *
 * @param client that is read by nobody meanwhile
 * @param patience milliseconds that are left to it when the client ended its side, which may have said all that it wanted
 */
export async function untilGone<T>(
  client: Socket,
  run: (signal: AbortSignal) => Promise<T>,
  patience = 0,
): Promise<T> {
  const start = Date.now();
  let late: NodeJS.Timeout | undefined;
  const controller = new AbortController();
  const leave = (took = Date.now() - start) => {
    const says = `the program closed the connection after ${(took / 1000).toFixed(1)} s, before there was one to the server`;
    controller.abort(new Stopped(says, took < SHORTEST_LIMIT ? 'other' : 'timeout'));
  };
  const gone = () => leave();
  const ended = () => {
    late = setTimeout(leave, patience, Date.now() - start);
  };
  // The end is noticed only where somebody reads; bytes stay where they are.
  const look = () => client.read(0);
  client.on('readable', look).once('end', ended).once('close', gone);
  try {
    if (client.destroyed) leave();
    return await run(controller.signal);
  } finally {
    client.off('readable', look).off('end', ended).off('close', gone);
    clearTimeout(late);
  }
}
