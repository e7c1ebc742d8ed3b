import type { Body } from '../../exchange/body.js';
import type { Connection, Exchange, TransportKind } from '../../exchange/exchange.js';
import { Headers } from '../../exchange/headers.js';
import type { Span } from '../../exchange/place.js';
import { isObject, valueAt } from '../json/json-headers.js';

/** What HAR has no member for; files that errdoctor saved hold it in `_errdoctor` of an entry. */
export interface OwnMembers {
  /** The request target, where the URL does not end in it. */
  readonly target?: string;
  /** Messages of which not all header fields were captured. */
  readonly incomplete?: readonly Side[];
  /** Messages whose bodies were rebuilt from text. */
  readonly inexact?: readonly Side[];
  /** The time of the call was not captured, and HAR wants one. */
  readonly untimed?: true;
  readonly failure?: { readonly kind: TransportKind; readonly curlExit?: number };
  /** Without places. */
  readonly connection?: Connection;
}

export type Side = 'request' | 'response';

const KINDS: ReadonlySet<unknown> = new Set<TransportKind>([
  'dns',
  'connect',
  'tls',
  'timeout',
  'reset',
  'proxy',
  'http2',
  'usage',
  'other',
]);

/** The exchange as it was before it was saved. Members of other types than ours are passed over. */
export function withOwnMembers(exchange: Exchange, own: unknown, document: Span): Exchange {
  if (!isObject(own)) return exchange;
  const { target, failure } = own;
  const { request, response, transport } = exchange;
  const at = (side: Side) => ({
    incomplete: lists(own.incomplete, side),
    inexact: lists(own.inexact, side),
  });
  return {
    ...exchange,
    request: request && {
      ...asCaptured(request, at('request')),
      ...(typeof target === 'string' && { target }),
    },
    response: response && asCaptured(response, at('response')),
    transport:
      transport && isObject(failure) && KINDS.has(failure.kind)
        ? {
            ...transport,
            kind: failure.kind as TransportKind,
            ...(typeof failure.curlExit === 'number' && { curlExit: failure.curlExit }),
          }
        : transport,
    time: own.untimed === true ? undefined : exchange.time,
    connection: isObject(own.connection) ? connectionOf(own.connection, document) : exchange.connection,
  };
}

function lists(sides: unknown, side: Side): boolean {
  return Array.isArray(sides) && sides.includes(side);
}

function asCaptured<Message extends { readonly headers: Headers; readonly body: Body }>(
  message: Message,
  { incomplete, inexact }: { readonly incomplete: boolean; readonly inexact: boolean },
): Message {
  const { headers, body } = message;
  return {
    ...message,
    headers: incomplete ? new Headers(headers.list, 'some', headers.hidden) : headers,
    body: inexact && body.is === 'bytes' ? { ...body, exact: false } : body,
  };
}

const PARTS = {
  peer: { address: 'string', port: 'number' },
  tried: { address: 'string' },
  proxy: { name: 'string', fromEnvironment: 'boolean' },
  tls: {
    version: 'string',
    alpn: 'string',
    serverSubject: 'string',
    serverIssuer: 'string',
    serverNotAfter: 'string',
    serverVerified: 'boolean',
    verifyError: 'string',
    clientCertificateRequested: 'boolean',
    clientCertificateSent: 'boolean',
    alert: 'string',
  },
} as const;
const NEEDED = { peer: 'address', tried: 'address', proxy: 'name', tls: undefined } as const;

function connectionOf(written: Record<string, unknown>, document: Span): Connection {
  const read: Record<string, unknown> = {};
  for (const [name, members] of Object.entries(PARTS)) {
    const part = written[name];
    if (!isObject(part)) continue;
    const kept = Object.entries(members).filter(([member, type]) => typeof part[member] === type);
    const needed = NEEDED[name as keyof typeof NEEDED];
    if (needed && !kept.some(([member]) => member === needed)) continue;
    read[name] = {
      ...Object.fromEntries(kept.map(([member]) => [member, part[member]])),
      at: valueAt(document, ['_errdoctor', 'connection', name]),
    };
  }
  return read;
}
