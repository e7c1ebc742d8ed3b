import { startReverseProxy } from '../../src/capture/reverse/reverse-proxy.js';
import type { Remark } from '../../src/capture/remark.js';
import { Dialer } from '../../src/capture/upstream/dialer.js';
import type { Access } from '../../src/wire/open-socket.js';
import type { Leg } from '../../src/wire/leg.js';

/** A reverse proxy, the calls that it recorded so far, and how to wait for some number of them. */
export interface Captured {
  readonly url: string;
  readonly port: number;
  readonly legs: readonly Leg[];
  readonly remarks: readonly Remark[];
  calls(count: number): Promise<readonly Leg[]>;
  close(): Promise<void>;
}

/** Stands for the server of a base URL. */
export async function startCapture(to: string, access: Access = {}): Promise<Captured> {
  const legs: Leg[] = [];
  const remarks: Remark[] = [];
  let heard: () => void = () => undefined;
  const { port, close } = await startReverseProxy({
    to: new URL(to),
    dialer: new Dialer({}, access),
    onCall: (leg) => {
      legs.push(leg);
      heard();
    },
    onRemark: (remark) => remarks.push(remark),
  });
  const calls = async (count: number) => {
    while (legs.length < count)
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    return legs;
  };
  return { url: `http://127.0.0.1:${port}`, port, legs, remarks, calls, close };
}
