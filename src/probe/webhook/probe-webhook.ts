import { lookup } from 'node:dns/promises';
import type { Exchange } from '../../exchange/exchange.js';
import { send } from '../../wire/send.js';
import { readAddress } from '../address.js';
import { specialKind } from '../address-kind.js';
import type { ProbeFinding } from '../finding.js';
import type { Seen } from '../probed.js';
import { deliveryFaults, type Judged, judgeAnswer, judgeConnection } from './judge.js';

export interface WebhookOptions {
  /** For the connection and the answer together; senders wait for as long as their documentation says. */
  readonly seconds: number;
  /** PEM of an authority to trust in place of the public ones. */
  readonly ca?: string | undefined;
  /** A proxy is set up on this machine. */
  readonly proxied?: boolean | undefined;
}

const EVENT = JSON.stringify({
  type: 'errdoctor.probe',
  test: true,
  says: 'A test of this endpoint. Nothing happened.',
});

/**
 * What a sender of webhooks would meet at an endpoint: an address, a certificate that strangers accept, and an answer to a
 * POST. The event that is sent calls itself a test and has neither signature nor credentials.
 */
export async function probeWebhook(url: URL, options: WebhookOptions): Promise<ProbeFinding> {
  const target = `${url.origin}${url.pathname}${url.search}`;
  const resolved = await addresses(url.hostname);
  const { exchange, input } = await post(url, options);
  const delivery: Exchange = { ...exchange, delivery: true };
  const judged: readonly Judged[] = [
    ...(options.proxied ? [{ what: 'proxy', is: 'left aside: a sender does not come through yours' }] : []),
    ...resolved.map(judgeAddress),
    ...(url.protocol === 'http:' ? [PLAIN] : []),
    ...judgeConnection(delivery),
    ...judgeAnswer(delivery),
  ];
  const found = deliveryFaults.map(
    (fault) => [fault, judged.find((one) => one.fault === fault)?.is] as const,
  );
  const { response: _, ...request } = delivery;
  return {
    probed: {
      probe: 'webhook',
      target,
      seen: judged.map(({ what, is, verdict }): Seen => ({ what, is, ...(verdict && { verdict }) })),
      facts: {
        ...Object.fromEntries(found.map(([fault, says]) => [`delivery.probed.${fault}`, says])),
        'delivery.fault': found.find(([, says]) => says !== undefined)?.[0],
      },
      gaveUpAfterSeconds: exchange.transport?.kind === 'timeout' ? options.seconds : undefined,
    },
    // An unsigned event may be refused: then no answer stands for a failed delivery.
    exchange: judged.some(({ fault }) => fault) ? delivery : request,
    input,
  };
}

const PLAIN: Judged = {
  what: 'scheme',
  is: 'http: whoever stands between reads and changes events, and senders want https',
  verdict: 'bad',
  fault: 'plain',
};

function judgeAddress(text: string): Judged {
  const address = readAddress(text);
  const kind = address && specialKind(address);
  return {
    what: 'address',
    is: kind ? `${text} is ${kind}: senders do not call it` : text,
    verdict: kind ? 'bad' : 'good',
    ...(kind && { fault: 'address' as const }),
  };
}

/** All addresses of a host as this machine resolves it; none where it does not, which the call itself will tell. */
async function addresses(hostname: string): Promise<string[]> {
  try {
    const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
    return found.map(({ address }) => address);
  } catch {
    return [];
  }
}

function post({ origin, host, pathname, search }: URL, { seconds, ca }: WebhookOptions) {
  const body = Buffer.from(EVENT);
  return send(
    {
      method: 'POST',
      origin,
      target: `${pathname}${search}`,
      headers: [
        ['Host', host],
        ['User-Agent', 'errdoctor'],
        ['Accept', '*/*'],
        ['Content-Type', 'application/json'],
        ['Content-Length', String(body.length)],
        ['Connection', 'close'],
      ],
      body,
    },
    {
      timeoutSeconds: seconds,
      maxBodyBytes: 65_536,
      ca,
      name: 'probe webhook',
      recorder: { name: 'errdoctor probe webhook' },
    },
  );
}
