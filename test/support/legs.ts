import type { Exchange } from '../../src/exchange/exchange.js';
import type { Leg } from '../../src/wire/leg.js';
import { recordedCalls } from '../../src/wire/recorded.js';

interface Parts extends Partial<Omit<Leg, 'sent' | 'received'>> {
  /** `POST /v1/orders` */
  readonly call?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Uint8Array | string;
  /** `401 Unauthorized`; none came where it is empty. */
  readonly status?: string;
  readonly answerHeaders?: Record<string, string>;
  readonly answer?: Uint8Array | string;
}

export const ORIGIN = 'https://api.acmepay.example';
export const RECORDER = { name: 'errdoctor capture' };

function message(first: string, headers: Record<string, string>, body: Uint8Array | string): Buffer {
  const fields = { ...headers, 'Content-Length': String(Buffer.byteLength(body)) };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`${first}\r\n${lines.join('')}\r\n`, 'latin1'), Buffer.from(body)]);
}

/** A call as a recorder on the wire gives it. */
export function legWith({
  call = 'GET /v1/orders',
  headers = {},
  body = '',
  status = '200 OK',
  answerHeaders = { 'Content-Type': 'application/json' },
  answer = '{"ok":true}',
  ...rest
}: Parts = {}): Leg {
  return {
    origin: ORIGIN,
    sent: message(`${call} HTTP/1.1`, { Host: new URL(ORIGIN).host, ...headers }, body),
    received: status === '' ? Buffer.alloc(0) : message(`HTTP/1.1 ${status}`, answerHeaders, answer),
    time: { start: Date.UTC(2026, 0, 2), end: Date.UTC(2026, 0, 2) + 40 },
    ...rest,
  };
}

export function exchangeOf(leg: Leg): Exchange {
  return recordedCalls('capture', [leg], RECORDER).exchanges[0] as Exchange;
}
