import type { Exchange } from '../../exchange/exchange.js';
import type { Seen } from '../probed.js';

/** What can be found wrong, in the words of the fact `delivery.fault`. */
export const deliveryFaults = [
  'address',
  'plain',
  'dns',
  'tls',
  'too-slow',
  'unreachable',
  'redirect',
  'wrong-path',
  'handler',
] as const;

export type DeliveryFault = (typeof deliveryFaults)[number];

/** A line, and the fault of a delivery that it stands for. */
export interface Judged extends Seen {
  readonly fault?: DeliveryFault;
}

/** What a sender would say of the connection: name, TCP and TLS. */
export function judgeConnection({ transport, connection }: Exchange): Judged[] {
  const { tls } = connection ?? {};
  const accepted: Judged[] =
    tls?.serverVerified === true
      ? [
          {
            what: 'TLS',
            is: `${tls.version}, certificate accepted, valid until ${tls.serverNotAfter}`,
            verdict: 'good',
          },
        ]
      : [];
  if (!transport) return accepted;
  const fail = (what: string, fault: DeliveryFault): Judged => ({
    what,
    is: transport.says,
    verdict: 'bad',
    fault,
  });
  switch (transport.kind) {
    case 'dns':
      return [fail('name', 'dns')];
    case 'tls':
      return [fail('TLS', 'tls')];
    case 'timeout':
      return [...accepted, fail('answer', connection?.peer ? 'too-slow' : 'unreachable')];
    default:
      return [...accepted, fail(connection?.peer ? 'answer' : 'connection', 'unreachable')];
  }
}

/** What a sender would make of the answer. It is an unsigned event that was answered, so a refusal may be right. */
export function judgeAnswer({ response, transport, time }: Exchange): Judged[] {
  const { status } = response ?? {};
  if (transport || status === undefined) return [];
  const what = 'answer';
  const said = [status, response?.reason].filter(Boolean).join(' ');
  const bad = (fault: DeliveryFault, why: string): Judged[] => [
    { what, is: `${said}: ${why}`, verdict: 'bad', fault },
  ];
  if (status < 300) {
    const seconds = ((time?.end ?? 0) - (time?.start ?? 0)) / 1000;
    return [{ what, is: `${said} after ${seconds.toFixed(1)} s`, verdict: 'good' }];
  }
  if (status < 400) {
    const location = response?.headers.get('location')?.value;
    return bad(
      'redirect',
      `${location === undefined ? 'a redirect' : `a redirect to ${location}`}, which senders do not follow`,
    );
  }
  if (status >= 500) return bad('handler', 'the endpoint failed over an event that it does not know');
  if (status === 404 || status === 405 || status === 410)
    return bad('wrong-path', 'nothing takes a POST here');
  if (!REFUSALS.has(status)) return [{ what, is: `${said}: refused, and the event was only a test` }];
  return /^text\/html\b/i.test(response?.headers.get('content-type')?.value ?? '')
    ? [
        {
          what,
          is: `${said}, with a web page: refused by a login or filter before the endpoint, or by the endpoint`,
        },
      ]
    : [{ what, is: `${said}: an event without a signature is refused, as it should be`, verdict: 'good' }];
}

/** How endpoints refuse an event that is unsigned or none of theirs. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 422]);
