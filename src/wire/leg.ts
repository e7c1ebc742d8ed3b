import type { Connection, TransportFailure } from '../exchange/exchange.js';
import type { OutgoingRequest } from './outgoing.js';

/** One request and whatever came back, to the byte. */
export interface Leg {
  /** Whom it went to: `https://api.example.com:8443`. */
  readonly origin: string;
  /** What was meant to travel, where errdoctor sent it itself. */
  readonly request?: OutgoingRequest;
  /** Head and framed body of the request as they travelled; empty where nothing did. */
  readonly sent: Buffer;
  /** Whatever came back, 1xx answers too. */
  readonly received: Buffer;
  readonly failure?: TransportFailure;
  readonly connection?: Connection;
  /** Not all of the request's body was kept, or sent. */
  readonly sentCut?: true;
  /** The answer's body was longer than is kept. */
  readonly cut?: true;
  readonly rewritten?: Rewritten;
  /** The program showed a client certificate, which the server did not see. */
  readonly hidesCertificate?: true;
  /** Epoch milliseconds. */
  readonly time: { readonly start: number; readonly end: number };
}

/** What was changed of a request on its way through errdoctor. */
export interface Rewritten {
  /** Values of `Host`. */
  readonly host?: { readonly from: string; readonly to: string };
  /** What was put before the path: `/v1`. */
  readonly base?: string;
}

/** A call that came from another thread, which hands on bytes and no Buffers. */
export function withBuffers(leg: Leg): Leg {
  const of = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);
  return { ...leg, sent: of(leg.sent), received: of(leg.received) };
}
