import type { Field, TrueExchange } from './exchange.js';
import { dropField, findField } from './exchange.js';
import type { Random } from './random.js';

/**
 * Things that stand in real captures and say nothing about the cause. Changes the exchange in place. A query string
 * is left out where it would be evidence for one of several causes.
 */
export function addNoise({ call, answer }: TrueExchange, random: Random, query: boolean): void {
  if (random.chance(0.35)) insert(call.headers, traceHeaders(random), random);
  if (random.chance(0.15))
    insert(
      call.headers,
      [
        ['X-Forwarded-For', '10.1.2.3, 192.0.2.44'],
        ['Via', '1.1 egress.corp.example'],
      ],
      random,
    );
  // A cookie may be a credential: it says nothing only beside another one.
  if (random.chance(0.1) && findField(call.headers, 'authorization'))
    insert(call.headers, [['Cookie', `theme=dark; visit=errdoctor${random.hex(6)}`]], random);
  if (random.chance(0.1))
    insert(call.headers, [['X-Client-Version', `shop-backend/${random.between(1, 9)}.4.0`]], random);
  if (random.chance(0.15)) recase(call.headers, random);
  const plain = query && call.method === 'GET' && !call.url.includes('?');
  if (plain && random.chance(0.08)) call.url += '?_=1790000000000';
  if (!answer) return;
  if (random.chance(0.5)) answer.headers.push(...edgeHeaders(random));
  if (random.chance(0.2))
    answer.headers.push(['Set-Cookie', `session=errdoctor${random.hex(10)}; Path=/; HttpOnly; Secure`]);
  if (random.chance(0.2))
    answer.headers.push(['Strict-Transport-Security', 'max-age=63072000'], ['Vary', 'Accept-Encoding']);
  if (random.chance(0.08)) dropField(answer.headers, 'date');
}

function traceHeaders(random: Random): Field[] {
  return random.pick<Field[]>([
    [['traceparent', `00-${random.hex(32)}-${random.hex(16)}-01`]],
    [['X-Request-Id', `errdoctor-${random.hex(12)}`]],
    [
      ['X-B3-TraceId', random.hex(32)],
      ['X-B3-SpanId', random.hex(16)],
      ['X-B3-Sampled', '1'],
    ],
    [['sentry-trace', `${random.hex(32)}-${random.hex(16)}-0`]],
  ]);
}

function edgeHeaders(random: Random): Field[] {
  return random.pick<Field[]>([
    [
      ['Server', 'cloudflare'],
      ['CF-Ray', `${random.hex(16)}-FRA`],
      ['CF-Cache-Status', 'DYNAMIC'],
    ],
    [
      ['Server', 'nginx'],
      ['X-Request-Id', random.hex(32)],
    ],
    [
      ['Via', '1.1 google'],
      ['Alt-Svc', 'h3=":443"; ma=2592000'],
    ],
    [
      ['X-Amzn-RequestId', `errdoctor-${random.hex(12)}`],
      ['X-Cache', 'Error from cloudfront'],
      ['Via', `1.1 ${random.hex(12)}.cloudfront.net (CloudFront)`],
    ],
    [
      ['X-Envoy-Upstream-Service-Time', String(random.between(2, 400))],
      ['Server', 'envoy'],
    ],
  ]);
}

function insert(headers: Field[], more: readonly Field[], random: Random): void {
  headers.splice(random.between(0, headers.length), 0, ...more);
}

function recase(headers: Field[], random: Random): void {
  const upper = random.chance(0.3);
  for (const field of headers) field[0] = upper ? field[0].toUpperCase() : field[0].toLowerCase();
}
