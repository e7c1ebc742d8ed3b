import type { IncomingMessage } from 'node:http';
import type { PackSettings } from '../causes/pack.js';
import { NO_BODY } from '../exchange/body.js';
import type { Exchange } from '../exchange/exchange.js';
import { Headers, header } from '../exchange/headers.js';
import { at } from '../exchange/place.js';
import { environmentOf } from '../facts/host-names.js';

/**
 * A request as it came in, with its body's bytes as they travelled. Its URL is that of the host that the stand-in stands
 * for, unless the caller named another host of the provider.
 *
 * @param host the host of the environment that is simulated
 */
export function received(
  { method = 'GET', url: target = '/', rawHeaders, headers: { host: called = '' } }: IncomingMessage,
  body: Uint8Array,
  { pack, host, time }: { pack: PackSettings; host: string; time: number },
): Exchange {
  const list = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    list.push(header(text(rawHeaders[index]), text(rawHeaders[index + 1])));
  const name = called.replace(/:\d+$/, '').toLowerCase();
  const authority = environmentOf(pack, name) === undefined ? host : name;
  const path = target.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  return {
    request: {
      method,
      target,
      url: `https://${authority}${path}`,
      httpVersion: '1.1',
      headers: new Headers(list, 'all'),
      body: body.length === 0 ? NO_BODY : { is: 'bytes', wire: body, exact: true },
    },
    time: { start: time, end: time },
    hops: [],
    recorder: { name: 'errdoctor simulate' },
    at: at(0, 0),
  };
}

/** Node gives one character a byte; the other side of errdoctor reads UTF-8. */
function text(bytes = ''): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
